import { PythonError } from '../../../exercises/kit/errors.ts';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { gcDel, gcNew } from './allocate.ts';
import {
  adoptEntry,
  appendKey,
  DKIX_EMPTY,
  ENTRY_BYTES,
  entryAt,
  keysDecref,
  keysIncref,
  LOG_MINSIZE,
  log2Keysize,
  lookup,
  ME_VALUE,
  nentries,
  newKeys,
  removeKey,
  usableLeft,
} from './dict-keys.ts';
import {
  addToInsertionOrder,
  clearValues,
  deleteFromInsertionOrder,
  freeValues,
  insertionOrder,
  releaseValues,
} from './dict-values.ts';
import { isTracked } from './gc-head.ts';
import { gcTrack, gcUntrack, gcUntrackIfTracked, mayBeTracked } from './gc-track.ts';
import { OBJECT_BYTES, WORD } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { decref, incref } from './refcount.ts';
import { strText } from './str-object.ts';
import { trashcanBegin, trashcanEnd } from './trashcan.ts';
import type { ReferenceSpan, TypeSpec } from './type-object.ts';

const MA_USED = OBJECT_BYTES;
const MA_VERSION = MA_USED + WORD;
const MA_KEYS = MA_VERSION + WORD;
/** The values, if the keys are shared with other objects; else NULL. */
const MA_VALUES = MA_KEYS + WORD;

/**
 * A dict with str keys. The values are in the entries of its keys; or, if it is the dict of an instance, in a row of
 * their own, and the keys are the class's.
 *
 *     0           8         16        24        32        40          48
 *     │ ob_refcnt │ ob_type │ ma_used │ version │ ma_keys │ ma_values │
 *
 * Source: CPython 3.11, Objects/dictobject.c, `dict_traverse`, `PyDict_Clear`, `dict_dealloc`.
 */
export const DICT_TYPE: TypeSpec = {
  name: 'dict',
  basicsize: MA_VALUES + WORD,
  presize: 16,
  traverse,
  clear,
  dealloc,
  parts: { held, freeBlocks, clearFreesBlocks: true },
};

/** The values in the order of insertion; in the order of the shared keys if the values are apart. */
function traverse(heap: ObjectHeap, dict: Address, span: ReferenceSpan): void {
  const keys = heap.memory.readPointer(dict + MA_KEYS);
  const values = heap.memory.readPointer(dict + MA_VALUES);
  if (values !== NULL) span.set(values, WORD, nentries(heap, keys));
  else span.set(entryAt(heap, keys, 0) + ME_VALUE, ENTRY_BYTES, nentries(heap, keys));
}

/** Key 0, value 0, key 1, …; of a dict whose values are apart, the values. */
function held(heap: ObjectHeap, dict: Address, span: ReferenceSpan): void {
  traverse(heap, dict, span);
  if (span.step === ENTRY_BYTES) span.set(span.first - ME_VALUE, WORD, 2 * span.count);
}

/** Keys that are the dict's alone; or its values, and one use of the keys that it shares. */
function freeBlocks(heap: ObjectHeap, dict: Address): void {
  const keys = heap.memory.readPointer(dict + MA_KEYS);
  const values = heap.memory.readPointer(dict + MA_VALUES);
  if (values !== NULL) freeValues(heap, values);
  if (values !== NULL || keys === heap.emptyKeys) keysDecref(heap, keys);
  else heap.allocator.free(keys);
}

/** The dict is empty before the first value is released. */
function clear(heap: ObjectHeap, dict: Address): void {
  const { memory } = heap;
  const keys = memory.readPointer(dict + MA_KEYS);
  const values = memory.readPointer(dict + MA_VALUES);
  if (keys === heap.emptyKeys) return;
  keysIncref(heap, heap.emptyKeys);
  memory.writePointer(dict + MA_KEYS, heap.emptyKeys);
  memory.writePointer(dict + MA_VALUES, NULL);
  memory.writePointer(dict + MA_USED, 0);
  if (values !== NULL) {
    clearValues(heap, values, nentries(heap, keys));
    freeValues(heap, values);
  }
  keysDecref(heap, keys);
}

function dealloc(heap: ObjectHeap, dict: Address): void {
  gcUntrackIfTracked(heap, dict);
  if (!trashcanBegin(heap, dict)) return;
  const keys = heap.memory.readPointer(dict + MA_KEYS);
  const values = heap.memory.readPointer(dict + MA_VALUES);
  if (values !== NULL) {
    releaseValues(heap, values, nentries(heap, keys));
    freeValues(heap, values);
  }
  keysDecref(heap, keys);
  gcDel(heap, dict);
  trashcanEnd(heap);
}

/** An empty dict, not tracked. The caller gets the only reference. CPython: `PyDict_New`. */
export function newDict(heap: ObjectHeap): Address {
  keysIncref(heap, heap.emptyKeys);
  return newDictOf(heap, heap.emptyKeys, NULL, 0);
}

/** A dict of keys and values that are there already; it takes over one use of the keys. CPython: `new_dict`. */
export function newDictOf(heap: ObjectHeap, keys: Address, values: Address, used: number): Address {
  const { memory } = heap;
  const dict = gcNew(heap, heap.builtins.dict);
  memory.writePointer(dict + MA_USED, used);
  memory.writePointer(dict + MA_VERSION, 0);
  memory.writePointer(dict + MA_KEYS, keys);
  memory.writePointer(dict + MA_VALUES, values);
  return dict;
}

export function dictSize(heap: ObjectHeap, dict: Address): number {
  return heap.memory.readPointer(dict + MA_USED);
}

