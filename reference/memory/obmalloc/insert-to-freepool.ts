import type { Address } from '../../../exercises/kit/memory.ts';
import type { ArenaObject } from './arena-object.ts';
import { arenaEvent, poolEvent } from './events.ts';
import type { Heap } from './heap.ts';
import { freeArena } from './new-arena.ts';
import { arenaNumber } from './place.ts';
import { unlinkFromUsedpool } from './usedpools.ts';

/**
 * A used pool became empty: it goes from its class's list to its arena's free pools, and the arena, which has one free
 * pool more, to its place in `usable_arenas`.
 *
 *     before   usedpools:  prev ⇄ pool ⇄ next        arena.freepools → other → …
 *     after    usedpools:  prev ⇄ next               arena.freepools → pool → other → …
 *
 * The pool keeps its class, its free list and `nextoffset`: if the same class gets it again, nothing needs doing.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `insert_to_freepool`.
 */
export function insertToFreepool(heap: Heap, pool: Address): void {
  const { pools } = heap;
  unlinkFromUsedpool(pools, pool);
  const arena = heap.arenas[pools.arenaindex(pool)] as ArenaObject;
  pools.setNextpool(pool, arena.freepools);
  arena.freepools = pool;
  if (heap.listener !== null) heap.listener({ kind: 'poolEmptied', ...poolEvent(heap, pool) });
  rankArena(heap, arena);
}

/**
 * The arena has one free pool more, n in all: unmap it, make it usable again, move it to the right, or leave it.
 *
 *     case 1   n = all pools                     arena leaves the list, and is unmapped
 *     case 2   n = 1                             usable_arenas → arena(1) ⇄ others(≥ 1)
 *     case 3   no other with n - 1 to its right  stays:    … ⇄ arena(n) ⇄ others(≥ n)
 *     case 4   others with n - 1 to its right    before    … ⇄ arena(n) ⇄ b(n - 1) ⇄ c(n - 1) ⇄ d(≥ n)
 *                                                after     … ⇄ b(n - 1) ⇄ c(n - 1) ⇄ arena(n) ⇄ d(≥ n)
 *
 * Invariant: `usable_arenas` is sorted by free pools, ascending, and `nfp2lasta[n]` is the rightmost with n.
 *
 * Cost: O(1), thanks to `nfp2lasta`. CPython 3.7 walks to the arena's new place instead and ends up at the same.
 */
function rankArena(heap: Heap, arena: ArenaObject): void {
  const { nfp2lasta } = heap;
  const nf = arena.nfreepools + 1;
  const lastnf = nfp2lasta[nf - 1] ?? null; // none has 0 free pools: null if the arena was not usable
  if (lastnf === arena) {
    const left = arena.prevarena;
    nfp2lasta[nf - 1] = left !== null && left.nfreepools === nf - 1 ? left : null;
  }
  arena.nfreepools = nf;

  // Case 1: all pools are free. Tricky: "last" is judged before the arena moves. One that would end up last by moving
  // is not kept; one that is last already is, and the next malloc after a free need not map an arena again.
  if (nf === arena.ntotalpools && !(heap.profile.keepsLastArena && arena.nextarena === null)) {
    unlink(heap, arena);
    freeArena(heap, arena);
    return;
  }

  // Case 2: its only free pool. To the front: no arena has fewer.
  if (nf === 1) {
    pushFront(heap, arena);
    nfp2lasta[1] ??= arena;
    if (heap.listener !== null) heap.listener({ kind: 'arenaUsable', ...arenaEvent(heap, arena) });
    return;
  }

  // Case 3 or 4: others may have nf - 1 as it had, and stand to its right.
  nfp2lasta[nf] ??= arena;
  if (lastnf === arena || lastnf === null) return;
  unlink(heap, arena);
  insertAfter(arena, lastnf);
  if (heap.listener !== null) {
    heap.listener({ kind: 'arenaMoved', behind: arenaNumber(heap, lastnf), ...arenaEvent(heap, arena) });
  }
}

/**
 *     before   left ⇄ arena ⇄ right
 *     after    left ⇄ right
 */
function unlink(heap: Heap, arena: ArenaObject): void {
  if (arena.prevarena === null) heap.usableArenas = arena.nextarena;
  else arena.prevarena.nextarena = arena.nextarena;
  if (arena.nextarena !== null) arena.nextarena.prevarena = arena.prevarena;
}

/**
 *     before   usable_arenas → first
 *     after    usable_arenas → arena ⇄ first
 */
function pushFront(heap: Heap, arena: ArenaObject): void {
  arena.nextarena = heap.usableArenas;
  arena.prevarena = null;
  if (heap.usableArenas !== null) heap.usableArenas.prevarena = arena;
  heap.usableArenas = arena;
}

/**
 *     before   left ⇄ right
 *     after    left ⇄ arena ⇄ right
 */
function insertAfter(arena: ArenaObject, left: ArenaObject): void {
  arena.prevarena = left;
  arena.nextarena = left.nextarena;
  if (arena.nextarena !== null) arena.nextarena.prevarena = arena;
  left.nextarena = arena;
}
