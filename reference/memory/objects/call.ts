import { PythonError } from '../../../exercises/kit/errors.ts';
import type { Address } from '../../../exercises/kit/memory.ts';
import { isFinalized, setFinalized } from './gc-head.ts';
import { OB_REFCNT } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { decref, incref, refcntOf } from './refcount.ts';

/**
 * Runs Python code from inside the heap. The argument is alive meanwhile: the called frame refers to it. An exception
 * of Python's goes to `unraisable` and ends there.
 *
 * Source: CPython 3.11, Objects/call.c, `PyObject_CallOneArg`; Python/errors.c, `PyErr_WriteUnraisable`.
 */
export function callUnraisable(heap: ObjectHeap, code: (argument: Address) => void, argument: Address): void {
  incref(heap, argument);
  heap.calls += 1;
  try {
    code(argument);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    heap.unraisable(error);
  }
  decref(heap, argument);
}

/**
 * Calls the finalizer of an object that has no reference left, once in its life. False: it was resurrected, and its
 * release must stop.
 *
 *     before   refcnt 0
 *     inside   refcnt 1 and more: the finalizer sees a whole object, and may store it
 *     after    refcnt 0, or as many references as the finalizer made
 *
 * Source: CPython 3.11, Objects/object.c, `PyObject_CallFinalizerFromDealloc` and `PyObject_CallFinalizer`.
 */
export function callFinalizerFromDealloc(
  heap: ObjectHeap,
  object: Address,
  finalize: (self: Address) => void,
): boolean {
  if (isFinalized(heap.memory, object)) return true;
  heap.memory.writePointer(object + OB_REFCNT, 1);
  if (heap.listener !== null) heap.listener({ kind: 'finalizing', object });
  callUnraisable(heap, finalize, object);
  setFinalized(heap.memory, object);
  const count = refcntOf(heap, object) - 1;
  heap.memory.writePointer(object + OB_REFCNT, count);
  if (count === 0) return true;
  if (heap.listener !== null) heap.listener({ kind: 'resurrected', object });
  return false;
}
