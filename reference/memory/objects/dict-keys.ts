import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { System } from '../../../exercises/kit/system.ts';
import { memMalloc } from './allocate.ts';
import { WORD } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { decref, incref, xdecref } from './refcount.ts';
import { strHash, strText } from './str-object.ts';

const DK_REFCNT = 0;
/** u32: log2 of the size of the index, log2 of its bytes, kind, a byte each. */
const DK_SIZES = 8;
const DK_VERSION = 12;
const DK_USABLE = 16;
const DK_NENTRIES = 24;
const DK_INDICES = 32;

/** Bytes of an entry: the key, then the value. The keys are str, and know their hash. */
export const ENTRY_BYTES = 2 * WORD;
/** Where the value lies in an entry. */
export const ME_VALUE = WORD;

/** log2 of the smallest index. CPython: `PyDict_LOG_MINSIZE`. */
export const LOG_MINSIZE = 3;

/** Whether the values are beside the keys, or each object that shares the keys has its own. */
export type KeysKind = 'unicode' | 'split';
const KINDS = { unicode: 1, split: 2 } as const satisfies Readonly<Record<KeysKind, number>>;

/** In the index: never used; used, and deleted. CPython: `DKIX_EMPTY`, `DKIX_DUMMY`. */
export const DKIX_EMPTY = -1;
const DKIX_DUMMY = -2;
const PERTURB_SHIFT = 5;

/**
 * The keys of a dict: an index, which is the hash table, and the entries in the order in which they came.
 *
 *     0           8       16          24            32           32 + bytes of the index
 *     │ dk_refcnt │ sizes │ dk_usable │ dk_nentries │ dk_indices │ key 0 │ value 0 │ key 1 │ value 1 │ …
 *                                                     −1 1 −1 0 …
 *
 * Source: CPython 3.11, Include/internal/pycore_dict.h, `struct _dictkeysobject`; Objects/dictobject.c,
 * `new_keys_object`.
 */
export function newKeys(heap: ObjectHeap, log2Size: number, kind: KeysKind): Address {
  const { memory } = heap;
  const log2Bytes = log2Size < 8 ? log2Size : log2Size < 16 ? log2Size + 1 : log2Size + 2;
  const usable = usableFraction(1 << log2Size);
  const keys = memMalloc(heap, DK_INDICES + (1 << log2Bytes) + usable * ENTRY_BYTES);
  memory.writePointer(keys + DK_REFCNT, 1);
  memory.writeU32(keys + DK_SIZES, log2Size | (log2Bytes << 8) | (KINDS[kind] << 16));
  memory.writeU32(keys + DK_VERSION, 0);
  memory.writePointer(keys + DK_USABLE, usable);
  memory.writePointer(keys + DK_NENTRIES, 0);
  memory.fill(keys + DK_INDICES, 1 << log2Bytes, 0xff);
  memory.fill(keys + DK_INDICES + (1 << log2Bytes), usable * ENTRY_BYTES, 0);
  return keys;
}

/** The keys of every empty dict: no room, not even for one. In static memory. CPython: `empty_keys_struct`. */
export function layOutEmptyKeys(system: System): Address {
  const { memory } = system;
  const keys = system.staticData(DK_INDICES + WORD);
  memory.writePointer(keys + DK_REFCNT, 1);
  memory.writeU32(keys + DK_SIZES, (LOG_MINSIZE << 8) | (KINDS.unicode << 16));
  memory.fill(keys + DK_INDICES, WORD, 0xff);
  return keys;
}

/** Entries that an index of this size serves: two thirds. CPython: `USABLE_FRACTION`. */
export function usableFraction(size: number): number {
  return Math.floor((size << 1) / 3);
}

/** log2 of the smallest index that has `minsize` places. CPython: `calculate_log2_keysize`. */
export function log2Keysize(minsize: number): number {
  return Math.max(LOG_MINSIZE, Math.ceil(Math.log2(Math.max(minsize, 1))));
}

export function keysIncref({ memory }: ObjectHeap, keys: Address): void {
  memory.writePointer(keys + DK_REFCNT, memory.readPointer(keys + DK_REFCNT) + 1);
}

/**
 * One user less; without any, keys and values are released, in order. CPython: `dictkeys_decref`, `free_keys_object`.
 */
export function keysDecref(heap: ObjectHeap, keys: Address): void {
  const { memory } = heap;
  const count = memory.readPointer(keys + DK_REFCNT) - 1;
  memory.writePointer(keys + DK_REFCNT, count);
  if (count > 0) return;
  const end = entryAt(heap, keys, nentries(heap, keys));
  for (let entry = entryAt(heap, keys, 0); entry !== end; entry = (entry + ENTRY_BYTES) as Address) {
    xdecref(heap, memory.readPointer(entry));
    xdecref(heap, memory.readPointer(entry + ME_VALUE));
  }
  heap.allocator.free(keys);
}

/** Entries so far, deleted ones too. */
export function nentries({ memory }: ObjectHeap, keys: Address): number {
  return memory.readPointer(keys + DK_NENTRIES);
}

/** Entries that still fit. */
export function usableLeft({ memory }: ObjectHeap, keys: Address): number {
  return memory.readPointer(keys + DK_USABLE);
}

