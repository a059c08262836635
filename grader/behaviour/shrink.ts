import type { Json } from '../../exercises/kit/json.ts';
import type { Scenario } from '../../exercises/kit/scenario.ts';
import type { Solution } from '../../solutions/solution.ts';
import { type Expectation, expect } from './expectations.ts';
import type { Explained } from './judge-attempt.ts';
import type { Counterexample, Ran } from './run-behaviour.ts';

/** Processes that shortening one scenario may start. */
const MAX_ROUNDS = 24;
/** Candidates in one process. */
const MAX_CANDIDATES = 64;

/**
 * The shortest scenario found that still differs from the reference: delta debugging over steps, all candidates of a
 * round in one process. A candidate that the reference itself cannot follow is none. One that fails in company only,
 * because the module remembers earlier scenarios, is none either: then `failing` is given back.
 */
export async function shrink(
  solution: Solution,
  failing: Counterexample,
  run: (candidates: readonly Expectation[], explained: Explained) => Promise<Ran>,
): Promise<Counterexample> {
  let best: Failure = failing;
  let chunk = best.scenario.steps.length;
  for (let round = 0; round < MAX_ROUNDS && chunk >= 1; round += 1) {
    const candidates = candidatesOf(solution, best.scenario, round === 0 ? 0 : chunk);
    const ran = candidates.length === 0 ? null : await run(candidates, 'none');
    const found = ran?.kind === 'ran' ? shortestFailure(ran) : undefined;
    if (found !== undefined) {
      best = found;
      chunk = Math.min(chunk, best.scenario.steps.length);
    } else if (round > 0) {
      if (chunk === 1) break;
      chunk = Math.floor(chunk / 2);
    }
  }
  const alone = await run([expect(solution, best.scenario)], 'all');
  const confirmed = alone.kind === 'ran' ? shortestFailure(alone) : undefined;
  return confirmed === undefined ? failing : { concept: failing.concept, ...confirmed };
}

type Failure = Pick<Counterexample, 'scenario' | 'explanation'>;

/** The scenario cut off where it first differs is tried first (`chunk` 0); then without each run of `chunk` steps. */
function candidatesOf(solution: Solution, scenario: Scenario, chunk: number): readonly Expectation[] {
  const { steps } = scenario;
  const shorter: (readonly Json[])[] = chunk === 0 ? [steps] : [];
  for (let start = 0; chunk > 0 && start < steps.length && shorter.length < MAX_CANDIDATES; start += chunk) {
    shorter.push([...steps.slice(0, start), ...steps.slice(start + chunk)]);
  }
  return shorter.flatMap((kept) => {
    try {
      return kept.length === 0 ? [] : [expect(solution, { ...scenario, steps: kept })];
    } catch {
      return [];
    }
  });
}

/** What follows the first difference belongs to no counterexample. */
function shortestFailure({ results }: Extract<Ran, { readonly kind: 'ran' }>): Failure | undefined {
  let best: Failure | undefined;
  for (const [{ scenario }, result] of results) {
    if (result.kind !== 'differs') continue;
    const steps = scenario.steps.slice(0, result.step + 1);
    if (best !== undefined && best.scenario.steps.length <= steps.length) continue;
    best = { scenario: { ...scenario, steps }, explanation: result.explanation };
  }
  return best;
}
