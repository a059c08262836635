import type { Address, Memory } from '../../../exercises/kit/memory.ts';

/**
 * `PyGC_Head`: two words before every object that the collector may have to look at. They link the object into the list
 * of its generation, and lend their lowest bits, which addresses leave at 0, to flags.
 *
 *     address − 16   − 8            address
 *     │ _gc_next     │ _gc_prev     │ ob_refcnt │ ob_type │ …
 *
 *     _gc_next   next head, bit 0: tentatively unreachable          0: not tracked
 *     _gc_prev   previous head, bit 0: finalized, bit 1: collecting
 *                during a collection, gc_refs << 2 takes the place of the previous head
 *
 * A list's head is a `PyGC_Head` without an object; `gc` names the address of a `PyGC_Head` everywhere.
 *
 * Source: CPython 3.11, Include/internal/pycore_gc.h.
 */
export const GC_HEAD_BYTES = 16;
export const GC_NEXT = 0;
export const GC_PREV = 8;

/** Its finalizer was called; never called again. CPython: `_PyGC_PREV_MASK_FINALIZED`. */
export const PREV_FINALIZED = 1;
/** It belongs to the generation that is being collected. CPython: `PREV_MASK_COLLECTING`. */
export const PREV_COLLECTING = 2;
/** CPython: `_PyGC_PREV_SHIFT`. */
export const PREV_SHIFT = 2;
/** Both flags. */
export const PREV_FLAGS = 3;
/** It is on the list of the tentatively unreachable. CPython: `NEXT_MASK_UNREACHABLE`. */
export const NEXT_UNREACHABLE = 1;

/** The head of a container. CPython: `AS_GC`. */
export function asGc(object: Address): Address {
  return (object - GC_HEAD_BYTES) as Address;
}

/** The container behind a head. CPython: `FROM_GC`. */
export function fromGc(gc: Address): Address {
  return (gc + GC_HEAD_BYTES) as Address;
}

/** The next head on the list. Means nothing while `NEXT_UNREACHABLE` is set. CPython: `GC_NEXT`. */
export function gcNext(memory: Memory, gc: Address): Address {
  return memory.readPointer(gc + GC_NEXT);
}

export function setGcNext(memory: Memory, gc: Address, next: Address): void {
  memory.writePointer(gc + GC_NEXT, next);
}

/** The previous head on the list. Means nothing while the word holds gc_refs. CPython: `GC_PREV`. */
export function gcPrev(memory: Memory, gc: Address): Address {
  const word = memory.readPointer(gc + GC_PREV);
  return (word - (word & PREV_FLAGS)) as Address;
}

/** Keeps the flags. CPython: `_PyGCHead_SET_PREV`. */
export function setGcPrev(memory: Memory, gc: Address, prev: Address): void {
  memory.writePointer(gc + GC_PREV, prev + (memory.readPointer(gc + GC_PREV) & PREV_FLAGS));
}

/** Whether the container is on a list. CPython: `_PyObject_GC_IS_TRACKED`. */
export function isTracked(memory: Memory, object: Address): boolean {
  return memory.readPointer(object - GC_HEAD_BYTES + GC_NEXT) !== 0;
}

/** CPython: `_PyGC_FINALIZED`. */
export function isFinalized(memory: Memory, object: Address): boolean {
  return (memory.readPointer(object - GC_HEAD_BYTES + GC_PREV) & PREV_FINALIZED) !== 0;
}

/** CPython: `_PyGC_SET_FINALIZED`. */
export function setFinalized(memory: Memory, object: Address): void {
  const at = object - GC_HEAD_BYTES + GC_PREV;
  const word = memory.readPointer(at);
  if ((word & PREV_FINALIZED) === 0) memory.writePointer(at, word + PREV_FINALIZED);
}

/** CPython: `gc_is_collecting`. */
export function isCollecting(memory: Memory, gc: Address): boolean {
  return (memory.readPointer(gc + GC_PREV) & PREV_COLLECTING) !== 0;
}

/** CPython: `gc_clear_collecting`. */
export function clearCollecting(memory: Memory, gc: Address): void {
  const word = memory.readPointer(gc + GC_PREV);
  if ((word & PREV_COLLECTING) !== 0) memory.writePointer(gc + GC_PREV, word - PREV_COLLECTING);
}
