import type { Address } from '../../../exercises/kit/memory.ts';
import { dictMaybeUntrack, fromGc, GC_NEXT, OB_TYPE, type ObjectHeap, tupleMaybeUntrack } from '../objects/index.ts';

/**
 * Untracks the tuples that no cycle can ever lead through. In the list's order: a tuple that holds another sees it
 * untracked already if that one stands before it. Says whether it saw a dict.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `untrack_tuples`.
 */
export function untrackTuples(heap: ObjectHeap, list: Address): boolean {
  const { memory, builtins, listener } = heap;
  if (listener !== null) listener({ kind: 'phase', phase: 'untrack_tuples' });
  const tuple = builtins.tuple.address;
  const dict = builtins.dict.address;
  let dicts = false;
  for (let gc = memory.readPointer(list + GC_NEXT); gc !== list; ) {
    const next = memory.readPointer(gc + GC_NEXT); // before the container may be taken off the list
    const type = memory.readPointer(fromGc(gc) + OB_TYPE);
    if (type === tuple) tupleMaybeUntrack(heap, fromGc(gc));
    else if (type === dict) dicts = true;
    gc = next;
  }
  return dicts;
}

/**
 * Untracks the dicts whose values no cycle can lead through; they are tracked again when such a value is stored. Only a
 * full collection does it: a dict that is being filled would be looked through again and again.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `untrack_dicts`.
 */
export function untrackDicts(heap: ObjectHeap, list: Address): void {
  const { memory, builtins, listener } = heap;
  if (listener !== null) listener({ kind: 'phase', phase: 'untrack_dicts' });
  const dict = builtins.dict.address;
  for (let gc = memory.readPointer(list + GC_NEXT); gc !== list; ) {
    const next = memory.readPointer(gc + GC_NEXT);
    if (memory.readPointer(fromGc(gc) + OB_TYPE) === dict) dictMaybeUntrack(heap, fromGc(gc));
    gc = next;
  }
}
