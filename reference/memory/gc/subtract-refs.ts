import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  fromGc,
  GC_HEAD_BYTES,
  GC_NEXT,
  GC_PREV,
  type ObjectHeap,
  PREV_COLLECTING,
  PREV_SHIFT,
  RefcountError,
} from '../objects/index.ts';

/**
 * Subtracts the references that come from inside the generation.
 *
 * Before: gc_refs = reference count, for every container.
 * After:  gc_refs > 0 exactly when something outside refers to the container directly.
 *         gc_refs = 0 is not yet garbage: `move_unreachable` decides that.
 *
 * Cost: O(containers + references); no recursion.
 * Source: CPython 3.11, Modules/gcmodule.c, `subtract_refs`, `visit_decref`, `gc_decref`.
 *
 * @throws {RefcountError} if a container is referred to more often than its count says.
 */
export function subtractRefs(heap: ObjectHeap, containers: Address): void {
  const { memory, types, span, listener } = heap;
  if (listener !== null) listener({ kind: 'phase', phase: 'subtract_refs' });
  for (let gc = memory.readPointer(containers + GC_NEXT); gc !== containers; gc = memory.readPointer(gc + GC_NEXT)) {
    const from = fromGc(gc);
    types.of(from).traverse(heap, from, span);
    const { step } = span;
    for (let word: number = span.first, left = span.count; left > 0; left -= 1, word += step) {
      const object = memory.readPointer(word);
      if (object === NULL || !types.isGc(object)) continue;
      const at = object - GC_HEAD_BYTES + GC_PREV;
      const prev = memory.readPointer(at);
      if ((prev & PREV_COLLECTING) === 0) continue; // of another generation, or not tracked
      if (prev >>> PREV_SHIFT === 0) throw new RefcountError(object, 'more references are found than were counted');
      memory.writePointer(at, prev - (1 << PREV_SHIFT));
      if (listener !== null) listener({ kind: 'refSubtracted', from, object, refs: (prev >>> PREV_SHIFT) - 1 });
    }
  }
}
