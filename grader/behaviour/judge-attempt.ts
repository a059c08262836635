import type { Driver } from '../../exercises/kit/driver.ts';
import { explain } from '../../exercises/kit/explain.ts';
import { firstDifference, type Observation, type Place } from '../../exercises/kit/scenario.ts';
import type { ScenarioResult, StopReason } from '../core/evidence.ts';
import type { Expectation } from './expectations.ts';
import { observationFrom, type RawAttempt } from './read-lines.ts';

/** From a place in the compiled code to the student's own. */
export type MapPlace = (place: Place) => Place | undefined;

/** Holds one attempt against what the reference does. `stopped`: why the process ended, if it ended in this attempt. */
export function judgeAttempt(
  driver: Driver<unknown>,
  expectation: Expectation,
  attempt: RawAttempt,
  stopped: StopReason | null,
  mapPlace: MapPlace,
): ScenarioResult {
  const { expected, lines, scenario } = expectation;
  if (attempt.lines.length === lines.length && attempt.lines.every((line, index) => line === lines[index])) {
    return { kind: 'agrees' };
  }
  const actual = observationsOf(attempt, lines.length, mapPlace);
  const step = firstDifference(expected, actual);
  const wanted = expected[step];
  if (wanted === undefined) return { kind: 'agrees' };
  const seen = actual[step];
  if (seen === undefined && !attempt.ended) {
    const reason = stopped ?? 'exit';
    return { kind: 'stopped', step, reason, explanation: explainStop(driver, expectation, step, reason) };
  }
  if (seen?.kind === 'todo') return { kind: 'todo', what: seen.what };
  const at = seen !== undefined && 'at' in seen ? seen.at : undefined;
  return {
    kind: 'differs',
    step,
    expected: wanted,
    actual: seen ?? null,
    explanation: guarded(scenario.title, () => explain(driver, scenario, expected, actual)),
    ...(at === undefined ? {} : { at }),
  };
}

/** At most one for each step that was asked for. */
export function observationsOf(attempt: RawAttempt, steps: number, mapPlace: MapPlace): readonly Observation[] {
  return attempt.lines.slice(0, steps).map((line, index) => {
    const place = attempt.places.get(index);
    return observationFrom(line, place === undefined ? undefined : mapPlace(place));
  });
}

const HOW_IT_STOPPED: Readonly<Record<StopReason, string>> = {
  time: 'does not end within the time limit',
  memory: 'uses up the memory there is',
  output: 'gives more data than its limit allows',
  exit: 'ends the process',
};

/** Steps shown before the one that did not end. */
const STEPS_SHOWN = 20;

function explainStop(driver: Driver<unknown>, { scenario }: Expectation, step: number, reason: StopReason): string {
  const { title, steps } = scenario;
  return guarded(title, () => {
    const at = steps[step];
    const told = at === undefined ? '' : `, ${driver.describeStep(at)}`;
    const from = Math.max(0, step - STEPS_SHOWN);
    return [
      `${title}. Step ${step + 1}${told}: ${HOW_IT_STOPPED[reason]}.`,
      '',
      ...(from > 0 ? [`  … ${from} earlier step${from === 1 ? '' : 's'}`] : []),
      ...steps.slice(from, step + 1).map((each, index) => {
        const number = from + index;
        return `${number === step ? '→' : ' '} ${number + 1}  ${driver.describeStep(each)}`;
      }),
    ].join('\n');
  });
}

/** Text of ours about data of theirs: whatever it holds, there is an explanation, of bounded length and without controls. */
function guarded(title: string, tell: () => string): string {
  let text: string;
  try {
    text = tell();
  } catch {
    text = `${title}: the answer differs, and is not of a shape that can be shown.`;
  }
  const clipped = text.length > MAX_EXPLANATION ? `${text.slice(0, MAX_EXPLANATION)}…` : text;
  return clipped.replace(CONTROLS, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

const MAX_EXPLANATION = 16_000;
/** Control characters other than a line break, and those that change the direction of text. */
const CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f](?<!\n)/gu;
