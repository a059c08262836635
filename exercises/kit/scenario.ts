import type { Json } from './json.ts';
import { sameJson } from './json.ts';

/** A list of steps in the small language of its exercise. Plain data: it is sent to the process that runs the code. */
export interface Scenario<Step extends Json = Json> {
  /** kebab-case, unique within the exercise. */
  readonly id: string;
  /** The behaviour check of the manifest that it counts for. */
  readonly concept: string;
  /** A plain fact in the present tense: what a right answer does. */
  readonly title: string;
  readonly steps: readonly Step[];
}

/** A scenario that a student can read, with what each step must do. Steps and expectations have equal length. */
export interface PublicScenario<Step extends Json = Json> extends Scenario<Step> {
  readonly expect: readonly Expected[];
}

/** 1-based line and column in the student's file. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** An exception of Python's, as data. */
export interface ErrorView {
  readonly type: string;
  readonly message: string;
  readonly cause?: ErrorView;
}

/** What a step must do: give a value or raise. */
export type Expected =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'error'; readonly error: ErrorView };

/**
 * What a step did. `todo`: it ended in `NotImplemented`. `crash`: it threw something that is no exception of
 * Python's. Both end the scenario.
 */
export type Observation =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'error'; readonly error: ErrorView; readonly at?: Place }
  | { readonly kind: 'todo'; readonly what: string }
  | { readonly kind: 'crash'; readonly message: string; readonly at?: Place };

/** Index of the first step that did not do what it must, or -1. A step that was not reached differs. */
export function firstDifference(expected: readonly Expected[], actual: readonly Observation[]): number {
  return expected.findIndex((wanted, index) => {
    const seen = actual[index];
    return seen === undefined || !matches(wanted, seen);
  });
}

function matches(expected: Expected, actual: Observation): boolean {
  if (expected.kind === 'value') return actual.kind === 'value' && sameJson(expected.value, actual.value);
  return actual.kind === 'error' && sameError(expected.error, actual.error);
}

function sameError(a: ErrorView, b: ErrorView): boolean {
  if (a.type !== b.type || a.message !== b.message) return false;
  if (a.cause === undefined || b.cause === undefined) return a.cause === b.cause;
  return sameError(a.cause, b.cause);
}
