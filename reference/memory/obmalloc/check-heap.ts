import { type Address, hex, NULL } from '../../../exercises/kit/memory.ts';
import type { ArenaObject } from './arena-object.ts';
import { linked, usableArenas, usedPools } from './census.ts';
import { checkPool } from './check-pool.ts';
import type { Heap } from './heap.ts';
import { firstPool } from './place.ts';
import { usedpoolsHead } from './usedpools.ts';
import type { Violation } from './violation.ts';

export type { Violation } from './violation.ts';

/** Every invariant of the heap. Empty when all hold. Reads the whole heap and changes nothing. */
export function checkHeap(heap: Heap): readonly Violation[] {
  const live = heap.arenas.filter(({ address }) => address !== NULL);
  return [
    ...live.flatMap((arena) => checkArena(heap, arena)),
    ...checkUsedpools(heap, live),
    ...checkUsableArenas(heap, live),
    ...checkArenaObjects(heap, live),
  ];
}

/** The arena's carved pools, ascending. */
function carvedPools(heap: Heap, arena: ArenaObject): Address[] {
  const first = firstPool(heap, arena);
  const count = (arena.poolAddress - first) / heap.profile.poolSize;
  return Array.from({ length: count }, (_, number) => (first + number * heap.profile.poolSize) as Address);
}

/**
 * Invariants: each carved pool is sound and knows its arena; `freepools` are exactly the carved pools without a block
 * in use; nfreepools = |freepools| + pools never carved.
 */
export function checkArena(heap: Heap, arena: ArenaObject): readonly Violation[] {
  const { pools } = heap;
  const carved = carvedPools(heap, arena);
  const found: Violation[] = carved.flatMap((pool) => checkPool(heap, pool));
  for (const pool of carved) {
    if (pools.arenaindex(pool) !== arena.index) {
      found.push({
        invariant: 'pool.arenaindex = its arena',
        at: pool,
        found: `${pools.arenaindex(pool)} ≠ ${arena.index}`,
      });
    }
  }
  const free = [...linked(arena.freepools, (pool) => pools.nextpool(pool), arena.ntotalpools + 1)];
  const empty = carved.filter((pool) => pools.refCount(pool) === 0);
  if (!sameMembers(free, empty)) {
    found.push({
      invariant: 'freepools = pools with ref.count 0',
      at: arena.address,
      found: `${list(free)} ≠ ${list(empty)}`,
    });
  }
  const fresh = arena.ntotalpools - carved.length;
  if (arena.nfreepools !== free.length + fresh) {
    found.push({
      invariant: 'nfreepools = freepools + never carved',
      at: arena.address,
      found: `${arena.nfreepools} ≠ ${free.length} + ${fresh}`,
    });
  }
  return found;
}

/**
 * Invariants: the list of class c holds exactly the carved pools of class c that have both blocks in use and free
 * blocks; p.nextpool.prevpool = p all around it.
 */
export function checkUsedpools(heap: Heap, live: readonly ArenaObject[]): readonly Violation[] {
  const { pools } = heap;
  const found: Violation[] = [];
  const carved = live.flatMap((arena) => carvedPools(heap, arena));
  const partly = carved.filter((pool) => pools.refCount(pool) > 0 && pools.freeblock(pool) !== NULL);
  for (let szidx = 0; szidx < heap.classes.count; szidx += 1) {
    const head = usedpoolsHead(heap, szidx);
    const listed = [...usedPools(heap, szidx, carved.length + 1)];
    const expected = partly.filter((pool) => pools.szidx(pool) === szidx);
    if (!sameMembers(listed, expected)) {
      found.push({
        invariant: 'used list = pools partly in use',
        at: head,
        found: `${list(listed)} ≠ ${list(expected)}`,
      });
    }
    for (const pool of [head, ...listed]) {
      const back = pools.prevpool(pools.nextpool(pool));
      if (back !== pool) found.push({ invariant: 'nextpool.prevpool = itself', at: pool, found: hex(back) });
    }
  }
  return found;
}

/**
 * Invariants: `usable_arenas` holds exactly the arenas with free pools, in ascending order of nfreepools, doubly
 * linked; `nfp2lasta[n]` is the rightmost of those with n, and null if there is none.
 */
export function checkUsableArenas(heap: Heap, live: readonly ArenaObject[]): readonly Violation[] {
  const found: Violation[] = [];
  const usable = [...take(usableArenas(heap), live.length + 1)];
  const expected = live.filter(({ nfreepools }) => nfreepools > 0);
  const addresses = (arenas: readonly ArenaObject[]) => arenas.map(({ address }) => address);
  if (!sameMembers(addresses(usable), addresses(expected))) {
    const figures = `${list(addresses(usable))} ≠ ${list(addresses(expected))}`;
    found.push({ invariant: 'usable_arenas = arenas with free pools', at: NULL, found: figures });
  }
  let left: ArenaObject | null = null;
  for (const arena of usable) {
    if (left !== null && left.nfreepools > arena.nfreepools) {
      const figures = `${left.nfreepools} before ${arena.nfreepools}`;
      found.push({ invariant: 'usable_arenas ascends by nfreepools', at: arena.address, found: figures });
    }
    if (arena.prevarena !== left) {
      found.push({
        invariant: 'nextarena.prevarena = itself',
        at: arena.address,
        found: hex(arena.prevarena?.address ?? 0),
      });
    }
    left = arena;
  }
  heap.nfp2lasta.forEach((last, nf) => {
    const rightmost = usable.findLast(({ nfreepools }) => nfreepools === nf) ?? null;
    if (last !== rightmost) {
      const figures = `${hex(last?.address ?? 0)} ≠ ${hex(rightmost?.address ?? 0)}`;
      found.push({ invariant: `nfp2lasta[${nf}] = the rightmost arena with ${nf}`, at: NULL, found: figures });
    }
  });
  return found;
}

/**
 * Invariants: an arena object is either live or in `unused_arena_objects`; of the live ones none is empty, except
 * the last usable one where the build keeps it; as many are live as the system has mapped.
 */
export function checkArenaObjects(heap: Heap, live: readonly ArenaObject[]): readonly Violation[] {
  const found: Violation[] = [];
  let unused = 0;
  for (let arena = heap.unusedArenaObjects; arena !== null && unused <= heap.arenas.length; arena = arena.nextarena) {
    unused += 1;
  }
  if (live.length + unused !== heap.arenas.length || live.length !== heap.system.live) {
    const figures = `${live.length} live, ${unused} unused, ${heap.arenas.length} in all; ${heap.system.live} mapped`;
    found.push({ invariant: 'arena objects = live + unused, live = mapped', at: NULL, found: figures });
  }
  for (const arena of live) {
    const kept = heap.profile.keepsLastArena && arena.nextarena === null;
    if (arena.nfreepools === arena.ntotalpools && !kept) {
      found.push({
        invariant: 'an empty arena is unmapped',
        at: arena.address,
        found: `${arena.nfreepools} free pools`,
      });
    }
  }
  return found;
}

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (taken === count) return;
    taken += 1;
    yield item;
  }
}

function sameMembers(a: readonly number[], b: readonly number[]): boolean {
  const members = new Set(a);
  return a.length === b.length && members.size === a.length && b.every((item) => members.has(item));
}

function list(addresses: readonly number[]): string {
  return `{${addresses.map(hex).join(' ')}}`;
}
