import { readFileSync, writeFileSync } from 'node:fs';
import type { Graph } from './graphs.ts';

const HEADER = 3;

/**
 * Writes a graph as a contender of another language reads it, in the machine's byte order:
 *
 *     i32 nodes │ i32 slots │ i32 held │ i32 numbers of those held │ i32 targets[nodes * slots], −1: none
 */
export function writeGraphFile(path: string, { nodes, slots, held, targets }: Graph): void {
  const header = Int32Array.of(nodes, slots, held.length);
  const parts = [header, held, targets].map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  writeFileSync(path, Buffer.concat(parts));
}

export function readGraphFile(path: string): Graph {
  const bytes = readFileSync(path);
  const numbers = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const [nodes = 0, slots = 0, count = 0] = numbers;
  return { nodes, slots, held: numbers.slice(HEADER, HEADER + count), targets: numbers.slice(HEADER + count) };
}
