import { type GcState, GENERATIONS } from '../objects/index.ts';

/**
 * The generation that is to be collected now: the oldest one whose count exceeds its threshold, or none.
 *
 * The oldest generation of all waits until a quarter of it is new: otherwise a program that builds a large structure
 * would walk over all of it every 70 000 allocations, which is quadratic. With the quarter the cost per object is
 * constant.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `gc_collect_generations`.
 */
export function dueGeneration(gc: GcState): number | null {
  for (let generation = GENERATIONS - 1; generation >= 0; generation -= 1) {
    if ((gc.counts[generation] as number) <= (gc.thresholds[generation] as number)) continue;
    if (generation === GENERATIONS - 1 && gc.longLivedPending < Math.floor(gc.longLivedTotal / 4)) continue;
    return generation;
  }
  return null;
}
