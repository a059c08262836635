import { PythonError } from '../../../exercises/kit/errors.ts';
import '../../object-model/machine.ts';
import { encode } from './encode.ts';
import type { RecordedOutcome, RecordedStep } from './recording.ts';
import { MalformedScenario, type Session } from './session.ts';
import { OPERATIONS } from './steps.ts';

/**
 * Performs a step on the reference: its result or error, and the events. An error of the host's own, a stack that is
 * full say, comes out as an error too, of a type that Python does not have.
 *
 * @throws {MalformedScenario} if it is no step of the format.
 */
export function replayStep(session: Session, step: RecordedStep): RecordedOutcome {
  const operation = OPERATIONS[step.op];
  if (operation === undefined) throw new MalformedScenario(`operation '${step.op}'`);
  session.events = [];
  try {
    const result = encode(session, operation(session, step));
    return { result, log: session.events };
  } catch (error) {
    if (error instanceof MalformedScenario || !(error instanceof Error)) throw error;
    return { error: describeError(error), log: session.events };
  }
}

function describeError(error: Error): NonNullable<RecordedOutcome['error']> {
  if (!(error instanceof PythonError)) return { type: `host's ${error.name}`, message: error.message };
  const { type, message, cause } = error;
  if (!(cause instanceof PythonError)) return { type, message };
  return { type, message, cause: { type: cause.type, message: cause.message } };
}
