import { NotImplemented, PythonError } from './errors.ts';
import type { Json } from './json.ts';
import type { ErrorView, Expected, Observation, Place, Scenario } from './scenario.ts';

/** Replays the scenarios of one exercise on a module, the student's or the reference. Small and boring on purpose. */
export interface Driver<Module, Step extends Json = Json> {
  /** A fresh world. The function returned performs one step and returns what it did as plain data, or throws. */
  start(module: Module): (step: Step) => Json;
  /** The step in the exercise's own notation, `class D(B, C)` say. One line. */
  describeStep(step: Step): string;
  /** What `step` gave in the exercise's own notation, `[D, B, C, A, object]` say. */
  showValue(value: Json, step: Step): string;
  /**
   * The state after the last observed step, drawn in text, where a picture helps. Works on plain data alone:
   * it runs where no student code runs. `actual` may be hostile data of any shape.
   */
  draw?(steps: readonly Step[], expected: readonly Expected[], actual: readonly Observation[]): string;
}

/** The deepest chain of causes that is observed. */
const MAX_CAUSES = 8;

/** Finds the place in the student's file that a thrown value came from. */
export type PlaceOf = (thrown: unknown) => Place | undefined;

/** One observation per step; ends early at a `todo` or a `crash`. Never throws. */
export function replay<Module, Step extends Json>(
  driver: Pick<Driver<Module, Step>, 'start'>,
  module: Module,
  scenario: Scenario<Step>,
  placeOf: PlaceOf = noPlace,
): readonly Observation[] {
  const seen: Observation[] = [];
  const perform = performing(driver, module);
  for (const step of scenario.steps) {
    const observation = observe(perform, step, placeOf);
    seen.push(observation);
    if (endsScenario(observation)) break;
  }
  return seen;
}

/** Whether no step comes after what was observed. */
export function endsScenario({ kind }: Observation): boolean {
  return kind === 'todo' || kind === 'crash';
}

/** Performs steps in one world, which begins with the first of them. */
export function performing<Module, Step extends Json>(
  driver: Pick<Driver<Module, Step>, 'start'>,
  module: Module,
): (step: Step) => Json {
  let perform: ((step: Step) => Json) | undefined;
  return (step) => {
    perform ??= driver.start(module);
    return perform(step);
  };
}

/** What one step did. */
export function observe<Step extends Json>(perform: (step: Step) => Json, step: Step, placeOf: PlaceOf): Observation {
  try {
    return { kind: 'value', value: perform(step) };
  } catch (thrown) {
    return observeThrown(thrown, placeOf);
  }
}

function observeThrown(thrown: unknown, placeOf: PlaceOf): Observation {
  if (thrown instanceof NotImplemented) return { kind: 'todo', what: thrown.message };
  const at = placeOf(thrown);
  const place = at === undefined ? {} : { at };
  if (thrown instanceof PythonError) return { kind: 'error', error: viewOf(thrown, MAX_CAUSES), ...place };
  return { kind: 'crash', message: describeThrown(thrown), ...place };
}

function viewOf(error: PythonError, depth: number): ErrorView {
  const { cause } = error;
  const view = { type: String(error.type), message: String(error.message) };
  if (depth === 0 || !(cause instanceof PythonError)) return view;
  return { ...view, cause: viewOf(cause, depth - 1) };
}

function describeThrown(thrown: unknown): string {
  try {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : `threw ${String(thrown)}`;
  } catch {
    return 'threw a value that cannot be shown';
  }
}

function noPlace(): undefined {}
