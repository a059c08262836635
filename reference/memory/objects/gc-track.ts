import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  asGc,
  GC_NEXT,
  GC_PREV,
  gcNext,
  isTracked,
  PREV_FINALIZED,
  PREV_FLAGS,
  setGcNext,
  setGcPrev,
} from './gc-head.ts';
import type { ObjectHeap } from './object-heap.ts';

/**
 * Lets the collector know the container: it goes to the end of generation 0.
 *
 *     before   last ⇄ generation 0
 *     after    last ⇄ gc ⇄ generation 0
 *
 * Source: CPython 3.11, Include/internal/pycore_object.h, `_PyObject_GC_TRACK`.
 */
export function gcTrack(heap: ObjectHeap, object: Address): void {
  const { memory } = heap;
  const gc = asGc(object);
  const { generation0 } = heap.gc;
  const last = memory.readPointer(generation0 + GC_PREV);
  setGcNext(memory, last, gc);
  setGcPrev(memory, gc, last);
  setGcNext(memory, gc, generation0);
  memory.writePointer(generation0 + GC_PREV, gc);
  if (heap.listener !== null) heap.listener({ kind: 'tracked', object });
}

/**
 * The collector forgets the container, which remembers whether it was finalized.
 *
 *     before   prev ⇄ gc ⇄ next
 *     after    prev ⇄ next            gc: _gc_next = 0
 *
 * Source: CPython 3.11, Include/internal/pycore_object.h, `_PyObject_GC_UNTRACK`.
 */
export function gcUntrack(heap: ObjectHeap, object: Address): void {
  const { memory } = heap;
  const gc = asGc(object);
  const word = memory.readPointer(gc + GC_PREV);
  const prev = (word - (word & PREV_FLAGS)) as Address;
  const next = gcNext(memory, gc);
  setGcNext(memory, prev, next);
  setGcPrev(memory, next, prev);
  memory.writePointer(gc + GC_NEXT, NULL);
  memory.writePointer(gc + GC_PREV, word & PREV_FINALIZED);
  if (heap.listener !== null) heap.listener({ kind: 'untracked', object });
}

/** The same for one that may not be tracked. CPython: `PyObject_GC_UnTrack`. */
export function gcUntrackIfTracked(heap: ObjectHeap, object: Address): void {
  if (isTracked(heap.memory, object)) gcUntrack(heap, object);
}

/**
 * Whether a cycle could ever lead through the object: no container, or a tuple that is not tracked, and none does.
 *
 * Source: CPython 3.11, Include/internal/pycore_gc.h, `_PyObject_GC_MAY_BE_TRACKED`.
 */
export function mayBeTracked(heap: ObjectHeap, object: Address): boolean {
  const { types, builtins, memory } = heap;
  return types.isGc(object) && (types.of(object) !== builtins.tuple || isTracked(memory, object));
}
