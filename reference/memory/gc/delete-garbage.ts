import type { Address } from '../../../exercises/kit/memory.ts';
import { clearCollecting, decref, fromGc, gcNext, incref, listAppend, type ObjectHeap } from '../objects/index.ts';
import { DEBUG } from './debug.ts';
import { gcListIsEmpty, gcListMove } from './gc-list.ts';

/**
 * Breaks the cycles: the first of the garbage is cleared, and whatever nobody refers to any more is released by its
 * reference count, others of the list too. Then the next first.
 *
 *     before   collectable ⇄ a ⇄ b ⇄ c           a → b → a, c → a
 *     a        collectable ⇄ c                   a let go of b, b was released and let go of a; c still refers to a
 *
 * What still exists then (a tuple, which cannot be cleared; what another one refers to) goes to the end of `old` and
 * dies later in the same loop, or in another collection. With DEBUG_SAVEALL nothing is cleared, and `garbage` keeps it
 * all.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `delete_garbage`.
 */
export function deleteGarbage(heap: ObjectHeap, collectable: Address, old: Address, garbage: Address): void {
  const { memory, types, listener } = heap;
  listener?.({ kind: 'phase', phase: 'delete_garbage' });
  while (!gcListIsEmpty(memory, collectable)) {
    const gc = gcNext(memory, collectable);
    const object = fromGc(gc);
    if ((heap.gc.debug & DEBUG.SAVEALL) !== 0) {
      if (listener !== null) listener({ kind: 'saved', object });
      listAppend(heap, garbage, object);
    } else {
      const { clear } = types.of(object);
      if (clear !== null) {
        if (listener !== null) listener({ kind: 'clearing', object });
        incref(heap, object); // or it could die while it is being cleared
        clear(heap, object);
        decref(heap, object);
      }
    }
    if (gcNext(memory, collectable) === gc) {
      clearCollecting(memory, gc);
      gcListMove(memory, gc, old);
    }
  }
}
