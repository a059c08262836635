import type { Address } from '../../../exercises/kit/memory.ts';
import {
  fromGc,
  GC_NEXT,
  GC_PREV,
  OB_REFCNT,
  type ObjectHeap,
  PREV_COLLECTING,
  PREV_FINALIZED,
  PREV_SHIFT,
} from '../objects/index.ts';

/**
 * Copies each reference count to gc_refs, and marks the container as one of this collection's.
 *
 *     before   _gc_prev = previous │ finalized
 *     after    _gc_prev = refcnt << 2 │ collecting │ finalized        the list can be walked forward only
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `update_refs` and `gc_reset_refs`.
 */
export function updateRefs(heap: ObjectHeap, containers: Address): void {
  const { memory, listener } = heap;
  if (listener !== null) listener({ kind: 'phase', phase: 'update_refs' });
  for (let gc = memory.readPointer(containers + GC_NEXT); gc !== containers; gc = memory.readPointer(gc + GC_NEXT)) {
    const object = fromGc(gc);
    const refs = memory.readPointer(object + OB_REFCNT);
    const flags = (memory.readPointer(gc + GC_PREV) & PREV_FINALIZED) | PREV_COLLECTING;
    memory.writePointer(gc + GC_PREV, (refs << PREV_SHIFT) | flags);
    if (listener !== null) listener({ kind: 'refsSet', object, refs });
  }
}
