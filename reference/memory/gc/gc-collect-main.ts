import type { Address } from '../../../exercises/kit/memory.ts';
import { GENERATIONS, type GenerationStats, type ObjectHeap } from '../objects/index.ts';
import type { Deducer } from './deducer.ts';
import { deleteGarbage } from './delete-garbage.ts';
import { finalizeGarbage } from './finalize-garbage.ts';
import { gcListMerge } from './gc-list.ts';
import { handleResurrectedObjects } from './handle-resurrected-objects.ts';
import { handleWeakrefs } from './handle-weakrefs.ts';
import { untrackDicts, untrackTuples } from './untrack.ts';

/** What a collection works with. */
interface Collector {
  readonly heap: ObjectHeap;
  /** The list that DEBUG_SAVEALL fills. */
  readonly garbage: Address;
  readonly deducer: Deducer;
  /** A listener is to be shown all phases, those too that have nothing to do. */
  readonly shown: boolean;
}

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
 * Differs from CPython: a phase that has nothing to do is left out, unless a listener is to be shown all of them.
 * Without weak references that is 4, without finalizers 5; and if neither callbacks nor finalizers ran, 6 would see
 * what 2 saw. Lists are not walked over to be counted. If nobody can look on, `flat-release.ts` does 4 to 7 at once.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `gc_collect_main`.
 */
export function gcCollectMain(collector: Collector, generation: number): number {
  const { heap, deducer } = collector;
  const { memory, gc } = heap;
  const { counts, heads } = gc;
  if (generation + 1 < GENERATIONS) counts[generation + 1] = (counts[generation + 1] as number) + 1;
  counts.fill(0, 0, generation + 1);

  const young = heads[generation] as Address;
  for (let younger = 0; younger < generation; younger += 1) gcListMerge(memory, heads[younger] as Address, young);
  const old = generation + 1 < GENERATIONS ? (heads[generation + 1] as Address) : young;

  const survivors = deducer.deduce(young, gc.unreachable);
  let stay = survivors.count - untrackTuples(heap, survivors.tuples);
  if (young !== old) {
    if (generation === GENERATIONS - 2) gc.longLivedPending += stay;
    gcListMerge(memory, young, old);
  } else {
    stay -= untrackDicts(heap, survivors.dicts);
    gc.longLivedPending = 0;
    gc.longLivedTotal = stay;
  }

  const collected = deducer.release() ?? tearDown(collector, old);
  const stats = gc.stats[generation] as GenerationStats;
  stats.collections += 1;
  stats.collected += collected;
  return collected;
}

/** Steps 4 to 7, where Python code may run or somebody listens. Returns how many objects are garbage in the end. */
function tearDown({ heap, garbage, deducer, shown }: Collector, old: Address): number {
  const { memory, calls } = heap;
  const { unreachable, finalUnreachable } = heap.gc;
  const { count, finalizers, weakrefs } = deducer.settle(unreachable);
  let collected = weakrefs ? handleWeakrefs(heap, unreachable, old) : 0;
  if (finalizers || shown) finalizeGarbage(heap, unreachable);
  if (heap.calls > calls || shown) {
    collected += handleResurrectedObjects(heap, deducer, unreachable, finalUnreachable, old);
  } else {
    gcListMerge(memory, unreachable, finalUnreachable); // no code ran: a second look would see the same
    collected += count;
  }
  deleteGarbage(heap, finalUnreachable, old, garbage);
  return collected;
}