export function setUsableLeft({ memory }: ObjectHeap, keys: Address, usable: number): void {
  memory.writePointer(keys + DK_USABLE, usable);
}

/** Address of the n-th entry. */
export function entryAt({ memory }: ObjectHeap, keys: Address, index: number): Address {
  const log2Bytes = (memory.readU32(keys + DK_SIZES) >>> 8) & 0xff;
  return (keys + DK_INDICES + (1 << log2Bytes) + index * ENTRY_BYTES) as Address;
}

/** Number of the entry with this key, or `DKIX_EMPTY`. Source: `unicodekeys_lookup_unicode`. */
export function lookup(heap: ObjectHeap, keys: Address, key: Address): number {
  return readIndex(heap, keys, findPlace(heap, keys, key));
}

/** Appends an entry without a value; `keys` have room, and not this key. The key's reference is the keys'. */
export function appendKey(heap: ObjectHeap, keys: Address, key: Address): number {
  const { memory } = heap;
  const index = nentries(heap, keys);
  writeIndex(heap, keys, findEmptyPlace(heap, keys, strHash(heap, key)), index);
  memory.writePointer(entryAt(heap, keys, index), incref(heap, key));
  memory.writePointer(keys + DK_NENTRIES, index + 1);
  setUsableLeft(heap, keys, usableLeft(heap, keys) - 1);
  return index;
}

/** Forgets a key that is there; its entry stays, empty. The key is released. */
export function removeKey(heap: ObjectHeap, keys: Address, key: Address): void {
  const place = findPlace(heap, keys, key);
  const entry = entryAt(heap, keys, readIndex(heap, keys, place));
  writeIndex(heap, keys, place, DKIX_DUMMY);
  const stored = heap.memory.readPointer(entry);
  heap.memory.writePointer(entry, NULL);
  heap.memory.writePointer(entry + ME_VALUE, NULL);
  decref(heap, stored);
}

/** Enters an entry that was copied from other keys. CPython: `build_indices_unicode`, one step. */
export function adoptEntry(heap: ObjectHeap, keys: Address, key: Address, value: Address): void {
  const index = nentries(heap, keys);
  const entry = entryAt(heap, keys, index);
  writeIndex(heap, keys, findEmptyPlace(heap, keys, strHash(heap, key)), index);
  heap.memory.writePointer(entry, key);
  heap.memory.writePointer(entry + ME_VALUE, value);
  heap.memory.writePointer(keys + DK_NENTRIES, index + 1);
  setUsableLeft(heap, keys, usableLeft(heap, keys) - 1);
}

/** The place of the key in the index, or the first place that was never used on its way. */
function findPlace(heap: ObjectHeap, keys: Address, key: Address): number {
  const mask = indexSize(heap, keys) - 1;
  let perturb = strHash(heap, key);
  let place = perturb & mask;
  for (;;) {
    const index = readIndex(heap, keys, place);
    if (index === DKIX_EMPTY) return place;
    if (index >= 0 && sameKey(heap, heap.memory.readPointer(entryAt(heap, keys, index)), key)) return place;
    perturb >>>= PERTURB_SHIFT;
    place = (Math.imul(place, 5) + perturb + 1) & mask;
  }
}

/** The first place on the hash's way that holds no entry. CPython: `find_empty_slot`. */
function findEmptyPlace(heap: ObjectHeap, keys: Address, hash: number): number {
  const mask = indexSize(heap, keys) - 1;
  let perturb = hash;
  let place = hash & mask;
  while (readIndex(heap, keys, place) >= 0) {
    perturb >>>= PERTURB_SHIFT;
    place = (Math.imul(place, 5) + perturb + 1) & mask;
  }
  return place;
}

function sameKey(heap: ObjectHeap, stored: Address, key: Address): boolean {
  return (
    stored === key || (strHash(heap, stored) === strHash(heap, key) && strText(heap, stored) === strText(heap, key))
  );
}

function indexSize({ memory }: ObjectHeap, keys: Address): number {
  return 1 << (memory.readU32(keys + DK_SIZES) & 0xff);
}

function indexWidth({ memory }: ObjectHeap, keys: Address): number {
  const sizes = memory.readU32(keys + DK_SIZES);
  return 1 << (((sizes >>> 8) & 0xff) - (sizes & 0xff));
}

/** Signed, of 1, 2 or 4 bytes. CPython: `dictkeys_get_index`. */
function readIndex(heap: ObjectHeap, keys: Address, place: number): number {
  if (keys === heap.emptyKeys) return DKIX_EMPTY;
  const width = indexWidth(heap, keys);
  const at = keys + DK_INDICES + place * width;
  let value = 0;
  for (let byte = width - 1; byte >= 0; byte -= 1) value = (value << 8) | heap.memory.readU8(at + byte);
  const unused = 32 - 8 * width;
  return (value << unused) >> unused;
}

/** CPython: `dictkeys_set_index`. */
function writeIndex(heap: ObjectHeap, keys: Address, place: number, index: number): void {
  const width = indexWidth(heap, keys);
  const at = keys + DK_INDICES + place * width;
  for (let byte = 0; byte < width; byte += 1) heap.memory.writeU8(at + byte, index >>> (8 * byte));
}
