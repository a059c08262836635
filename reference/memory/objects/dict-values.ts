import type { Address } from '../../../exercises/kit/memory.ts';
import { memMalloc } from './allocate.ts';
import { WORD } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { clearWord, xdecref } from './refcount.ts';

/**
 * The attribute values of one instance, in the order of its class's keys. Before them, backward from the address: how
 * many bytes that prefix has, how many values are set, and in what order they were.
 *
 *     │ … │ 2nd set │ 1st set │ count │ prefix bytes │ value 0 │ value 1 │ …
 *                                                     ^ address
 *
 * `size` is the most there can be: 30. Source: CPython 3.11, Include/internal/pycore_dict.h, `PyDictValues`;
 * Objects/dictobject.c, `new_values`.
 */
export function newValues(heap: ObjectHeap, size: number): Address {
  const { memory } = heap;
  const prefix = Math.ceil((size + 2) / WORD) * WORD;
  const values = (memMalloc(heap, prefix + size * WORD) + prefix) as Address;
  memory.writeU8(values - 1, prefix);
  memory.writeU8(values - 2, 0);
  memory.fill(values, size * WORD, 0);
  return values;
}

/** CPython: `free_values`. */
export function freeValues(heap: ObjectHeap, values: Address): void {
  heap.allocator.free((values - heap.memory.readU8(values - 1)) as Address);
}

/** Drops the references and leaves the words as they are: nobody can look at them any more. */
export function releaseValues(heap: ObjectHeap, values: Address, count: number): void {
  for (let index = 0; index < count; index += 1) xdecref(heap, heap.memory.readPointer(values + index * WORD));
}

/** Empties word after word. */
export function clearValues(heap: ObjectHeap, values: Address, count: number): void {
  for (let index = 0; index < count; index += 1) clearWord(heap, values + index * WORD);
}

/** The value at `index` was set for the first time. CPython: `_PyDictValues_AddToInsertionOrder`. */
export function addToInsertionOrder({ memory }: ObjectHeap, values: Address, index: number): void {
  const count = memory.readU8(values - 2) + 1;
  memory.writeU8(values - 2 - count, index);
  memory.writeU8(values - 2, count);
}

/** The value at `index` was deleted. CPython: `delete_index_from_values`. */
export function deleteFromInsertionOrder({ memory }: ObjectHeap, values: Address, index: number): void {
  const count = memory.readU8(values - 2);
  let at = 1;
  while (at < count && memory.readU8(values - 2 - at) !== index) at += 1;
  for (; at < count; at += 1) memory.writeU8(values - 2 - at, memory.readU8(values - 3 - at));
  memory.writeU8(values - 2, count - 1);
}

/** Indices of the values that are set, in the order in which they were. CPython: `get_index_from_order`. */
export function insertionOrder({ memory }: ObjectHeap, values: Address): readonly number[] {
  return Array.from({ length: memory.readU8(values - 2) }, (_, at) => memory.readU8(values - 3 - at));
}
