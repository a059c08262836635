import type { PublicScenario } from '../kit/scenario.ts';
import type { Step } from './steps.ts';

/** A step and what CPython's allocator did: the recorded outcome, or the recorded lines for `pools`. */
export type RecordedStep = readonly [step: Step, outcome: string | readonly string[]];

/** The number in `id` is that of the recording; the steps are its beginning or all of it. */
export function recorded(
  id: string,
  concept: string,
  title: string,
  steps: readonly RecordedStep[],
): PublicScenario<Step> {
  return {
    id,
    concept,
    title,
    steps: steps.map(([step]) => step),
    expect: steps.map(([, value]) => ({ kind: 'value', value })),
  };
}
