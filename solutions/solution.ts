import type { Exercise } from '../exercises/kit/exercise.ts';
import type { Json } from '../exercises/kit/json.ts';
import type { Scenario } from '../exercises/kit/scenario.ts';
import type { Random } from './random.ts';

/** What an instructor keeps of one exercise. Each `solutions/<id>/index.ts` exports one as `solution`. */
export interface Solution<Module = unknown, Step extends Json = Json> {
  readonly exercise: Exercise;
  /** The reference, in the shape of the exercise's contract. What it does is what is expected. */
  readonly oracle: Module;
  /**
   * Hidden scenarios of one concept (the id of a behaviour check), the same for the same seed: for a private check what
   * it is judged by, for a public one variations of its public scenarios, which no table can answer.
   */
  generate(concept: string, random: Random): readonly Scenario<Step>[];
}

/** Forgets the module's and the steps' types, as `defineExercise` does and for the same reason. */
export function defineSolution<Module, Step extends Json>(solution: Solution<Module, Step>): Solution {
  return solution as unknown as Solution;
}
