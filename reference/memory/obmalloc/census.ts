import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { ArenaObject } from './arena-object.ts';
import type { Heap } from './heap.ts';
import { arenaNumber, firstPool, type PoolName, poolName, poolNumber } from './place.ts';
import { usedpool, usedpoolsHead } from './usedpools.ts';

/** One live arena. */
export interface ArenaCensus {
  /** Number of the arena, in the order of mapping. */
  readonly arena: number;
  /** Index of its arena object. */
  readonly slot: number;
  readonly pools: number;
  /** Pools never carved. */
  readonly fresh: number;
  /** Emptied pools, next to be taken first: their numbers in the arena. */
  readonly freepools: readonly number[];
  /** The carved pools, ascending. */
  readonly carved: readonly PoolCensus[];
}

/** One pool that was carved. */
export interface PoolCensus {
  /** Number of the pool in its arena. */
  readonly pool: number;
  readonly address: Address;
  readonly state: 'free' | 'used' | 'full';
  readonly szidx: number;
  readonly count: number;
  readonly nextoffset: number;
  /** Free list, head first: bytes from the pool's start. */
  readonly freeList: readonly number[];
}

/** All that can be known about a heap, as plain data. */
export interface HeapCensus {
  /** `usable_arenas`, front first. */
  readonly usable: readonly { readonly arena: number; readonly nfreepools: number }[];
  /** The used pools of each class that has some, front first. */
  readonly usedlists: readonly { readonly szidx: number; readonly pools: readonly PoolName[] }[];
  /** Live arenas, ascending. */
  readonly arenas: readonly ArenaCensus[];
}

/** Walks the whole heap. Reads it through the counted memory, and changes nothing. */
export function takeCensus(heap: Heap): HeapCensus {
  return {
    usable: [...usableArenas(heap)].map((arena) => ({ arena: arenaNumber(heap, arena), nfreepools: arena.nfreepools })),
    usedlists: Array.from({ length: heap.classes.count }, (_, szidx) => ({
      szidx,
      pools: [...usedPools(heap, szidx)].map((pool) => poolName(heap, pool)),
    })).filter(({ pools }) => pools.length > 0),
    arenas: heap.arenas
      .filter(({ address }) => address !== NULL)
      .map((arena) => arenaCensus(heap, arena))
      .sort((a, b) => a.arena - b.arena),
  };
}

/** `usable_arenas`, front first. */
export function* usableArenas(heap: Heap): Generator<ArenaObject> {
  for (let arena = heap.usableArenas; arena !== null; arena = arena.nextarena) yield arena;
}

/** The used pools of a class, front first. Ends after `limit`, in case the list is broken. */
export function* usedPools(heap: Heap, szidx: number, limit = Number.POSITIVE_INFINITY): Generator<Address> {
  const head = usedpoolsHead(heap, szidx);
  let pool = usedpool(heap, szidx);
  for (let count = 0; pool !== head && count < limit; count += 1) {
    yield pool;
    pool = heap.pools.nextpool(pool);
  }
}

/** A singly linked list by its first words or `nextpool`; ends at NULL or after `limit`, in case it is broken. */
export function* linked(first: Address, next: (at: Address) => Address, limit: number): Generator<Address> {
  for (let at = first, count = 0; at !== NULL && count < limit; at = next(at), count += 1) yield at;
}

function arenaCensus(heap: Heap, arena: ArenaObject): ArenaCensus {
  const free = [...linked(arena.freepools, (pool) => heap.pools.nextpool(pool), arena.ntotalpools)];
  const carved = poolNumber(heap, arena, arena.poolAddress);
  return {
    arena: arenaNumber(heap, arena),
    slot: arena.index,
    pools: arena.ntotalpools,
    fresh: arena.ntotalpools - carved,
    freepools: free.map((pool) => poolNumber(heap, arena, pool)),
    carved: Array.from({ length: carved }, (_, pool) => poolCensus(heap, arena, pool)),
  };
}

function poolCensus(heap: Heap, arena: ArenaObject, number: number): PoolCensus {
  const { pools, profile } = heap;
  const address = (firstPool(heap, arena) + number * profile.poolSize) as Address;
  const count = pools.refCount(address);
  const blocks = linked(pools.freeblock(address), (block) => heap.memory.readPointer(block), profile.poolSize);
  const freeList = [...blocks].map((block) => block - address);
  const state = count === 0 ? 'free' : freeList.length === 0 ? 'full' : 'used';
  return {
    pool: number,
    address,
    state,
    szidx: pools.szidx(address),
    count,
    nextoffset: pools.nextoffset(address),
    freeList,
  };
}
