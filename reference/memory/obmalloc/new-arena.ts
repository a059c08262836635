import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { ArenaObject } from './arena-object.ts';
import { arenaEvent } from './events.ts';
import type { Heap } from './heap.ts';

/** CPython: `INITIAL_ARENA_OBJECTS`. */
const INITIAL_ARENA_OBJECTS = 16;

/**
 * Maps a new arena and gives it an arena object; null if the system refuses.
 *
 * The caller links it into `usable_arenas`.
 *
 *     address          poolAddress
 *     │ excess          │ pool 0 │ pool 1 │ …        a misaligned arena loses one pool to the alignment of the others
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `new_arena`.
 */
export function newArena(heap: Heap): ArenaObject | null {
  const arena = heap.unusedArenaObjects ?? doubleArenaObjects(heap);
  const address = heap.system.mapArena();
  if (address === NULL) {
    if (heap.listener !== null) heap.listener({ kind: 'arenaRefused' });
    return null; // the arena object stays in unused_arena_objects
  }

  heap.unusedArenaObjects = arena.nextarena;
  heap.arenaMap.markUsed(address, true);
  arena.address = address;
  arena.freepools = NULL;
  arena.poolAddress = address;
  arena.nfreepools = heap.arenaSize / heap.profile.poolSize;
  const excess = address & heap.poolMask;
  if (excess !== 0) {
    arena.nfreepools -= 1;
    arena.poolAddress = (address + heap.profile.poolSize - excess) as Address;
  }
  arena.ntotalpools = arena.nfreepools;
  return arena;
}

/**
 * Doubles the number of arena objects, puts the new ones on `unused_arena_objects`, returns the first.
 *
 *     before   unused_arena_objects → NULL
 *     after    unused_arena_objects → 16 → 17 → … → 31 → NULL          in place of 16 now 32; ascending
 *
 * Differs from CPython: the table grows in place, where C may move it; nothing points into it while it is moved.
 */
function doubleArenaObjects(heap: Heap): ArenaObject {
  const { arenas } = heap;
  const first = new ArenaObject(arenas.length);
  const end = arenas.length === 0 ? INITIAL_ARENA_OBJECTS : 2 * arenas.length;
  arenas.push(first);
  for (let last = first; arenas.length < end; ) {
    const next = new ArenaObject(arenas.length);
    last.nextarena = next;
    arenas.push(next);
    last = next;
  }
  heap.unusedArenaObjects = first;
  if (heap.listener !== null) heap.listener({ kind: 'arenaObjectsGrown', from: first.index, to: end });
  return first;
}

/**
 * Gives the arena back to the system, and its arena object to `unused_arena_objects`. It is not in `usable_arenas` any
 * more.
 *
 *     before   unused_arena_objects → other → …
 *     after    unused_arena_objects → arena → other → …        the object freed last is the first to be used again
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `insert_to_freepool`, case 1.
 */
export function freeArena(heap: Heap, arena: ArenaObject): void {
  arena.nextarena = heap.unusedArenaObjects;
  arena.prevarena = null;
  heap.unusedArenaObjects = arena;
  const { address } = arena;
  if (heap.listener !== null)
    heap.listener({ kind: 'arenaUnmapped', address, slot: arena.index, ...arenaEvent(heap, arena) });
  heap.arenaMap.markUsed(address, false);
  heap.system.unmapArena(address);
  arena.address = NULL;
}
