import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { gcDel, gcNew } from './allocate.ts';
import { callUnraisable } from './call.ts';
import { gcTrack, gcUntrackIfTracked } from './gc-track.ts';
import { OBJECT_BYTES, WORD } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { decref, incref, refcntOf } from './refcount.ts';
import type { ReferenceSpan, TypeObject, TypeSpec } from './type-object.ts';

/** The object, not counted as a reference; None once it is cleared. */
const WR_OBJECT = OBJECT_BYTES;
/** A function, or NULL. */
const WR_CALLBACK = WR_OBJECT + WORD;
const WR_PREV = WR_CALLBACK + 2 * WORD;
const WR_NEXT = WR_PREV + WORD;

/**
 * A weak reference. All those to one object are a list, which begins in the object itself.
 *
 *     0           8         16          24            32     40        48        56            64
 *     │ ob_refcnt │ ob_type │ wr_object │ wr_callback │ hash │ wr_prev │ wr_next │ vectorcall  │
 *
 *     object.weak refs → plain ⇄ newest with callback ⇄ … ⇄ oldest with callback → NULL
 *
 * Source: CPython 3.11, Objects/weakrefobject.c.
 */
export const WEAKREF_TYPE: TypeSpec = {
  name: 'weakref',
  basicsize: WR_NEXT + 2 * WORD,
  presize: 16,
  traverse: (_heap: ObjectHeap, weakref: Address, span: ReferenceSpan) => span.set(weakref + WR_CALLBACK, WORD, 1),
  clear: detach,
  dealloc: (heap, weakref) => {
    gcUntrackIfTracked(heap, weakref);
    detach(heap, weakref);
    heap.weakrefs -= 1;
    gcDel(heap, weakref);
  },
};

/** The object, no new reference, or NULL once it is gone. CPython: `PyWeakref_GET_OBJECT`. */
export function weakrefTarget(heap: ObjectHeap, weakref: Address): Address {
  const target = heap.memory.readPointer(weakref + WR_OBJECT);
  // An object that is being released is as good as gone: its finalizer has not made a reference yet.
  return target === heap.none || refcntOf(heap, target) === 0 ? NULL : target;
}

/** How many weak references the object has. CPython: `PyWeakref_GetWeakrefCount`. */
export function weakrefCount(heap: ObjectHeap, object: Address): number {
  const { weaklistoffset } = heap.types.of(object);
  if (weaklistoffset === 0) return 0;
  let count = 0;
  let weakref = heap.memory.readPointer(object + weaklistoffset);
  for (; weakref !== NULL; weakref = nextWeakref(heap, weakref)) count += 1;
  return count;
}

/** The next on the list, or NULL. CPython: `wr_next`. */
export function nextWeakref({ memory }: ObjectHeap, weakref: Address): Address {
  return memory.readPointer(weakref + WR_NEXT);
}

/** The one before, or NULL at the head of the list. CPython: `wr_prev`. */
export function previousWeakref({ memory }: ObjectHeap, weakref: Address): Address {
  return memory.readPointer(weakref + WR_PREV);
}

/** The callback, no new reference, or NULL. CPython: `wr_callback`. */
export function weakrefCallback({ memory }: ObjectHeap, weakref: Address): Address {
  return memory.readPointer(weakref + WR_CALLBACK);
}

/**
 * `weakref.ref(target)` or `weakref.ref(target, callback)`: a new reference. Without a callback there is one for all.
 *
 *     before   weak refs → plain ⇄ older
 *     after    weak refs → plain ⇄ new ⇄ older        with a callback: behind the plain one
 *
 * Source: CPython 3.11, Objects/weakrefobject.c, `weakref___new__`, `get_basic_refs`, `insert_after`, `insert_head`.
 *
 * @throws {PyTypeError} if the object takes none.
 */
