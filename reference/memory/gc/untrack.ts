import type { Address } from '../../../exercises/kit/memory.ts';
import { dictMaybeUntrack, fromGc, type ObjectHeap, tupleMaybeUntrack } from '../objects/index.ts';

/**
 * Untracks the tuples among these that no cycle can ever lead through; returns how many. In the list's order: a tuple
 * that holds another sees it untracked already if that one stands before it.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `untrack_tuples`.
 */
export function untrackTuples(heap: ObjectHeap, heads: Iterable<Address>): number {
  heap.listener?.({ kind: 'phase', phase: 'untrack_tuples' });
  let untracked = 0;
  for (const gc of heads) {
    const object = fromGc(gc);
    if (heap.types.of(object) === heap.builtins.tuple && tupleMaybeUntrack(heap, object)) untracked += 1;
  }
  return untracked;
}

/**
 * Untracks the dicts among these whose values no cycle can lead through; returns how many. They are tracked again when
 * such a value is stored. Only a full collection does it: a dict that is being filled would be looked through again and
 * again.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `untrack_dicts`.
 */
export function untrackDicts(heap: ObjectHeap, heads: Iterable<Address>): number {
  heap.listener?.({ kind: 'phase', phase: 'untrack_dicts' });
  let untracked = 0;
  for (const gc of heads) {
    const object = fromGc(gc);
    if (heap.types.of(object) === heap.builtins.dict && dictMaybeUntrack(heap, object)) untracked += 1;
  }
  return untracked;
}
