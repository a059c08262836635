import { replay } from '../../exercises/kit/driver.ts';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import type { Expected, Scenario } from '../../exercises/kit/scenario.ts';
import { Random } from '../../solutions/random.ts';
import type { Solution } from '../../solutions/solution.ts';
import { LINE } from '../sandbox/job.ts';
import { encode } from '../sandbox/wire.ts';

/** A scenario and what the reference does in it. */
export interface Expectation {
  readonly scenario: Scenario;
  /** Public scenarios are the exercise's own; private ones were generated from the seed. */
  readonly visibility: 'public' | 'private';
  readonly expected: readonly Expected[];
  /** The steps as they are sent, by `encode`. */
  readonly sent: string;
  /** For each step, the line that right work answers with. */
  readonly lines: readonly string[];
}

/** The reference did what no reference may: an author's mistake. */
export class OracleError extends Error {
  override readonly name = 'OracleError';
}

const known = new WeakMap<Solution, Map<number, readonly Expectation[]>>();

/**
 * All scenarios of an exercise, the public ones first, each in the order of the manifest's concepts. Made once for a seed,
 * in the trusted process: every submission of a batch is held to the same.
 *
 * @throws {OracleError} if the reference does not answer every step.
 */
export function expectationsOf(solution: Solution, seed: number): readonly Expectation[] {
  const bySeed = known.get(solution) ?? new Map<number, readonly Expectation[]>();
  known.set(solution, bySeed);
  const made =
    bySeed.get(seed) ??
    scenariosOf(solution, seed).map(({ scenario, visibility }) => expect(solution, scenario, visibility));
  bySeed.set(seed, made);
  return made;
}

/** What the reference does in one scenario. @throws {OracleError} if it does not answer every step. */
export function expect(
  solution: Solution,
  scenario: Scenario,
  visibility: Expectation['visibility'] = 'private',
): Expectation {
  const { driver, manifest } = solution.exercise;
  const observed = replay(driver, solution.oracle, scenario);
  const expected = observed.map((observation, step): Expected => {
    if (observation.kind === 'value') return observation;
    if (observation.kind === 'error') return { kind: 'error', error: observation.error };
    const what = observation.kind === 'todo' ? observation.what : observation.message;
    throw new OracleError(`${manifest.id}: the reference ends ${scenario.id} at step ${step + 1}: ${what}`);
  });
  return { scenario, visibility, expected, sent: encode(scenario.steps), lines: expected.map(lineOf) };
}

function lineOf(expected: Expected): string {
  return expected.kind === 'value' ? LINE.value + encode(expected.value) : LINE.error + encode(expected.error);
}

/**
 * All public scenarios, then all private ones: what student code says in a public one is shown, and must not be what it
 * saw in a private one. Public concepts too are judged on generated ones: variations of the public scenarios, so that a
 * table of what those expect earns nothing.
 */
function scenariosOf(
  { exercise, generate }: Solution,
  seed: number,
): readonly Pick<Expectation, 'scenario' | 'visibility'>[] {
  const { manifest, scenarios } = exercise;
  const shown = manifest.behaviour.flatMap(({ id }) => scenarios.filter(({ concept }) => concept === id));
  const hidden = manifest.behaviour.flatMap(({ id }) => generate(id, new Random(seedFor(manifest, id, seed))));
  return [
    ...shown.map((scenario) => ({ scenario, visibility: 'public' as const })),
    ...hidden.map((scenario) => ({ scenario, visibility: 'private' as const })),
  ];
}

/** Each concept has a sequence of its own: one more scenario in one of them changes no other. FNV-1a. */
function seedFor({ id }: Manifest, concept: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of `${id}/${concept}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash | 0;
}
