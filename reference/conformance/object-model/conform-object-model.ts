import type { ConformResult, RecordingFile } from '../result.ts';
import { compareScenario, type StepDifference } from './compare.ts';
import {
  type ObjectModelRecording,
  parseObjectModelRecording,
  type RecordedScenario,
  RecordingError,
} from './recording.ts';
import { MalformedScenario } from './session.ts';

/**
 * Holds a recording in the format `object-model/1` against the reference: of every step its result or error, the
 * error's cause, and the events. One result if all scenarios conform, else one for each that does not: its first step
 * that differs. Whatever is in the file comes out as a value.
 */
export function conformObjectModel({ path, text }: Pick<RecordingFile, 'path' | 'text'>): readonly ConformResult[] {
  const recording = parse(text);
  if (recording instanceof RecordingError) return [{ kind: 'malformed', path, line: 1, reason: recording.message }];
  const { python, scenarios } = recording;
  const lineOf = linesOf(text, scenarios);
  const results: ConformResult[] = [];
  for (const [at, scenario] of scenarios.entries()) {
    const line = lineOf[at] ?? 1;
    try {
      const difference = compareScenario(scenario);
      if (difference !== null) results.push({ kind: 'differs', path, line, ...inWords(difference) });
    } catch (error) {
      if (!(error instanceof MalformedScenario)) throw error;
      results.push({ kind: 'malformed', path, line, reason: `scenario ${scenario.name}: ${error.message}` });
    }
  }
  if (results.length > 0) return results;
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  return [{ kind: 'conforms', path, what: `CPython ${python}, ${scenarios.length} scenarios, ${steps} steps` }];
}

function parse(text: string): ObjectModelRecording | RecordingError {
  try {
    return parseObjectModelRecording(text);
  } catch (error) {
    if (error instanceof RecordingError) return error;
    throw error;
  }
}

function inWords({ scenario, step, op, expected, actual }: StepDifference) {
  return {
    step: `scenario ${scenario}, step ${step + 1}, \`${op}\``,
    expected: JSON.stringify(expected),
    actual: JSON.stringify(actual),
  };
}

/** The line on which each scenario begins, by its name: recordings have one scenario a line. */
function linesOf(text: string, scenarios: readonly RecordedScenario[]): readonly number[] {
  let [line, from] = [1, 0];
  return scenarios.map(({ name }) => {
    const found = text.indexOf(JSON.stringify(name), from);
    if (found < 0) return line;
    for (let at = text.indexOf('\n', from); at >= 0 && at < found; at = text.indexOf('\n', at + 1)) line += 1;
    from = found;
    return line;
  });
}
