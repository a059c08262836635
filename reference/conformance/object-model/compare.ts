import { isDeepStrictEqual } from 'node:util';
import type { RecordedOutcome, RecordedScenario, RecordedStep } from './recording.ts';
import { replayStep } from './replay.ts';
import { MalformedScenario, Session } from './session.ts';

/** The first step of a scenario at which the reference did not do what CPython did. */
export interface StepDifference {
  readonly scenario: string;
  /** Index of the step. */
  readonly step: number;
  readonly op: string;
  readonly expected: RecordedOutcome;
  readonly actual: RecordedOutcome;
}

/** Replays a scenario in a world of its own, and compares result or error, cause, and events of every step. */
export function compareScenario({ name, steps }: RecordedScenario): StepDifference | null {
  const session = new Session();
  for (const [step, recorded] of steps.entries()) {
    const expected = normalise(expectationOf(recorded, step));
    const actual = normalise(replayed(session, recorded, step));
    if (!isDeepStrictEqual(actual, expected)) return { scenario: name, step, op: recorded.op, expected, actual };
  }
  return null;
}

const PARTS: readonly string[] = ['error', 'result', 'log'];

/** @throws {MalformedScenario} for a step that expects nothing, or something that there is not. */
function expectationOf({ expect }: Partial<RecordedStep>, step: number): RecordedOutcome {
  if (typeof expect !== 'object' || expect === null)
    throw new MalformedScenario(`step ${step + 1}: there is no expect, which says what CPython did`);
  const unknown = Object.keys(expect).find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new MalformedScenario(`step ${step + 1}, expect: no part ${unknown}`);
  return expect;
}

/** @throws {MalformedScenario} which names the step. */
function replayed(session: Session, recorded: RecordedStep, step: number): RecordedOutcome {
  try {
    return replayStep(session, withoutExpectation(recorded));
  } catch (error) {
    if (error instanceof MalformedScenario) throw new MalformedScenario(`step ${step + 1}: ${error.message}`);
    throw error;
  }
}

/** Without an error there is a result, `null` if absent; and there are events, none if absent. */
function normalise({ error, result = null, log = [] }: RecordedOutcome): RecordedOutcome {
  return error === undefined ? { result, log } : { error, log };
}

/** What the reference sees of a step: not what it must do. */
function withoutExpectation({ expect: _, ...step }: RecordedStep): RecordedStep {
  return { ...step, expect: {} } as RecordedStep;
}
