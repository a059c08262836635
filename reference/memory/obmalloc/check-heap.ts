import { ARENA_INVARIANTS } from './arena-invariants.ts';
import type { Heap } from './heap.ts';
import { type HeapSurvey, surveyHeap } from './heap-survey.ts';
import type { Invariant, Violation } from './invariant.ts';
import { POOL_INVARIANTS } from './pool-invariants.ts';
import { USABLE_ARENAS_INVARIANTS } from './usable-arenas-invariants.ts';
import { USEDPOOLS_INVARIANTS } from './usedpools-invariants.ts';

/** All that is true of a heap between two calls, from the small to the large. */
export const INVARIANTS: readonly Invariant[] = [
  ...POOL_INVARIANTS,
  ...USEDPOOLS_INVARIANTS,
  ...ARENA_INVARIANTS,
  ...USABLE_ARENAS_INVARIANTS,
];

/** Every violation of every invariant. Empty when all hold. Reads the whole heap and changes nothing. */
export function checkHeap(heap: Heap): readonly Violation[] {
  const survey = surveyHeap(heap);
  return INVARIANTS.flatMap((invariant) => checkInvariant(invariant, survey));
}

/** The violations of one invariant. */
export function checkInvariant(invariant: Invariant, survey: HeapSurvey): readonly Violation[] {
  const { sentence, formula } = invariant;
  return Array.from(invariant.check(survey), (breach) => ({ sentence, formula, ...breach }));
}
