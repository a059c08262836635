import { PythonError } from '../../../exercises/kit/errors.ts';
import '../../object-model/machine.ts';
import { encode } from './encode.ts';
import type { RecordedOutcome, RecordedScenario, RecordedStep } from './recording.ts';
import { MalformedScenario, Session } from './session.ts';
import { OPERATIONS } from './steps.ts';

/** Runs a scenario on the reference, in a world of its own: what each step did. */
export function replay(scenario: RecordedScenario): readonly RecordedOutcome[] {
  const session = new Session();
  return scenario.steps.map((step) => replayStep(session, step));
}

/** @throws {MalformedScenario} if it is no step of the format. */
export function replayStep(session: Session, step: RecordedStep): RecordedOutcome {
  const operation = OPERATIONS[step.op];
  if (operation === undefined) throw new MalformedScenario(`operation '${step.op}'`);
  session.events = [];
  try {
    const result = encode(session, operation(session, step));
    return { result, log: session.events };
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return { error: describeError(error), log: session.events };
  }
}

function describeError(error: PythonError): NonNullable<RecordedOutcome['error']> {
  const { type, message, cause } = error;
  if (!(cause instanceof PythonError)) return { type, message };
  return { type, message, cause: { type: cause.type, message: cause.message } };
}
