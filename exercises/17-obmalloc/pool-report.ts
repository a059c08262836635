import { type Address, hex, type Memory, NULL } from '../kit/memory.ts';
import { ARENA_SIZE, POOL_HEADER, POOL_SIZE } from '../kit/obmalloc-layout.ts';

/** More blocks than any pool has: a longer free list is no list. */
const LONGEST_LIST = 512;

/** A mapped arena: its number in mapping order and where it begins. */
export interface MappedArena {
  readonly arena: number;
  readonly address: number;
}

/**
 * One line for each pool that was ever laid out, in the notation of the recordings:
 * `pool 0:1 szidx=5 count=3 next=240 used fl=144,48,192`. Reads nothing but the simulated memory, and takes any
 * content: a free list that leaves its pool or runs in a circle ends there.
 */
export function reportPools(memory: Memory, arenas: readonly MappedArena[]): readonly string[] {
  const lines: string[] = [];
  for (const { arena, address } of [...arenas].sort((a, b) => a.arena - b.arena)) {
    let number = 0;
    for (let pool = roundUp(address); pool + POOL_SIZE <= address + ARENA_SIZE; pool += POOL_SIZE) {
      const line = reportPool(memory, pool);
      if (line !== undefined) lines.push(`pool ${arena}:${number} ${line}`);
      number += 1;
    }
  }
  return lines;
}

/** Undefined for an untouched pool: an arena comes full of zeros, and `nextoffset` is never 0 in a pool in use. */
function reportPool(memory: Memory, pool: number): string | undefined {
  const next = memory.readU32(pool + POOL_HEADER.nextoffset);
  if (next === 0) return undefined;
  const count = memory.readU32(pool + POOL_HEADER.refCount);
  const head = memory.readPointer(pool + POOL_HEADER.freeblock);
  const state = count === 0 ? 'free' : head === NULL ? 'full' : 'used';
  return `szidx=${memory.readU32(pool + POOL_HEADER.szidx)} count=${count} next=${next} ${state} fl=${listOf(memory, pool, head)}`;
}

/** The blocks of the free list, head first, as offsets from the pool's start. */
function listOf(memory: Memory, pool: number, head: Address): string {
  if (head === NULL) return '-';
  const seen = new Set<number>();
  const offsets: string[] = [];
  for (let block = head; block !== NULL; block = memory.readPointer(block)) {
    const offset = block - pool;
    if (offset < 0 || offset >= POOL_SIZE || offset % 8 !== 0)
      return [...offsets, `${hex(block)} (no block of it)`].join();
    offsets.push(String(offset));
    if (seen.has(offset) || seen.size > LONGEST_LIST) return [...offsets, '… (a circle)'].join();
    seen.add(offset);
  }
  return offsets.join();
}

function roundUp(address: number): number {
  return Math.ceil(address / POOL_SIZE) * POOL_SIZE;
}
