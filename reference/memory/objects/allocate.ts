import { PythonError } from '../../../exercises/kit/errors.ts';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { GC_HEAD_BYTES, GC_NEXT, GC_PREV, isTracked } from './gc-head.ts';
import { gcUntrack } from './gc-track.ts';
import { OB_REFCNT, OB_TYPE } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import type { TypeObject } from './type-object.ts';

/** Memory that is no object: a list's items, a dict's keys. @throws {PythonError} MemoryError. */
export function memMalloc(heap: ObjectHeap, bytes: number): Address {
  const block = heap.allocator.malloc(bytes);
  if (block === NULL) throw new PythonError('MemoryError', '');
  return block;
}

/** `bytes` of memory for an object that is no container, with one reference: the caller's. */
export function objectNew(heap: ObjectHeap, type: TypeObject, bytes: number = type.basicsize): Address {
  const object = memMalloc(heap, bytes);
  init(heap, object, type);
  if (heap.listener !== null) heap.listener({ kind: 'allocated', object, type: type.name, block: object, bytes });
  return object;
}

/** Gives the memory of an object back. CPython: `PyObject_Free`, a type's `tp_free`. */
export function objectDel(heap: ObjectHeap, object: Address): void {
  if (heap.listener !== null) heap.listener({ kind: 'freed', object });
  heap.allocator.free(object);
}

/**
 * Memory for a container, `bytes` and the words before it, with one reference: the caller's. Not tracked yet.
 *
 * Tricky: the allocation may be the one that starts a collection. It runs before the object is anything: the collector
 * does not see it, and its count starts at 0 again.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `gc_alloc`, `_PyObject_GC_Link` and `_PyObject_GC_New`.
 */
export function gcNew(heap: ObjectHeap, type: TypeObject, bytes: number = type.basicsize): Address {
  const { memory } = heap;
  const block = memMalloc(heap, type.presize + bytes);
  const object = (block + type.presize) as Address;
  if (type.presize > GC_HEAD_BYTES) {
    memory.writePointer(block, NULL);
    memory.writePointer(block + 8, NULL);
  }
  memory.writePointer(object - GC_HEAD_BYTES + GC_NEXT, 0);
  memory.writePointer(object - GC_HEAD_BYTES + GC_PREV, 0);
  collectIfDue(heap);
  init(heap, object, type);
  if (heap.listener !== null) {
    heap.listener({ kind: 'allocated', object, type: type.name, block, bytes: type.presize + bytes });
  }
  return object;
}

/** Gives the memory of a container back, taking it off its list if it is on one. CPython: `PyObject_GC_Del`. */
export function gcDel(heap: ObjectHeap, object: Address, presize: number = GC_HEAD_BYTES): void {
  if (isTracked(heap.memory, object)) gcUntrack(heap, object);
  const { counts } = heap.gc;
  if ((counts[0] as number) > 0) counts[0] = (counts[0] as number) - 1;
  if (heap.listener !== null) heap.listener({ kind: 'freed', object });
  heap.allocator.free((object - presize) as Address);
}

function init(heap: ObjectHeap, object: Address, type: TypeObject): void {
  heap.memory.writePointer(object + OB_REFCNT, 1);
  heap.memory.writePointer(object + OB_TYPE, type.address);
}

function collectIfDue({ gc }: ObjectHeap): void {
  const count = (gc.counts[0] as number) + 1;
  gc.counts[0] = count;
  const threshold = gc.thresholds[0] as number;
  const due = count > threshold && gc.enabled && threshold !== 0;
  if ((due || gc.stress) && !gc.collecting) gc.collectGenerations?.();
}
