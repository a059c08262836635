import type { Driver } from './driver.ts';
import type { Json } from './json.ts';
import { type ErrorView, type Expected, firstDifference, type Observation, type Scenario } from './scenario.ts';

/** Steps shown before the one that differs. */
const STEPS_SHOWN = 20;
/** Characters shown of one value or message. */
const TEXT_SHOWN = 2_000;

/**
 * Why a scenario failed, for people: several lines, monospaced. The first line is the whole story in short, then
 * the steps up to the first difference, expected and actual in the exercise's own terms, and the driver's picture.
 * `actual` may be hostile: it is data of the right shape, with any content. `ended` is shown for a step that was not
 * observed.
 */
export function explain<Module, Step extends Json>(
  driver: Driver<Module, Step>,
  scenario: Scenario<Step>,
  expected: readonly Expected[],
  actual: readonly Observation[],
  ended = 'nothing: the scenario ended before this step',
): string {
  const index = firstDifference(expected, actual);
  const step = scenario.steps[index];
  const wanted = expected[index];
  if (step === undefined || wanted === undefined) return `${scenario.title}: no difference.`;
  const observed = actual[index];
  const show = (what: Expected | Observation) => showOutcome(driver, step, what);
  const seen = observed === undefined ? ended : show(observed);
  return [
    `${scenario.title}. At step ${index + 1}, ${driver.describeStep(step)}: expected ${oneLine(show(wanted))}, actual ${oneLine(seen)}`,
    '',
    ...listSteps(driver, scenario.steps.slice(0, index + 1)),
    '',
    ...labelled('expected', show(wanted)),
    ...labelled('actual', seen),
    ...picture(driver, scenario.steps.slice(0, index + 1), expected.slice(0, index + 1), actual.slice(0, index + 1)),
  ].join('\n');
}

function listSteps<Module, Step extends Json>(driver: Driver<Module, Step>, steps: readonly Step[]): readonly string[] {
  const hidden = Math.max(0, steps.length - STEPS_SHOWN);
  const width = String(steps.length).length;
  const lines = steps.slice(hidden).map((step, index) => {
    const number = hidden + index + 1;
    return `${number === steps.length ? '→' : ' '} ${String(number).padStart(width)}  ${driver.describeStep(step)}`;
  });
  return hidden === 0 ? lines : [`  … ${hidden} earlier step${hidden === 1 ? '' : 's'}`, ...lines];
}

function showOutcome<Module, Step extends Json>(
  driver: Driver<Module, Step>,
  step: Step,
  what: Expected | Observation,
): string {
  switch (what.kind) {
    case 'value':
      return clip(showValue(driver, step, what.value));
    case 'error':
      return clip(showError(what.error));
    case 'todo':
      return clip(what.what);
    case 'crash':
      return clip(`ends in a JavaScript exception: ${what.message}`);
    default:
      return what satisfies never;
  }
}

/** A driver shows its own values well; what a hostile module gave may be anything, and is shown as JSON. */
function showValue<Module, Step extends Json>(driver: Driver<Module, Step>, step: Step, value: Json): string {
  try {
    return driver.showValue(value, step);
  } catch {
    return JSON.stringify(value);
  }
}

function showError({ type, message, cause }: ErrorView): string {
  const shown = message === '' ? type : `${type}: ${message}`;
  return cause === undefined ? shown : `${shown}\nfrom ${showError(cause)}`;
}

function picture<Module, Step extends Json>(
  driver: Driver<Module, Step>,
  steps: readonly Step[],
  expected: readonly Expected[],
  actual: readonly Observation[],
): readonly string[] {
  if (driver.draw === undefined) return [];
  try {
    return ['', ...driver.draw(steps, expected, actual).split('\n')];
  } catch {
    return ['', '(no picture: the answer is not of the shape that can be drawn)'];
  }
}

/** The label stands before the first line, the others are aligned under it. */
function labelled(label: string, text: string): readonly string[] {
  return text.split('\n').map((line, index) => `${(index === 0 ? label : '').padEnd(8)}  ${line}`);
}

function oneLine(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ⏎ ');
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

function clip(text: string): string {
  return text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN)}… (${text.length} characters)` : text;
}
