import { type Address, hex, NULL } from '../../../exercises/kit/memory.ts';
import { OB_REFCNT } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';

/** More references were dropped, or found, than were counted. */
export class RefcountError extends Error {
  override readonly name = 'RefcountError';
  constructor(object: Address, what: string) {
    super(`object at ${hex(object)}: ${what}`);
  }
}

/** References to the object. CPython: `Py_REFCNT`. */
export function refcntOf(heap: ObjectHeap, object: Address): number {
  return heap.memory.readPointer(object + OB_REFCNT);
}

/** One reference more. Gives the object back, to be stored. CPython: `Py_INCREF`, `Py_NewRef`. */
export function incref(heap: ObjectHeap, object: Address): Address {
  const { memory } = heap;
  memory.writePointer(object + OB_REFCNT, memory.readPointer(object + OB_REFCNT) + 1);
  return object;
}

/**
 * One reference less; without any the object is released, and whatever only it referred to.
 *
 * Nested releases are as deep as the trashcan lets them be: 50.
 *
 * Source: CPython 3.11, Include/object.h, `Py_DECREF`; Objects/object.c, `_Py_Dealloc`.
 *
 * @throws {RefcountError} if there was no reference.
 */
export function decref(heap: ObjectHeap, object: Address): void {
  const { memory } = heap;
  const count = memory.readPointer(object + OB_REFCNT) - 1;
  if (count > 0) {
    memory.writePointer(object + OB_REFCNT, count);
    return;
  }
  if (count < 0) throw new RefcountError(object, 'a reference is dropped, and none was counted');
  memory.writePointer(object + OB_REFCNT, 0);
  heap.types.of(object).dealloc(heap, object);
}

/** The same where there may be no object: NULL. CPython: `Py_XDECREF`. */
export function xdecref(heap: ObjectHeap, object: Address): void {
  if (object !== NULL) decref(heap, object);
}

/**
 * Empties a word, then drops the reference it held: whoever looks during the release finds the word empty already.
 *
 *     before   word → object (refcnt n)
 *     after    word = NULL, object (refcnt n − 1)
 *
 * Source: CPython 3.11, Include/cpython/object.h, `Py_CLEAR`.
 */
export function clearWord(heap: ObjectHeap, word: number): void {
  const object = heap.memory.readPointer(word);
  if (object === NULL) return;
  heap.memory.writePointer(word, NULL);
  decref(heap, object);
}

/** Stores a reference that the caller owns (or NULL), then drops the one that was there. CPython: `Py_XSETREF`. */
export function setWord(heap: ObjectHeap, word: number, object: Address): void {
  const old = heap.memory.readPointer(word);
  heap.memory.writePointer(word, object);
  xdecref(heap, old);
}
