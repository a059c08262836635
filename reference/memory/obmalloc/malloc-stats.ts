import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { SMALL_REQUEST_THRESHOLD } from '../../../exercises/kit/obmalloc-layout.ts';
import { type ArenaMapStats, arenaMapStats } from './arena-map-stats.ts';
import { linked } from './census.ts';
import type { Heap } from './heap.ts';
import { firstPool } from './place.ts';

/** One size class, over its pools that have blocks in use. */
export interface ClassStats {
  readonly szidx: number;
  /** Bytes in a block. */
  readonly size: number;
  readonly pools: number;
  readonly blocksInUse: number;
  /** Blocks that can be handed out from these pools: `freeBlocks` and `virginBlocks` together. */
  readonly availBlocks: number;
  /** Blocks on free lists. */
  readonly freeBlocks: number;
  /** Blocks never carved: of most of them nobody has touched the memory. */
  readonly virginBlocks: number;
}

/** Where the bytes of all live arenas are. The six parts add up to `arenaBytes`. */
export interface ArenaBytes {
  readonly arenaBytes: number;
  readonly allocatedBlocks: number;
  readonly availableBlocks: number;
  /** Pools without a block in use, emptied or never carved. */
  readonly unusedPools: number;
  readonly poolHeaders: number;
  /** What is left at the end of a pool: less than a block. */
  readonly quantization: number;
  /** Of misaligned arenas, one pool each. */
  readonly arenaAlignment: number;
}

/** The statistics of a heap, as plain data. */
export interface MallocStats {
  readonly threshold: number;
  readonly classCount: number;
  readonly arenaSize: number;
  readonly poolSize: number;
  /** The classes that have pools with blocks in use, ascending. */
  readonly classes: readonly ClassStats[];
  /** Arenas ever mapped, given back, most at once, mapped now. */
  readonly arenas: {
    readonly allocatedTotal: number;
    readonly reclaimed: number;
    readonly highwater: number;
    readonly current: number;
  };
  /** Pools without a block in use: emptied ones, and those never carved. */
  readonly unusedPools: { readonly count: number; readonly emptied: number; readonly fresh: number };
  readonly bytes: ArenaBytes;
  /** Null in builds that have no map of arenas. */
  readonly arenaMap: ArenaMapStats | null;
  /** Share of the arenas' bytes that are in no allocated block: 0 to 1; 0 without arenas. */
  readonly fragmentation: number;
}

/**
 * Takes the statistics of a heap. Full pools are on no list, so all arenas are walked.
 *
 * Reads through the counted memory; changes nothing. The heap's system must serve this heap alone.
 * Source: CPython 3.11, Objects/obmalloc.c, `_PyObject_DebugMallocStats`.
 */
export function mallocStats(heap: Heap): MallocStats {
  const { profile, system, arenaSize } = heap;
  const classes = classStats(heap);
  const live = heap.arenas.filter(({ address }) => address !== NULL);
  const emptied = live.map(({ freepools, ntotalpools }) => {
    return [...linked(freepools, (pool) => heap.pools.nextpool(pool), ntotalpools)].length;
  });
  const unused = sum(live, ({ nfreepools }) => nfreepools);
  const arenaBytes = live.length * arenaSize;
  const allocatedBlocks = sum(classes, ({ blocksInUse, size }) => blocksInUse * size);
  return {
    threshold: SMALL_REQUEST_THRESHOLD,
    classCount: heap.classes.count,
    arenaSize,
    poolSize: profile.poolSize,
    classes,
    arenas: {
      allocatedTotal: system.mapped,
      reclaimed: system.unmapped,
      highwater: system.peak,
      current: live.length,
    },
    unusedPools: { count: unused, emptied: sum(emptied, Number), fresh: unused - sum(emptied, Number) },
    bytes: {
      arenaBytes,
      allocatedBlocks,
      availableBlocks: sum(classes, ({ availBlocks, size }) => availBlocks * size),
      unusedPools: unused * profile.poolSize,
      poolHeaders: sum(classes, ({ pools }) => pools * profile.poolOverhead),
      quantization: sum(classes, ({ pools, size }) => pools * (poolRoom(heap) % size)),
      arenaAlignment: live.filter((arena) => firstPool(heap, arena) !== arena.address).length * profile.poolSize,
    },
    arenaMap: arenaMapStats(heap),
    fragmentation: arenaBytes === 0 ? 0 : 1 - allocatedBlocks / arenaBytes,
  };
}

function classStats(heap: Heap): readonly ClassStats[] {
  const { pools, profile } = heap;
  const classes = Array.from({ length: heap.classes.count }, (_, szidx) => {
    return { szidx, size: heap.classes.blockSize(szidx), pools: 0, blocksInUse: 0, virginBlocks: 0 };
  });
  for (const arena of heap.arenas) {
    if (arena.address === NULL) continue;
    for (let pool = firstPool(heap, arena); pool < arena.poolAddress; pool = (pool + profile.poolSize) as Address) {
      const count = pools.refCount(pool);
      const stats = classes[pools.szidx(pool)];
      if (count === 0 || stats === undefined) continue;
      stats.pools += 1;
      stats.blocksInUse += count;
      stats.virginBlocks += Math.floor((profile.poolSize - pools.nextoffset(pool)) / stats.size);
    }
  }
  return classes
    .filter((stats) => stats.pools > 0)
    .map((stats) => {
      const availBlocks = stats.pools * Math.floor(poolRoom(heap) / stats.size) - stats.blocksInUse;
      return { ...stats, availBlocks, freeBlocks: availBlocks - stats.virginBlocks };
    });
}

/** Bytes of a pool that blocks can have. */
function poolRoom({ profile }: Heap): number {
  return profile.poolSize - profile.poolOverhead;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
