import { readFileSync, writeFileSync } from 'node:fs';
import type { Trace } from '../../memory/workloads/trace.ts';
import { KIND_BITS } from './call-word.ts';

/**
 * A trace as contenders replay it, again and again: two words an operation, so that the loop around the allocator costs
 * little beside it.
 *
 *     calls    │ id << 2 | kind │ size │ id << 2 | kind │ size │ …
 */
export interface TimedTrace {
  readonly calls: Uint32Array;
  /** The first operations build up what the others need; they are not timed. */
  readonly prologue: number;
  /** No id is greater. */
  readonly maxId: number;
}

const HEADER_WORDS = 3;

/**
 * Writes a trace as a program in C reads it, in the machine's byte order:
 *
 *     u32 operations │ u32 prologue │ u32 maxId │ u32 calls[2 * operations]
 */
export function writeTraceFile(path: string, { kinds, ids, sizes, maxId }: Trace, prologue: number): void {
  const words = new Uint32Array(HEADER_WORDS + 2 * kinds.length);
  words.set([kinds.length, prologue, maxId]);
  for (let index = 0; index < kinds.length; index += 1) {
    words[HEADER_WORDS + 2 * index] = ((ids[index] as number) << KIND_BITS) | (kinds[index] as number);
    words[HEADER_WORDS + 2 * index + 1] = sizes[index] as number;
  }
  writeFileSync(path, new Uint8Array(words.buffer));
}

export function readTraceFile(path: string): TimedTrace {
  const bytes = readFileSync(path);
  const words = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const [, prologue = 0, maxId = 0] = words;
  return { calls: words.subarray(HEADER_WORDS), prologue, maxId };
}
