import type { Json } from '../kit/json.ts';
import type { ErrorView, Expected, PublicScenario } from '../kit/scenario.ts';
import type { Argument, Encoded, Hint, Pairs, Step } from './steps.ts';

/** How the public scenarios are written: one line a step, with what it must do. */
export interface Line {
  readonly step: Step;
  readonly expected: Expected;
}

export function scenario(id: string, concept: string, title: string, lines: readonly Line[]): PublicScenario<Step> {
  const steps = lines.map(({ step }) => step);
  const expect = lines.map(({ expected }) => expected);
  return { id, concept, title, steps, expect };
}

/** The step gives None. */
export function does(step: Step): Line {
  return gives(step, null);
}

/** The step gives `value`, as `encode` has it. */
export function gives(step: Step, value: Json): Line {
  return { step, expected: { kind: 'value', value } };
}

export function raises(step: Step, error: ErrorView): Line {
  return { step, expected: { kind: 'error', error } };
}

export function pyError(type: string, message: string, cause?: ErrorView): ErrorView {
  return cause === undefined ? { type, message } : { type, message, cause };
}

type Entries<Item> = Readonly<Record<string, Item>>;

/** `class name(base): hints; values` */
export function define(name: string, hints: Entries<Hint>, base = 'Checked', values: Entries<Argument> = {}): Step {
  return { op: 'class', name, base, hints: pairs(hints), values: pairs(values) };
}

/** `as = cls(**kwargs)` */
export function create(as: string, cls: string, kwargs: Entries<Argument> = {}): Step {
  return { op: 'new', as, cls, kwargs: pairs(kwargs) };
}

/** `of.__init__(**kwargs)` */
export function initialise(of: string, kwargs: Entries<Argument>): Step {
  return { op: 'init', of, kwargs: pairs(kwargs) };
}

/** `of.name = value` */
export function set(of: string, name: string, value: Argument): Step {
  return { op: 'set', of, name, value };
}

/** `of.name` */
export function get(of: string, name: string): Step {
  return { op: 'get', of, name };
}

export function int(value: number | bigint): { readonly int: string } {
  return { int: value.toString() };
}

export function list(...items: readonly Encoded[]): { readonly list: readonly Encoded[] } {
  return { list: items };
}

/** A dict as `encode` has it; its keys are strings. */
export function dict(entries: Entries<Json>): Json {
  return { dict: pairs(entries) };
}

function pairs<Item>(entries: Entries<Item>): Pairs<Item> {
  return Object.entries(entries);
}
