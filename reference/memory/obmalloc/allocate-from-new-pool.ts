import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { ArenaObject } from './arena-object.ts';
import { arenaEvent, poolEvent } from './events.ts';
import type { Heap } from './heap.ts';
import { newArena } from './new-arena.ts';
import { usedpool } from './usedpools.ts';

/** `szidx` of a pool that was never carved: no size class. CPython: `DUMMY_SIZE_IDX`. */
const DUMMY_SIZE_IDX = 0xffff;

/**
 * A block of class `szidx` when the class has no used pool: takes a free pool, from the usable arena with the fewest of
 * them, or else from a new arena. NULL if the system refuses an arena.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `allocate_from_new_pool`.
 */
export function allocateFromNewPool(heap: Heap, szidx: number): Address {
  const arena = heap.usableArenas ?? addArena(heap);
  if (arena === null) return NULL;
  const isFresh = arena.freepools === NULL;
  const pool = takePool(heap, arena);
  linkAlone(heap, pool, szidx);
  const initialised = heap.pools.szidx(pool) !== szidx;
  const block = initialised ? carveFirstBlocks(heap, pool, szidx) : takeFreeBlock(heap, pool);
  if (heap.listener !== null) {
    const from = isFresh ? 'fresh' : 'freepools';
    heap.listener({ kind: 'poolTaken', szidx, from, initialised, ...poolEvent(heap, pool) });
    if (arena.nfreepools === 0) heap.listener({ kind: 'arenaExhausted', ...arenaEvent(heap, arena) });
  }
  return block;
}

/**
 * Maps an arena and makes it the only usable one; null if the system refuses.
 *
 *     before   usable_arenas → NULL
 *     after    usable_arenas → arena(64)
 */
function addArena(heap: Heap): ArenaObject | null {
  const arena = newArena(heap);
  if (arena === null) return null;
  arena.nextarena = null;
  arena.prevarena = null;
  heap.usableArenas = arena;
  heap.nfp2lasta[arena.nfreepools] = arena;
  const { address, index: slot } = arena;
  if (heap.listener !== null) heap.listener({ kind: 'arenaMapped', address, slot, ...arenaEvent(heap, arena) });
  return arena;
}

/**
 * Takes a free pool from the front arena: an emptied one if there is one, else the next never carved.
 *
 *     before   usable_arenas → arena(n) ⇄ other(≥ n)
 *     after    usable_arenas → arena(n - 1) ⇄ other(≥ n)
 *              usable_arenas → other                            if n was 1: an arena without free pools is not usable
 *
 * The front arena had the fewest free pools, so the order needs no repair.
 *
 * Tricky: it is entered in `nfp2lasta[n - 1]` without a look at what stands there. Nothing does: no arena had fewer than
 * n, so it is the only one with n - 1, and its own rightmost. Of those with n it was the rightmost only if it was alone.
 */
function takePool(heap: Heap, arena: ArenaObject): Address {
  const { nfp2lasta } = heap;
  if (nfp2lasta[arena.nfreepools] === arena) nfp2lasta[arena.nfreepools] = null;
  if (arena.nfreepools > 1) nfp2lasta[arena.nfreepools - 1] = arena;
  arena.nfreepools -= 1;
  if (arena.nfreepools === 0) {
    heap.usableArenas = arena.nextarena;
    if (heap.usableArenas !== null) heap.usableArenas.prevarena = null;
  }
  if (arena.freepools === NULL) return carvePool(heap, arena);
  const pool = arena.freepools;
  arena.freepools = heap.pools.nextpool(pool);
  return pool;
}

/**
 * Carves the arena's next pool, one that was never used since the arena was mapped.
 *
 *     before   │ pool │ pool │ never carved …
 *                            ^ poolAddress
 *     after    │ pool │ pool │ pool │ never carved …
 *                                   ^ poolAddress
 */
function carvePool(heap: Heap, arena: ArenaObject): Address {
  const pool = arena.poolAddress;
  heap.pools.setArenaindex(pool, arena.index);
  heap.pools.setSzidx(pool, DUMMY_SIZE_IDX);
  arena.poolAddress = (pool + heap.profile.poolSize) as Address;
  return pool;
}

/**
 * Makes the pool the only one in its class's list, which is empty.
 *
 *     before   head ⇄ head
 *     after    head ⇄ pool ⇄ head
 */
function linkAlone(heap: Heap, pool: Address, szidx: number): void {
  const { pools } = heap;
  const head = usedpool(heap, szidx); // the list is empty: next and prev are its head
  pools.setNextpool(pool, head);
  pools.setPrevpool(pool, head);
  pools.setNextpool(head, pool);
  pools.setPrevpool(head, pool);
  pools.setRefCount(pool, 1);
}

/**
 * The pool had blocks of this class before: its header and its free list still stand.
 *
 * The list has a second block: a pool that hands out its first block has carved two.
 */
function takeFreeBlock(heap: Heap, pool: Address): Address {
  const block = heap.pools.freeblock(pool);
  heap.pools.setFreeblock(pool, heap.memory.readPointer(block));
  return block;
}

/**
 * Initialises the pool for a class: the first block is handed out, the second is the whole free list.
 *
 *     │ header │ block 0: used │ block 1: free │ virgin …        freeblock → block 1 → NULL
 *                                              ^ nextoffset
 *
 * The pool of 4 KiB is not walked through: blocks are carved when they are needed, so untouched pages stay untouched.
 */
function carveFirstBlocks(heap: Heap, pool: Address, szidx: number): Address {
  const { pools, profile } = heap;
  const size = heap.classes.blockSize(szidx);
  const first = (pool + profile.poolOverhead) as Address;
  const second = (first + size) as Address;
  pools.setSzidx(pool, szidx);
  pools.setNextoffset(pool, profile.poolOverhead + 2 * size);
  pools.setMaxnextoffset(pool, profile.poolSize - size);
  pools.setFreeblock(pool, second);
  heap.memory.writePointer(second, NULL);
  return first;
}
