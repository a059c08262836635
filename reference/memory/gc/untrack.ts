import type { Address } from '../../../exercises/kit/memory.ts';
import { dictMaybeUntrack, fromGc, gcNext, type ObjectHeap, tupleMaybeUntrack } from '../objects/index.ts';

/**
 * Untracks the tuples that no cycle can ever lead through. In the list's order: a tuple that holds another sees it
 * untracked already if that one stands before it.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `untrack_tuples`.
 */
export function untrackTuples(heap: ObjectHeap, list: Address): void {
  heap.listener?.({ kind: 'phase', phase: 'untrack_tuples' });
  const { tuple } = heap.builtins;
  forEach(heap, list, (object) => {
    if (heap.types.of(object) === tuple) tupleMaybeUntrack(heap, object);
  });
}

/**
 * Untracks the dicts whose values no cycle can lead through; they are tracked again when such a value is stored. Only a
 * full collection does it: a dict that is being filled would be looked through again and again.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `untrack_dicts`.
 */
export function untrackDicts(heap: ObjectHeap, list: Address): void {
  heap.listener?.({ kind: 'phase', phase: 'untrack_dicts' });
  const { dict } = heap.builtins;
  forEach(heap, list, (object) => {
    if (heap.types.of(object) === dict) dictMaybeUntrack(heap, object);
  });
}

/** The next container is known before the visit, which may take this one off the list. */
function forEach({ memory }: ObjectHeap, list: Address, visit: (object: Address) => void): void {
  for (let gc = gcNext(memory, list), next = gcNext(memory, gc); gc !== list; gc = next, next = gcNext(memory, gc)) {
    visit(fromGc(gc));
  }
}
