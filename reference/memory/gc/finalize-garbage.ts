import type { Address } from '../../../exercises/kit/memory.ts';
import {
  callUnraisable,
  decref,
  fromGc,
  gcNext,
  incref,
  initList,
  isFinalized,
  type ObjectHeap,
  setFinalized,
} from '../objects/index.ts';
import { gcListIsEmpty, gcListMerge, gcListMove } from './gc-list.ts';

/**
 * Calls the finalizers of all garbage that has one, each once in its life, in the list's order. Nothing was cleared
 * yet: a finalizer sees its object whole, and everything that it refers to.
 *
 * Tricky: a finalizer may do anything, break the cycle too, so that objects are released during the walk. The front of
 * the list is taken again and again, and set aside on a list of its own, which becomes the garbage at the end:
 *
 *     before   collectable ⇄ a ⇄ b               seen ⇄ seen
 *     a        collectable ⇄ b                   seen ⇄ a
 *     after    collectable ⇄ a ⇄ b               seen ⇄ seen        without those that are gone
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `finalize_garbage`.
 */
export function finalizeGarbage(heap: ObjectHeap, collectable: Address): void {
  const { memory, types, listener } = heap;
  listener?.({ kind: 'phase', phase: 'finalize_garbage' });
  const { seen } = heap.gc;
  initList(memory, seen);
  while (!gcListIsEmpty(memory, collectable)) {
    const gc = gcNext(memory, collectable);
    const object = fromGc(gc);
    gcListMove(memory, gc, seen);
    const { finalize } = types.of(object);
    if (finalize === null || isFinalized(memory, object)) continue;
    setFinalized(memory, object);
    incref(heap, object);
    listener?.({ kind: 'finalizing', object });
    callUnraisable(heap, finalize, object);
    decref(heap, object);
  }
  gcListMerge(memory, seen, collectable);
}
