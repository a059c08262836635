import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { ArenaObject } from './arena-object.ts';
import { linked, usableArenas, usedPools } from './census.ts';
import type { Heap } from './heap.ts';
import { firstPool } from './place.ts';
import { usedpoolsHead } from './usedpools.ts';

/** A carved pool: its header, and what is derived from it. */
export interface PoolSurvey {
  readonly address: Address;
  readonly arena: ArenaObject;
  readonly refCount: number;
  readonly freeblock: Address;
  readonly nextpool: Address;
  readonly prevpool: Address;
  readonly arenaindex: number;
  readonly szidx: number;
  readonly nextoffset: number;
  readonly maxnextoffset: number;
  /** Bytes in a block. */
  readonly size: number;
  /** Blocks ever carved; no whole number if `nextoffset` is wrong. */
  readonly carved: number;
  /** Head first. One longer than `carved` if the list does not end; it is not followed out of the pool. */
  readonly freeList: readonly Address[];
}

/** An arena that is mapped. */
export interface ArenaSurvey {
  readonly arena: ArenaObject;
  /** Its first pool. */
  readonly first: Address;
  readonly carved: readonly PoolSurvey[];
  /** Next to be taken first; it is not followed out of the arena's carved pools. */
  readonly freepools: readonly Address[];
}

/** The list of used pools of a class. */
export interface UsedlistSurvey {
  readonly szidx: number;
  readonly head: Address;
  /** Front first; it is not followed out of the carved pools. */
  readonly pools: readonly Address[];
}

/**
 * All that the invariants are about, read once. A heap may be corrupted: no list is followed further than it can go in
 * a sound heap, or to where no pool is.
 */
export interface HeapSurvey {
  readonly heap: Heap;
  readonly arenas: readonly ArenaSurvey[];
  /** The carved pools of all arenas, by address. */
  readonly pools: ReadonlyMap<Address, PoolSurvey>;
  readonly usedlists: readonly UsedlistSurvey[];
  readonly usable: readonly ArenaObject[];
  /** Arena objects in `unused_arena_objects`. */
  readonly unusedCount: number;
}

/** Reads the whole heap through the counted memory, and changes nothing. */
export function surveyHeap(heap: Heap): HeapSurvey {
  const arenas = heap.arenas.filter(({ address }) => address !== NULL).map((arena) => surveyArena(heap, arena));
  const pools = new Map(arenas.flatMap(({ carved }) => carved).map((pool) => [pool.address, pool]));
  const szidxs = Array.from({ length: heap.classes.count }, (_, szidx) => szidx);
  return {
    heap,
    arenas,
    pools,
    usedlists: szidxs.map((szidx) => ({
      szidx,
      head: usedpoolsHead(heap, szidx),
      pools: known(usedPools(heap, szidx, pools.size + 1), pools),
    })),
    usable: take(usableArenas(heap), arenas.length + 1),
    unusedCount: countUnused(heap),
  };
}

function surveyArena(heap: Heap, arena: ArenaObject): ArenaSurvey {
  const { pools, profile } = heap;
  const first = firstPool(heap, arena);
  const carved: PoolSurvey[] = [];
  const end = Math.min(arena.poolAddress, arena.address + heap.arenaSize);
  for (let pool = first; pool < end; pool = (pool + profile.poolSize) as Address) {
    carved.push(surveyPool(heap, arena, pool));
  }
  const own = new Map(carved.map((pool) => [pool.address, pool]));
  const freepools = linked(arena.freepools, (pool) => pools.nextpool(pool), arena.ntotalpools + 1);
  return { arena, first, carved, freepools: known(freepools, own) };
}

function surveyPool(heap: Heap, arena: ArenaObject, address: Address): PoolSurvey {
  const { pools, profile } = heap;
  const szidx = pools.szidx(address);
  const nextoffset = pools.nextoffset(address);
  const freeblock = pools.freeblock(address);
  const size = heap.classes.blockSize(szidx);
  const carved = (nextoffset - profile.poolOverhead) / size;
  const isInside = (block: Address) => (block & ~heap.poolMask) === address && block % profile.pointerSize === 0;
  const next = (block: Address) => (isInside(block) ? heap.memory.readPointer(block) : NULL);
  return {
    address,
    arena,
    refCount: pools.refCount(address),
    freeblock,
    nextpool: pools.nextpool(address),
    prevpool: pools.prevpool(address),
    arenaindex: pools.arenaindex(address),
    szidx,
    nextoffset,
    maxnextoffset: pools.maxnextoffset(address),
    size,
    carved,
    freeList: [...linked(freeblock, next, Math.min(carved, profile.poolSize / size) + 1)],
  };
}

function countUnused(heap: Heap): number {
  let count = 0;
  for (let arena = heap.unusedArenaObjects; arena !== null && count <= heap.arenas.length; arena = arena.nextarena) {
    count += 1;
  }
  return count;
}

/** The addresses up to the first that is no pool, and this one. */
function known(addresses: Iterable<Address>, pools: ReadonlyMap<Address, PoolSurvey>): readonly Address[] {
  const found: Address[] = [];
  for (const address of addresses) {
    found.push(address);
    if (!pools.has(address)) break;
  }
  return found;
}

function take<T>(items: Iterable<T>, count: number): readonly T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === count) break;
    taken.push(item);
  }
  return taken;
}
