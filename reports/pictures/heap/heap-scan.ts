import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { ArenaObject } from '../../../reference/memory/obmalloc/arena-object.ts';
import { usableArenas } from '../../../reference/memory/obmalloc/census.ts';
import type { Heap } from '../../../reference/memory/obmalloc/index.ts';
import { arenaNumber, firstPool } from '../../../reference/memory/obmalloc/place.ts';

/** States of a pool. `FRESH`: never carved since its arena was mapped; `FREE`: emptied. */
export const FRESH = 0;
export const FREE = 1;
export const USED = 2;
export const FULL = 3;

/** One pool in a word, so that arenas are compared quickly: state, size class, blocks in use. */
export function poolWord(state: number, szidx: number, count: number): number {
  return (state << 24) | (szidx << 16) | count;
}
export function stateOf(word: number): number {
  return word >>> 24;
}
export function szidxOf(word: number): number {
  return (word >>> 16) & 0xff;
}
export function countOf(word: number): number {
  return word & 0xffff;
}

/** One mapped arena. */
export interface ArenaScan {
  /** Number in the order of mapping. */
  readonly arena: number;
  /** Index of its arena object. */
  readonly slot: number;
  /** Address of its first pool. */
  readonly firstPool: Address;
  readonly nfreepools: number;
  /** Place in `usable_arenas`, the front is 1; 0 if it is not there. */
  readonly rank: number;
  /** One word for each pool. */
  readonly pools: Uint32Array;
}

/** Mapped arenas, ascending. */
export type HeapScan = readonly ArenaScan[];

/** Reads the header of every carved pool and no free list: as quick as a picture of many arenas needs it. */
export function scanHeap(heap: Heap): HeapScan {
  const ranks = new Map([...usableArenas(heap)].map((arena, index) => [arena, index + 1]));
  return heap.arenas
    .filter(({ address }) => address !== NULL)
    .map((arena) => scanArena(heap, arena, ranks.get(arena) ?? 0))
    .sort((a, b) => a.arena - b.arena);
}

function scanArena(heap: Heap, arena: ArenaObject, rank: number): ArenaScan {
  const { pools } = heap;
  const first = firstPool(heap, arena);
  const words = new Uint32Array(arena.ntotalpools);
  for (let pool = 0, at = first; at < arena.poolAddress; pool += 1, at = (at + heap.profile.poolSize) as Address) {
    const count = pools.refCount(at);
    const state = count === 0 ? FREE : pools.freeblock(at) === NULL ? FULL : USED;
    words[pool] = poolWord(state, pools.szidx(at), count);
  }
  return {
    arena: arenaNumber(heap, arena),
    slot: arena.index,
    firstPool: first,
    nfreepools: arena.nfreepools,
    rank,
    pools: words,
  };
}

/** Address of a pool by its number. */
export function poolAddress(heap: Heap, arena: ArenaScan, pool: number): Address {
  return (arena.firstPool + pool * heap.profile.poolSize) as Address;
}

/** Blocks that a pool of the class has. */
export function capacityOf(heap: Heap, szidx: number): number {
  const { poolSize, poolOverhead } = heap.profile;
  return Math.floor((poolSize - poolOverhead) / heap.classes.blockSize(szidx));
}
