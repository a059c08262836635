import { PythonError } from '../../../exercises/kit/errors.ts';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { gcDel, gcNew, memMalloc } from './allocate.ts';
import { gcTrack, gcUntrackIfTracked } from './gc-track.ts';
import { OB_SIZE, VAR_OBJECT_BYTES, WORD } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { decref, incref, xdecref } from './refcount.ts';
import { trashcanBegin, trashcanEnd } from './trashcan.ts';
import type { ReferenceSpan, TypeSpec } from './type-object.ts';

/** Pointer to the items, a block of their own; NULL without room for any. */
const OB_ITEM = VAR_OBJECT_BYTES;
/** Items that the block has room for. */
const ALLOCATED = OB_ITEM + WORD;

/**
 * A list: the items are in another block, which moves as the list grows.
 *
 *     0           8         16        24        32           40
 *     │ ob_refcnt │ ob_type │ ob_size │ ob_item │ allocated  │
 *                                         └→ │ item 0 │ item 1 │ … │ room │
 *
 * Source: CPython 3.11, Objects/listobject.c, `list_traverse`, `_list_clear`, `list_dealloc`.
 */
export const LIST_TYPE: TypeSpec = {
  name: 'list',
  basicsize: ALLOCATED + WORD,
  presize: 16,
  traverse,
  clear,
  dealloc,
  parts: {
    freeBlocks: (heap, list) => heap.allocator.free(heap.memory.readPointer(list + OB_ITEM)),
    clearFreesBlocks: true,
  },
};

/** From the last item to the first. */
function traverse(heap: ObjectHeap, list: Address, span: ReferenceSpan): void {
  const size = heap.memory.readPointer(list + OB_SIZE);
  span.set(heap.memory.readPointer(list + OB_ITEM) + (size - 1) * WORD, -WORD, size);
}

/** The list is empty before the first item is released. */
function clear(heap: ObjectHeap, list: Address): void {
  const { memory } = heap;
  const items = memory.readPointer(list + OB_ITEM);
  if (items === NULL) return;
  const size = memory.readPointer(list + OB_SIZE);
  memory.writePointer(list + OB_SIZE, 0);
  memory.writePointer(list + OB_ITEM, NULL);
  memory.writePointer(list + ALLOCATED, 0);
  releaseItems(heap, items, size);
}

function dealloc(heap: ObjectHeap, list: Address): void {
  gcUntrackIfTracked(heap, list);
  if (!trashcanBegin(heap, list)) return;
  const items = heap.memory.readPointer(list + OB_ITEM);
  if (items !== NULL) releaseItems(heap, items, heap.memory.readPointer(list + OB_SIZE));
  gcDel(heap, list);
  trashcanEnd(heap);
}

function releaseItems(heap: ObjectHeap, items: Address, size: number): void {
  for (let index = size - 1; index >= 0; index -= 1) xdecref(heap, heap.memory.readPointer(items + index * WORD));
  heap.allocator.free(items);
}

/** A list of these items, tracked. The caller gets the only reference. CPython: `PyList_New` and BUILD_LIST. */
export function newList(heap: ObjectHeap, items: readonly Address[]): Address {
  const { memory } = heap;
  const list = gcNew(heap, heap.builtins.list);
  const block = items.length === 0 ? NULL : memMalloc(heap, items.length * WORD);
  for (const [index, item] of items.entries()) memory.writePointer(block + index * WORD, incref(heap, item));
  memory.writePointer(list + OB_SIZE, items.length);
  memory.writePointer(list + OB_ITEM, block);
  memory.writePointer(list + ALLOCATED, items.length);
  gcTrack(heap, list);
  return list;
}

export function listSize(heap: ObjectHeap, list: Address): number {
  return heap.memory.readPointer(list + OB_SIZE);
}

/** The item, no new reference. @throws {PythonError} IndexError. */
export function listItem(heap: ObjectHeap, list: Address, index: number): Address {
  return heap.memory.readPointer(itemWord(heap, list, index, 'list index out of range'));
}

/**
 * `list[index] = item`: the new item is in its place before the old one is released. @throws {PythonError} IndexError.
 */
export function setListItem(heap: ObjectHeap, list: Address, index: number, item: Address): void {
  const word = itemWord(heap, list, index, 'list assignment index out of range');
  const old = heap.memory.readPointer(word);
  heap.memory.writePointer(word, incref(heap, item));
  decref(heap, old);
}

/** `del list[index]`. @throws {PythonError} IndexError. */
export function deleteListItem(heap: ObjectHeap, list: Address, index: number): void {
  const { memory } = heap;
  const word = itemWord(heap, list, index, 'list assignment index out of range');
  const old = memory.readPointer(word);
  const size = listSize(heap, list);
  memory.copy(word, word + WORD, (size - 1 - index) * WORD);
  resize(heap, list, size - 1);
  decref(heap, old);
}

/** `list.append(item)`. Source: `PyList_Append`. */
export function listAppend(heap: ObjectHeap, list: Address, item: Address): void {
  const size = listSize(heap, list);
  resize(heap, list, size + 1);
  heap.memory.writePointer(heap.memory.readPointer(list + OB_ITEM) + size * WORD, incref(heap, item));
}

/** `list.pop()`: the reference goes to the caller. @throws {PythonError} IndexError. */
export function listPop(heap: ObjectHeap, list: Address): Address {
  const size = listSize(heap, list);
  if (size === 0) throw new PythonError('IndexError', 'pop from empty list');
  const item = listItem(heap, list, size - 1);
  resize(heap, list, size - 1);
  return item;
}

/** `list.clear()`. */
export function listClear(heap: ObjectHeap, list: Address): void {
  clear(heap, list);
}

function itemWord(heap: ObjectHeap, list: Address, index: number, message: string): number {
  if (index >= listSize(heap, list)) throw new PythonError('IndexError', message);
  return heap.memory.readPointer(list + OB_ITEM) + index * WORD;
}

/**
 * Room for `size` items: grows by an eighth and a little, shrinks below a half, and stays between.
 *
 * Source: CPython 3.11, Objects/listobject.c, `list_resize`.
 */
function resize(heap: ObjectHeap, list: Address, size: number): void {
  const { memory } = heap;
  const allocated = memory.readPointer(list + ALLOCATED);
  if (allocated < size || size < allocated >>> 1) {
    let room = size === 0 ? 0 : (size + (size >>> 3) + 6) & ~3;
    if (size - listSize(heap, list) > room - size) room = (size + 3) & ~3;
    const items = memory.readPointer(list + OB_ITEM);
    // C asks for 0 bytes when the list becomes empty; to have no block is the same to whoever looks at the list.
    let moved = NULL;
    if (room > 0) moved = heap.allocator.realloc(items, room * WORD);
    else heap.allocator.free(items);
    memory.writePointer(list + OB_ITEM, moved);
    memory.writePointer(list + ALLOCATED, room);
  }
  memory.writePointer(list + OB_SIZE, size);
}