export function newWeakref(heap: ObjectHeap, target: Address, callback: Address = NULL): Address {
  const { memory } = heap;
  const type = heap.types.of(target);
  if (type.weaklistoffset === 0) throw new PyTypeError(`cannot create weak reference to '${type.name}' object`);
  const list = target + type.weaklistoffset;
  const plain = plainWeakref(heap, target);
  if (callback === NULL && plain !== NULL) return incref(heap, plain);
  const weakref = gcNew(heap, heap.builtins.weakref);
  heap.weakrefs += 1;
  memory.writePointer(weakref + WR_OBJECT, target);
  memory.writePointer(weakref + WR_CALLBACK, callback);
  if (callback !== NULL) incref(heap, callback);
  // Tricky: the allocation can have run a collection, and with it anything. The list is looked at again.
  gcTrack(heap, weakref);
  const before = callback === NULL ? NULL : plainWeakref(heap, target);
  const next = before === NULL ? memory.readPointer(list) : nextWeakref(heap, before);
  memory.writePointer(weakref + WR_PREV, before);
  memory.writePointer(weakref + WR_NEXT, next);
  memory.writePointer(before === NULL ? list : before + WR_NEXT, weakref);
  if (next !== NULL) memory.writePointer(next + WR_PREV, weakref);
  return weakref;
}

/** The plain weak reference of an object, or NULL. It is the first of the list. CPython: `get_basic_refs`. */
export function plainWeakref(heap: ObjectHeap, target: Address): Address {
  const { weaklistoffset } = heap.types.of(target);
  if (weaklistoffset === 0) return NULL;
  const first = heap.memory.readPointer(target + weaklistoffset);
  return first !== NULL && weakrefCallback(heap, first) === NULL ? first : NULL;
}

/**
 * Takes the weak reference off its object's list, and lets it answer None. The callback stays.
 *
 *     before   prev ⇄ weakref ⇄ next
 *     after    prev ⇄ next                  weakref: wr_object = None
 *
 * Source: CPython 3.11, Objects/weakrefobject.c, `_PyWeakref_ClearRef`.
 */
export function clearRef(heap: ObjectHeap, weakref: Address): void {
  const { memory } = heap;
  const target = memory.readPointer(weakref + WR_OBJECT);
  if (target === heap.none) return;
  const next = nextWeakref(heap, weakref);
  const prev = previousWeakref(heap, weakref);
  memory.writePointer(prev === NULL ? target + heap.types.of(target).weaklistoffset : prev + WR_NEXT, next);
  if (next !== NULL) memory.writePointer(next + WR_PREV, prev);
  memory.writePointer(weakref + WR_OBJECT, heap.none);
  memory.writePointer(weakref + WR_PREV, NULL);
  memory.writePointer(weakref + WR_NEXT, NULL);
  if (heap.listener !== null) heap.listener({ kind: 'weakrefCleared', weakref, target });
}

/** Clears the weak reference and drops its callback, uncalled. CPython: `clear_weakref`. */
function detach(heap: ObjectHeap, weakref: Address): void {
  clearRef(heap, weakref);
  const callback = takeCallback(heap, weakref);
  if (callback !== NULL) decref(heap, callback);
}

/**
 * An object is dying: all weak references to it are cleared, then their callbacks are called in the order of the list,
 * newest first. Each of these weak references is alive until the last callback has run, unless it was dying itself.
 *
 * Source: CPython 3.11, Objects/weakrefobject.c, `PyObject_ClearWeakRefs`.
 */
export function clearWeakrefs(heap: ObjectHeap, object: Address, { weaklistoffset }: TypeObject): void {
  const list = object + weaklistoffset;
  let first = heap.memory.readPointer(list);
  if (first === NULL) return;
  const due: { readonly weakref: Address; readonly callback: Address }[] = [];
  for (; first !== NULL; first = heap.memory.readPointer(list)) {
    const callback = takeCallback(heap, first);
    clearRef(heap, first);
    if (callback === NULL) continue;
    if (refcntOf(heap, first) > 0) due.push({ weakref: incref(heap, first), callback });
    else decref(heap, callback);
  }
  for (const { weakref, callback } of due) callCallback(heap, weakref, callback);
  // In C they are in a tuple, which is released from its end.
  for (const { weakref, callback } of due.reverse()) {
    decref(heap, callback);
    decref(heap, weakref);
  }
}

/** Calls the callback with the weak reference. Source: `handle_callback`. */
export function callCallback(heap: ObjectHeap, weakref: Address, callback: Address): void {
  if (heap.listener !== null) heap.listener({ kind: 'callbackCalled', weakref });
  const call = heap.functions.get(callback);
  if (call !== undefined) callUnraisable(heap, call, weakref);
}

/** The reference to the callback is the caller's from now on. */
function takeCallback(heap: ObjectHeap, weakref: Address): Address {
  const callback = weakrefCallback(heap, weakref);
  heap.memory.writePointer(weakref + WR_CALLBACK, NULL);
  return callback;
}
