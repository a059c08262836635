import type { Driver } from '../../exercises/kit/driver.ts';
import { explain } from '../../exercises/kit/explain.ts';
import { firstDifference, type Observation, type Place } from '../../exercises/kit/scenario.ts';
import type { ScenarioResult, StopReason } from '../core/evidence.ts';
import type { Expectation } from './expectations.ts';
import { observationFrom, type RawAttempt } from './read-lines.ts';

/** From a place in the compiled code to the student's own. */
export type MapPlace = (place: Place) => Place | undefined;

/** How a process was stopped, and at which step of the attempt that was under way. */
export interface Stop {
  readonly reason: StopReason;
  readonly step: number;
}

/** Which scenarios are explained: an explanation with its picture takes longer than all that is compared. */
export type Explained = 'all' | 'public' | 'none';

/** Holds attempts against what the reference does. Other explanations than those asked for are empty. */
export class AttemptJudge {
  readonly #driver: Driver<unknown>;
  readonly #mapPlace: MapPlace;
  readonly #explained: Explained;

  constructor(driver: Driver<unknown>, mapPlace: MapPlace, explained: Explained) {
    this.#driver = driver;
    this.#mapPlace = mapPlace;
    this.#explained = explained;
  }

  /** `stop`: how the process was stopped, if it was. */
  judge(expectation: Expectation, attempt: RawAttempt, stop: Stop | null): ScenarioResult {
    const { expected, lines } = expectation;
    if (attempt.lines.length === lines.length && attempt.lines.every((line, index) => line === lines[index])) {
      return { kind: 'agrees' };
    }
    const actual = this.#observationsOf(attempt, expectation);
    const step = firstDifference(expected, actual);
    const wanted = expected[step];
    if (wanted === undefined) return { kind: 'agrees' };
    const seen = actual[step];
    if (seen === undefined && !attempt.ended) {
      const reason = stop?.reason ?? 'exit';
      const reached = Math.min(Math.max(step, stop?.step ?? 0), expected.length - 1);
      return { kind: 'stopped', step: reached, reason, explanation: this.#explainStop(expectation, reached, reason) };
    }
    if (seen?.kind === 'todo') return { kind: 'todo', what: seen.what };
    const at = seen !== undefined && 'at' in seen ? seen.at : undefined;
    const explanation = this.#tell(expectation, ({ scenario }) => explain(this.#driver, scenario, expected, actual));
    return { kind: 'differs', step, expected: wanted, actual: seen ?? null, explanation, ...(at && { at }) };
  }

  /** At most one for each step that was asked for. A line as it should be needs no reading. */
  #observationsOf(attempt: RawAttempt, { lines, expected }: Expectation): readonly Observation[] {
    return attempt.lines.slice(0, lines.length).map((line, index) => {
      const wanted = expected[index];
      if (wanted !== undefined && line === lines[index]) return wanted;
      const place = attempt.places.get(index);
      return observationFrom(line, place === undefined ? undefined : this.#mapPlace(place));
    });
  }

  #explainStop(expectation: Expectation, step: number, reason: StopReason): string {
    return this.#tell(expectation, ({ scenario: { title, steps } }) => {
      const from = Math.max(0, step - STEPS_SHOWN);
      const told = steps.slice(from, step + 1).map((each) => this.#driver.describeStep(each));
      return [
        `${title}. Step ${step + 1}, ${told.at(-1)}: ${HOW_IT_STOPPED[reason]}.`,
        '',
        ...(from > 0 ? [`  … ${from} earlier step${from === 1 ? '' : 's'}`] : []),
        ...told.map((text, index) => `${from + index === step ? '→' : ' '} ${from + index + 1}  ${text}`),
      ].join('\n');
    });
  }

  /** Text of ours about data of theirs: whatever it holds, the text is there, of bounded length and without controls. */
  #tell(expectation: Expectation, tell: (expectation: Expectation) => string): string {
    if (this.#explained !== 'all' && this.#explained !== expectation.visibility) return '';
    let text: string;
    try {
      text = tell(expectation);
    } catch {
      text = `${expectation.scenario.title}: the answer differs, and is not of a shape that can be shown.`;
    }
    const clipped = text.length > MAX_EXPLANATION ? `${text.slice(0, MAX_EXPLANATION)}…` : text;
    return clipped.replace(CONTROLS, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  }
}

const HOW_IT_STOPPED: Readonly<Record<StopReason, string>> = {
  time: 'does not end within the time limit',
  memory: 'uses up the memory there is',
  output: 'gives more data than its limit allows',
  exit: 'ends the process',
};

/** Steps shown before the one that did not end. */
const STEPS_SHOWN = 20;

const MAX_EXPLANATION = 16_000;
/** Control characters other than a line break, and those that change the direction of text. */
const CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f](?<!\n)/gu;
