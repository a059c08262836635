import type { Address } from '../../../exercises/kit/memory.ts';
import type { ObjectHeap } from '../objects/index.ts';
import type { Violation } from '../obmalloc/index.ts';
import type { ObjectInvariant } from './invariant.ts';
import { LIST_INVARIANTS } from './list-invariants.ts';
import { OBJECT_INVARIANTS } from './object-invariants.ts';
import { surveyObjects } from './object-survey.ts';

/** All that is true of the objects of a heap between two operations, outside of a collection and of a release. */
export const INVARIANTS: readonly ObjectInvariant[] = [...LIST_INVARIANTS, ...OBJECT_INVARIANTS];

/**
 * Every violation of every invariant. Empty when all hold. Reads all objects and changes nothing.
 *
 * `roots`: the objects that are referred to from outside, one for each reference.
 */
export function checkObjects(heap: ObjectHeap, roots: Iterable<Address>): readonly Violation[] {
  const survey = surveyObjects(heap, roots);
  return INVARIANTS.flatMap(({ sentence, formula, check }) =>
    Array.from(check(survey), (breach) => ({ sentence, formula, ...breach })),
  );
}
