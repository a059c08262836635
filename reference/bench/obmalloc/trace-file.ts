import { readFileSync, writeFileSync } from 'node:fs';
import type { Trace } from '../../memory/workloads/trace.ts';

/** A trace as contenders replay it, again and again. */
export interface TimedTrace {
  readonly kinds: Uint8Array;
  readonly ids: Uint32Array;
  readonly sizes: Uint32Array;
  /** The first operations build up what the others need; they are not timed. */
  readonly prologue: number;
  /** No id is greater. */
  readonly maxId: number;
}

const HEADER_BYTES = 12;

/**
 * Writes a trace as a program in C reads it, in the machine's byte order:
 *
 *     u32 operations │ u32 prologue │ u32 maxId │ u32 ids[operations] │ u32 sizes[operations] │ u8 kinds[operations]
 */
export function writeTraceFile(path: string, trace: Trace, prologue: number): void {
  const header = new Uint32Array([trace.kinds.length, prologue, trace.maxId]);
  const sizes = Uint32Array.from(trace.sizes);
  writeFileSync(path, Buffer.concat([header, trace.ids, sizes, trace.kinds].map(bytesOf)));
}

export function readTraceFile(path: string): TimedTrace {
  const bytes = readFileSync(path);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const [operations = 0, prologue = 0, maxId = 0] = new Uint32Array(buffer, 0, 3);
  return {
    prologue,
    maxId,
    ids: new Uint32Array(buffer, HEADER_BYTES, operations),
    sizes: new Uint32Array(buffer, HEADER_BYTES + 4 * operations, operations),
    kinds: new Uint8Array(buffer, HEADER_BYTES + 8 * operations, operations),
  };
}

function bytesOf(array: Uint32Array | Uint8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
