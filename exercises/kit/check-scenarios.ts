import { describe, it } from 'vitest';
import { replay } from './driver.ts';
import type { Exercise } from './exercise.ts';
import { explain } from './explain.ts';
import type { BehaviourCheck } from './manifest.ts';
import { firstDifference, type PublicScenario } from './scenario.ts';

/** A scenario that did not go as expected. The message is the explanation, for people. */
class ScenarioFailure extends Error {
  override readonly name = 'ScenarioFailure';
}

/** Declares one Vitest test per public scenario, grouped by the manifest's behaviour checks. */
export function checkScenarios(exercise: Exercise, student: unknown): void {
  const { manifest, scenarios } = exercise;
  describe(`${manifest.id.slice(0, 2)} ${manifest.title}`, () => {
    for (const check of manifest.behaviour.filter(({ visibility }) => visibility === 'public')) {
      describe(check.title, () => {
        for (const scenario of scenarios.filter(({ concept }) => concept === check.id)) {
          it(scenario.title, (context) => checkScenario(exercise, check, scenario, student, context.skip));
        }
      });
    }
  });
}

/** A scenario that ends in `NotImplemented` is skipped: it is to do, not wrong. */
function checkScenario(
  { driver, manifest }: Exercise,
  check: BehaviourCheck,
  scenario: PublicScenario,
  student: unknown,
  skip: (note: string) => never,
): void {
  const missing = manifest.exports.find((name) => (student as Readonly<Record<string, unknown>>)[name] === undefined);
  if (missing !== undefined) throw new ScenarioFailure(`${manifest.file} does not export ${missing}.`);
  let thrownStack: string | undefined;
  const actual = replay(driver, student, scenario, (thrown) => {
    if (thrown instanceof Error) thrownStack = thrown.stack;
    return undefined;
  });
  const todo = actual.find((observation) => observation.kind === 'todo');
  if (todo !== undefined) skip(todo.what);
  if (firstDifference(scenario.expect, actual) === -1) return;
  const failure = new ScenarioFailure(explain(driver, scenario, scenario.expect, actual));
  failure.stack = `${failure.name}: ${check.id}\n${framesOf(thrownStack)}`;
  throw failure;
}

/** The frames of the exception that the student's code threw lead to the place; without one there is no place. */
function framesOf(stack: string | undefined): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