/** The value, no new reference, or NULL. `key` is a str. CPython: `PyDict_GetItemWithError`. */
export function dictGet(heap: ObjectHeap, dict: Address, key: Address): Address {
  const index = lookup(heap, heap.memory.readPointer(dict + MA_KEYS), key);
  return index < 0 ? NULL : heap.memory.readPointer(valueWord(heap, dict, index));
}

/**
 * `dict[key] = value`: the new value is in its place before the old one is released. A dict is tracked as soon as a
 * value is in it that may be tracked.
 *
 * Source: CPython 3.11, Objects/dictobject.c, `insertdict`, `insert_to_emptydict`, `MAINTAIN_TRACKING`.
 */
export function dictSet(heap: ObjectHeap, dict: Address, key: Address, value: Address): void {
  const { memory } = heap;
  const found = lookup(heap, memory.readPointer(dict + MA_KEYS), key);
  if (!isTracked(memory, dict) && mayBeTracked(heap, value)) gcTrack(heap, dict);
  if (found >= 0) {
    const word = valueWord(heap, dict, found);
    const old = memory.readPointer(word);
    memory.writePointer(word, incref(heap, value));
    if (old !== NULL) decref(heap, old);
    else noteInserted(heap, dict, found);
    return;
  }
  if (usableLeft(heap, memory.readPointer(dict + MA_KEYS)) <= 0) grow(heap, dict);
  const index = appendKey(heap, memory.readPointer(dict + MA_KEYS), key);
  memory.writePointer(valueWord(heap, dict, index), incref(heap, value));
  noteInserted(heap, dict, index);
}

/** `del dict[key]`; false if it is not there. Source: `delitem_common`. */
export function dictDelete(heap: ObjectHeap, dict: Address, key: Address): boolean {
  const { memory } = heap;
  const keys = memory.readPointer(dict + MA_KEYS);
  const index = lookup(heap, keys, key);
  const old = index === DKIX_EMPTY ? NULL : memory.readPointer(valueWord(heap, dict, index));
  if (old === NULL) return false;
  memory.writePointer(dict + MA_USED, dictSize(heap, dict) - 1);
  const values = memory.readPointer(dict + MA_VALUES);
  if (values !== NULL) {
    memory.writePointer(values + index * WORD, NULL);
    deleteFromInsertionOrder(heap, values, index);
  } else {
    removeKey(heap, keys, key);
  }
  decref(heap, old);
  return true;
}

/** `dict.clear()`. */
export function dictClear(heap: ObjectHeap, dict: Address): void {
  clear(heap, dict);
}

/** The KeyError of a key that is not there. */
export function keyError(heap: ObjectHeap, key: Address): PythonError {
  return new PythonError('KeyError', `'${strText(heap, key)}'`);
}

/**
 * Untracks the dict if none of its values may be tracked. Says whether it did.
 *
 * Source: CPython 3.11, Objects/dictobject.c, `_PyDict_MaybeUntrack`.
 */
export function dictMaybeUntrack(heap: ObjectHeap, dict: Address): boolean {
  if (!isTracked(heap.memory, dict)) return false;
  const { span } = heap;
  traverse(heap, dict, span);
  for (let index = 0, word: number = span.first; index < span.count; index += 1, word += span.step) {
    const value = heap.memory.readPointer(word);
    if (value !== NULL && mayBeTracked(heap, value)) return false;
  }
  gcUntrack(heap, dict);
  return true;
}

/** Address of the word that holds the value of the n-th entry. */
function valueWord(heap: ObjectHeap, dict: Address, index: number): number {
  const values = heap.memory.readPointer(dict + MA_VALUES);
  if (values !== NULL) return values + index * WORD;
  return entryAt(heap, heap.memory.readPointer(dict + MA_KEYS), index) + ME_VALUE;
}

function noteInserted(heap: ObjectHeap, dict: Address, index: number): void {
  heap.memory.writePointer(dict + MA_USED, dictSize(heap, dict) + 1);
  const values = heap.memory.readPointer(dict + MA_VALUES);
  if (values !== NULL) addToInsertionOrder(heap, values, index);
}

/**
 * New keys with more room: three times what is used. Entries keep their order, deleted ones are left behind. Values
 * that were apart join their keys, in the order in which they were set.
 *
 * Source: CPython 3.11, Objects/dictobject.c, `insertion_resize` and `dictresize`; `GROWTH_RATE`.
 */
function grow(heap: ObjectHeap, dict: Address): void {
  const { memory } = heap;
  const old = memory.readPointer(dict + MA_KEYS);
  const values = memory.readPointer(dict + MA_VALUES);
  const log2Size = old === heap.emptyKeys ? LOG_MINSIZE : log2Keysize(dictSize(heap, dict) * 3);
  const keys = newKeys(heap, log2Size, 'unicode');
  const order =
    values === NULL ? Array.from({ length: nentries(heap, old) }, (_, index) => index) : insertionOrder(heap, values);
  for (const index of order) {
    const key = memory.readPointer(entryAt(heap, old, index));
    const value = memory.readPointer(valueWord(heap, dict, index));
    if (value !== NULL) adoptEntry(heap, keys, values === NULL ? key : incref(heap, key), value);
  }
  memory.writePointer(dict + MA_KEYS, keys);
  memory.writePointer(dict + MA_VALUES, NULL);
  if (values !== NULL) freeValues(heap, values);
  if (values !== NULL || old === heap.emptyKeys) keysDecref(heap, old);
  else heap.allocator.free(old); // its entries have moved, references and all
}
