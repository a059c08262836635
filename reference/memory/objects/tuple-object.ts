import { PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
import type { Address } from '../../../exercises/kit/memory.ts';
import { gcDel, gcNew } from './allocate.ts';
import { isTracked } from './gc-head.ts';
import { gcTrack, gcUntrack, gcUntrackIfTracked, mayBeTracked } from './gc-track.ts';
import { OB_SIZE, VAR_OBJECT_BYTES, WORD } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { incref, xdecref } from './refcount.ts';
import { trashcanBegin, trashcanEnd } from './trashcan.ts';
import type { ReferenceSpan, TypeSpec } from './type-object.ts';

const OB_ITEM = VAR_OBJECT_BYTES;

/**
 * A tuple: the items follow in the same block.
 *
 *     0           8         16        24       32
 *     │ ob_refcnt │ ob_type │ ob_size │ item 0 │ item 1 │ …
 *
 * It has no `tp_clear`: a cycle through a tuple breaks at another member. There always is one, since a tuple can only
 * hold what was there before it.
 *
 * Source: CPython 3.11, Objects/tupleobject.c, `tupletraverse`, `tupledealloc`.
 */
export const TUPLE_TYPE: TypeSpec = {
  name: 'tuple',
  basicsize: OB_ITEM,
  itemsize: WORD,
  presize: 16,
  traverse,
  clear: null,
  dealloc,
  parts: {},
};

/** From the last item to the first. */
function traverse(heap: ObjectHeap, tuple: Address, span: ReferenceSpan): void {
  const size = heap.memory.readPointer(tuple + OB_SIZE);
  span.set(tuple + OB_ITEM + (size - 1) * WORD, -WORD, size);
}

function dealloc(heap: ObjectHeap, tuple: Address): void {
  gcUntrackIfTracked(heap, tuple);
  if (!trashcanBegin(heap, tuple)) return;
  for (let index = tupleSize(heap, tuple) - 1; index >= 0; index -= 1) {
    xdecref(heap, heap.memory.readPointer(tuple + OB_ITEM + index * WORD));
  }
  gcDel(heap, tuple);
  trashcanEnd(heap);
}

/** A tuple of these items, tracked. The caller gets the only reference. CPython: `PyTuple_New` and BUILD_TUPLE. */
export function newTuple(heap: ObjectHeap, items: readonly Address[]): Address {
  const tuple = gcNew(heap, heap.builtins.tuple, OB_ITEM + items.length * WORD);
  heap.memory.writePointer(tuple + OB_SIZE, items.length);
  for (const [index, item] of items.entries()) {
    heap.memory.writePointer(tuple + OB_ITEM + index * WORD, incref(heap, item));
  }
  gcTrack(heap, tuple);
  return tuple;
}

export function tupleSize(heap: ObjectHeap, tuple: Address): number {
  return heap.memory.readPointer(tuple + OB_SIZE);
}

/** The item, no new reference. @throws {PythonError} IndexError. */
export function tupleItem(heap: ObjectHeap, tuple: Address, index: number): Address {
  if (index >= tupleSize(heap, tuple)) throw new PythonError('IndexError', 'tuple index out of range');
  return heap.memory.readPointer(tuple + OB_ITEM + index * WORD);
}

/** `tuple[index] = item`, which no tuple can. @throws {PyTypeError} */
export function setTupleItem(): never {
  throw new PyTypeError("'tuple' object does not support item assignment");
}

/** `del tuple[index]`, which no tuple can. @throws {PyTypeError} */
export function deleteTupleItem(): never {
  throw new PyTypeError("'tuple' object doesn't support item deletion");
}

/**
 * Untracks the tuple if no cycle can ever lead through it: none of its items may be tracked, and they stay what they
 * are. Says whether it did.
 *
 * Source: CPython 3.11, Objects/tupleobject.c, `_PyTuple_MaybeUntrack`.
 */
export function tupleMaybeUntrack(heap: ObjectHeap, tuple: Address): boolean {
  if (!isTracked(heap.memory, tuple)) return false;
  for (let index = tupleSize(heap, tuple) - 1; index >= 0; index -= 1) {
    if (mayBeTracked(heap, heap.memory.readPointer(tuple + OB_ITEM + index * WORD))) return false;
  }
  gcUntrack(heap, tuple);
  return true;
}
