import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { appendKey, DKIX_EMPTY, keysIncref, lookup, nentries, setUsableLeft, usableLeft } from './dict-keys.ts';
import { dictDelete, dictGet, dictSet, newDictOf } from './dict-object.ts';
import {
  addToInsertionOrder,
  clearValues,
  deleteFromInsertionOrder,
  freeValues,
  newValues,
  releaseValues,
} from './dict-values.ts';
import { gcTrack, mayBeTracked } from './gc-track.ts';
import { WORD } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { clearWord, decref, incref } from './refcount.ts';
import type { ReferenceSpan, TypeObject } from './type-object.ts';

/** Bytes before the address of an instance with attributes: values, dict, `PyGC_Head`. */
export const MANAGED_DICT_PRESIZE = 32;
/** The values, while there is no dict; then NULL. CPython: `_PyObject_ValuesPointer`. */
const VALUES = -32;
/** The dict, once somebody asked for it; before NULL. CPython: `_PyObject_ManagedDictPointer`. */
const DICT = -24;

/** Names that the instances of a class share at most. CPython: `SHARED_KEYS_MAX_SIZE`. */
export const SHARED_KEYS_MAX_SIZE = 30;
/** CPython: `NEXT_LOG2_SHARED_KEYS_MAX_SIZE`. */
export const SHARED_KEYS_LOG2_SIZE = 6;

/**
 * Gives a new instance room for its attributes: as many as its class knows names, and as many as it still admits. With
 * every instance it admits one less, to one: a class whose instances get ever new names shall not make them all large.
 *
 * Source: CPython 3.11, Objects/dictobject.c, `init_inline_values`.
 */
export function initializeDict(heap: ObjectHeap, object: Address, { cachedKeys }: TypeObject): void {
  const usable = usableLeft(heap, cachedKeys);
  if (usable > 1) setUsableLeft(heap, cachedKeys, usable - 1);
  const size = nentries(heap, cachedKeys) + usableLeft(heap, cachedKeys);
  heap.memory.writePointer(object + VALUES, newValues(heap, size));
}

/**
 * The values in the order in which the class saw their names; or the dict. CPython:
 * `_PyObject_VisitInstanceAttributes`.
 */
export function visitInstanceAttributes(heap: ObjectHeap, object: Address, span: ReferenceSpan): void {
  const values = heap.memory.readPointer(object + VALUES);
  if (values === NULL) span.set(object + DICT, WORD, 1);
  else span.set(values, WORD, nentries(heap, heap.types.of(object).cachedKeys));
}

/**
 * `tp_clear` of an instance: drops the values, or the dict. Source: `subtype_clear`,
 * `_PyObject_ClearInstanceAttributes`.
 */
export function clearInstanceAttributes(heap: ObjectHeap, object: Address): void {
  const values = heap.memory.readPointer(object + VALUES);
  if (values === NULL) clearWord(heap, object + DICT);
  else clearValues(heap, values, nentries(heap, heap.types.of(object).cachedKeys));
}

/** The instance dies. Source: `subtype_dealloc`, `_PyObject_FreeInstanceAttributes`. */
export function freeInstanceAttributes(heap: ObjectHeap, object: Address): void {
  clearWord(heap, object + DICT);
  const values = heap.memory.readPointer(object + VALUES);
  if (values === NULL) return;
  releaseValues(heap, values, nentries(heap, heap.types.of(object).cachedKeys));
  freeValues(heap, values);
}

/** The block of the values, if the instance has them itself. */
export function freeInstanceValues(heap: ObjectHeap, object: Address): void {
  const values = heap.memory.readPointer(object + VALUES);
  if (values !== NULL) freeValues(heap, values);
}

/**
 * `object.__dict__`: the dict, no new reference. It is made when it is asked for. CPython: `PyObject_GenericGetDict`.
 */
export function instanceDict(heap: ObjectHeap, object: Address): Address {
  const dict = heap.memory.readPointer(object + DICT);
  return dict === NULL ? materialize(heap, object) : dict;
}

/** The value of the attribute, no new reference, or NULL. `name` is a str. */
export function instanceAttribute(heap: ObjectHeap, object: Address, name: Address): Address {
  const values = heap.memory.readPointer(object + VALUES);
  if (values === NULL) return dictGet(heap, instanceDict(heap, object), name);
  const index = lookup(heap, heap.types.of(object).cachedKeys, name);
  return index === DKIX_EMPTY ? NULL : heap.memory.readPointer(values + index * WORD);
}

/**
 * `object.name = value`: the new value is in its place before the old one is released. An instance whose class admits
 * no further name gets a dict.
 *
 * Source: CPython 3.11, Objects/dictobject.c, `_PyObject_StoreInstanceAttribute`.
 */
export function setInstanceAttribute(heap: ObjectHeap, object: Address, name: Address, value: Address): void {
  const { memory } = heap;
  const values = memory.readPointer(object + VALUES);
  const index = values === NULL ? DKIX_EMPTY : indexOfName(heap, object, name);
  if (index === DKIX_EMPTY) {
    dictSet(heap, instanceDict(heap, object), name, value);
    return;
  }
  const old = memory.readPointer(values + index * WORD);
  memory.writePointer(values + index * WORD, incref(heap, value));
  if (old === NULL) addToInsertionOrder(heap, values, index);
  else decref(heap, old);
}

/**
 * `del object.name`; false if there is no such attribute.
 *
 * Tricky: the class gets to know the name all the same, and attributes are released in the order of its names.
 */
export function deleteInstanceAttribute(heap: ObjectHeap, object: Address, name: Address): boolean {
  const { memory } = heap;
  const values = memory.readPointer(object + VALUES);
  const index = values === NULL ? DKIX_EMPTY : indexOfName(heap, object, name);
  if (index === DKIX_EMPTY) return dictDelete(heap, instanceDict(heap, object), name);
  const old = memory.readPointer(values + index * WORD);
  if (old === NULL) return false;
  memory.writePointer(values + index * WORD, NULL);
  deleteFromInsertionOrder(heap, values, index);
  decref(heap, old);
  return true;
}

/**
 * Where the class has the name, or has it from now on; `DKIX_EMPTY` if it admits no more. CPython:
 * `insert_into_dictkeys`.
 */
function indexOfName(heap: ObjectHeap, object: Address, name: Address): number {
  const keys = heap.types.of(object).cachedKeys;
  const index = lookup(heap, keys, name);
  if (index !== DKIX_EMPTY || usableLeft(heap, keys) <= 0) return index;
  return appendKey(heap, keys, name);
}

/**
 * Makes the values of an instance a dict, which shares the keys of the class.
 *
 *     before   object → values            dict NULL
 *     after    object → dict → values     object's own pointer to the values NULL
 *
 * Source: CPython 3.11, Objects/dictobject.c, `make_dict_from_instance_attributes`.
 */
function materialize(heap: ObjectHeap, object: Address): Address {
  const { memory } = heap;
  const { cachedKeys } = heap.types.of(object);
  const values = memory.readPointer(object + VALUES);
  let used = 0;
  let track = false;
  for (let index = 0; index < nentries(heap, cachedKeys); index += 1) {
    const value = memory.readPointer(values + index * WORD);
    if (value === NULL) continue;
    used += 1;
    track ||= mayBeTracked(heap, value);
  }
  keysIncref(heap, cachedKeys);
  const dict = newDictOf(heap, cachedKeys, values, used);
  if (track) gcTrack(heap, dict);
  memory.writePointer(object + VALUES, NULL);
  memory.writePointer(object + DICT, dict);
  return dict;
}
