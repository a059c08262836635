import type { Address } from '../../../exercises/kit/memory.ts';
import { GENERATIONS, type GenerationStats, type ObjectHeap } from '../objects/index.ts';
import { clearUnreachableMask, deduceUnreachable } from './deduce-unreachable.ts';
import { deleteGarbage } from './delete-garbage.ts';
import { finalizeGarbage } from './finalize-garbage.ts';
import { gcListMerge, gcListSize } from './gc-list.ts';
import { handleResurrectedObjects } from './handle-resurrected-objects.ts';
import { handleWeakrefs } from './handle-weakrefs.ts';
import { untrackDicts, untrackTuples } from './untrack.ts';

/**
 * Collects a generation and all younger ones. Returns how many objects it found to be garbage in the end.
 *
 *     1. the generations become one list; the younger ones are behind            2 0 1
 *     2. what is reachable from outside of the list stays, the rest is put aside
 *     3. survivors grow older: they go to the next generation
 *     4. weak references to garbage are cleared, callbacks called
 *     5. finalizers are called
 *     6. what they brought back joins the survivors
 *     7. the rest is cleared, and dies by its reference counts
 *
 * Differs from CPython: a phase that has nothing to do is left out, unless a listener is to be shown all of them. Without dicts
 * 3 looks for none; without finalizers 5 calls none; and if neither callbacks nor finalizers ran, 6 would see what 2 saw.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `gc_collect_main`.
 */
export function gcCollectMain(heap: ObjectHeap, generation: number, garbage: Address): number {
  const { memory, gc } = heap;
  const { counts, heads, unreachable, finalUnreachable } = gc;
  const shown = heap.listener !== null;
  if (generation + 1 < GENERATIONS) counts[generation + 1] = (counts[generation + 1] as number) + 1;
  counts.fill(0, 0, generation + 1);

  const young = heads[generation] as Address;
  for (let younger = 0; younger < generation; younger += 1) gcListMerge(memory, heads[younger] as Address, young);
  const old = generation + 1 < GENERATIONS ? (heads[generation + 1] as Address) : young;

  deduceUnreachable(heap, young, unreachable);
  const dicts = untrackTuples(heap, young);
  if (young !== old) {
    if (generation === GENERATIONS - 2) gc.longLivedPending += gcListSize(memory, young);
    gcListMerge(memory, young, old);
  } else {
    if (dicts || shown) untrackDicts(heap, young);
    gc.longLivedPending = 0;
    gc.longLivedTotal = gcListSize(memory, young);
  }

  const { calls } = heap;
  const { count, finalizers } = clearUnreachableMask(heap, unreachable);
  let collected = handleWeakrefs(heap, unreachable, old);
  if (finalizers || shown) finalizeGarbage(heap, unreachable);
  if (heap.calls > calls || shown) {
    handleResurrectedObjects(heap, unreachable, finalUnreachable, old);
    collected += gcListSize(memory, finalUnreachable);
  } else {
    gcListMerge(memory, unreachable, finalUnreachable); // no code ran: a second look would see the same
    collected += count;
  }
  deleteGarbage(heap, finalUnreachable, old, garbage);

  const stats = gc.stats[generation] as GenerationStats;
  stats.collections += 1;
  stats.collected += collected;
  return collected;
}
