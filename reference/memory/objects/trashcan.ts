import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { asGc, gcPrev, setGcPrev } from './gc-head.ts';
import type { ObjectHeap } from './object-heap.ts';
import type { TypeSlots } from './type-object.ts';

/** This many releases may be nested. CPython: `_PyTrash_UNWIND_LEVEL`. */
export const TRASHCAN_LEVELS = 50;

/**
 * Asks whether a release may go on; if not, the object is put into the trashcan, and its release comes later. A release
 * that went on ends with `trashcanEnd`.
 *
 * Source: CPython 3.11, Objects/object.c, `_PyTrash_begin`.
 */
export function trashcanBegin(heap: ObjectHeap, object: Address): boolean {
  if (heap.trashNesting < TRASHCAN_LEVELS) {
    heap.trashNesting += 1;
    return true;
  }
  if (heap.listener !== null) heap.listener({ kind: 'postponed', object });
  trashcanDeposit(heap, object);
  return false;
}

/**
 *     before   trashLater → other → …
 *     after    trashLater → object → other → …       the link is in _gc_prev: the object is on no other list
 *
 * Source: CPython 3.11, Objects/object.c, `_PyTrash_thread_deposit_object`.
 */
export function trashcanDeposit(heap: ObjectHeap, object: Address): void {
  setGcPrev(heap.memory, asGc(object), heap.trashLater); // keeps its flag: a finalizer is not called again
  heap.trashLater = object;
}

/**
 * A release has ended. The outermost one empties the trashcan: last in, first out, each object as a release of its own
 * at nesting 1. What these put into the trashcan is next. `dealloc`: how, if not as the object's type does it.
 *
 * Source: CPython 3.11, Objects/object.c, `_PyTrash_end` and `_PyTrash_thread_destroy_chain`.
 */
export function trashcanEnd(heap: ObjectHeap, dealloc: TypeSlots['dealloc'] = deallocByType): void {
  heap.trashNesting -= 1;
  if (heap.trashNesting > 0 || heap.trashLater === NULL) return;
  heap.trashNesting += 1;
  while (heap.trashLater !== NULL) {
    const object = heap.trashLater;
    heap.trashLater = gcPrev(heap.memory, asGc(object));
    dealloc(heap, object);
  }
  heap.trashNesting -= 1;
}

function deallocByType(heap: ObjectHeap, object: Address): void {
  heap.types.of(object).dealloc(heap, object);
}
