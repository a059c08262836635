import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { endsScenario, observe, performing } from './driver.ts';
import { endsWithin } from './ends-within.ts';
import type { Exercise } from './exercise.ts';
import { explain } from './explain.ts';
import type { BehaviourCheck } from './manifest.ts';
import { refusedImport } from './refused-import.ts';
import { firstDifference, type Observation, type PublicScenario } from './scenario.ts';

/** A scenario that did not go as expected. The message is the explanation, for people. */
class ScenarioFailure extends Error {
  override readonly name = 'ScenarioFailure';
}

/**
 * Declares one Vitest test per public scenario, grouped by the manifest's behaviour checks.
 *
 * @throws {Error} where the student's file imports what it may not: it would not load when it is graded.
 */
export function checkScenarios(exercise: Exercise, student: unknown): void {
  const { manifest, scenarios } = exercise;
  const source = readFileSync(new URL(`../${manifest.id}/${manifest.file}`, import.meta.url), 'utf8');
  const refused = refusedImport(source, manifest);
  if (refused !== undefined) throw new Error(refused);
  const options = { timeout: manifest.limits.wallMs };
  let foundLoop = false;
  describe(`${manifest.id.slice(0, 2)} ${manifest.title}`, () => {
    for (const check of manifest.behaviour.filter(({ visibility }) => visibility === 'public')) {
      describe(check.title, () => {
        for (const scenario of scenarios.filter(({ concept }) => concept === check.id)) {
          it(scenario.title, options, ({ skip }) => {
            // Others would run into the same loop, and each for as long.
            if (foundLoop) skip('waits for a loop that does not end');
            const replayed = replayInTime(exercise, student, scenario);
            foundLoop = replayed.ended !== undefined;
            checkScenario(exercise, check, scenario, replayed, skip);
          });
        }
      });
    }
  });
}

/** What a scenario came to. */
interface Replayed {
  readonly actual: readonly Observation[];
  /** Of what the first step that differs threw, if it threw. */
  readonly stack: string | undefined;
  /** Why the step behind those observed was not: it did not end. */
  readonly ended?: string;
}

/** Replays a scenario up to its end, or to a loop that does not end. */
export function replayInTime({ driver, manifest }: Exercise, student: unknown, scenario: PublicScenario): Replayed {
  const missing = manifest.exports.find((name) => (student as Readonly<Record<string, unknown>>)[name] === undefined);
  if (missing !== undefined) throw new ScenarioFailure(`${manifest.file} does not export ${missing}.`);
  const actual: Observation[] = [];
  const stacks: (string | undefined)[] = [];
  const perform = performing(driver, student);
  // Half of what the whole file has, so that what was found can be told.
  const ms = manifest.limits.wallMs / 2;
  const inTime = endsWithin(ms, () => {
    for (const [index, step] of scenario.steps.entries()) {
      const observation = observe(perform, step, (thrown) => {
        if (thrown instanceof Error) stacks[index] = thrown.stack;
        return undefined;
      });
      actual.push(observation);
      if (endsScenario(observation)) break;
    }
  });
  const stack = stacks[firstDifference(scenario.expect, actual)];
  if (inTime) return { actual, stack };
  return { actual, stack, ended: `nothing: a loop that does not end was stopped after ${ms / 1000} s` };
}

/** A scenario that ends in `NotImplemented` is skipped: it is to do, not wrong. */
function checkScenario(
  { driver }: Exercise,
  check: BehaviourCheck,
  scenario: PublicScenario,
  { actual, stack, ended }: Replayed,
  skip: (note: string) => never,
): void {
  const todo = actual.find((observation) => observation.kind === 'todo');
  if (todo !== undefined) skip(todo.what);
  if (firstDifference(scenario.expect, actual) === -1) return;
  const failure = new ScenarioFailure(explain(driver, scenario, scenario.expect, actual, ended));
  failure.stack = `${failure.name}: ${check.id}\n${framesOf(stack)}`;
  throw failure;
}

/** The frames of what the step that differs threw lead to the place; where it threw nothing there is no place. */
function framesOf(stack: string | undefined): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
