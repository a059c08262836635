import type { Expected, PublicScenario } from '../kit/scenario.ts';
import type { Step } from './steps.ts';

/** One step and what it must do: the labels of the order, separated by blanks, or an error. */
type Line = readonly [step: Step, outcome: string | Expected];

/** A public scenario, written a line per step. */
export function scenario(concept: string, id: string, title: string, lines: readonly Line[]): PublicScenario<Step> {
  return {
    id,
    concept,
    title,
    steps: lines.map(([step]) => step),
    expect: lines.map(([, outcome]) =>
      typeof outcome === 'string' ? { kind: 'value', value: outcome.split(' ') } : outcome,
    ),
  };
}

/** `class D(B, C)` */
export function cls(name: string, ...bases: readonly string[]): Step {
  return { op: 'class', name, bases };
}

/** `D.__mro__` */
export function read(label: string): Step {
  return { op: 'mro', of: label };
}

/** The merge is stuck; `heads` are the heads of the lists that are left, `X, Y` say. */
export function conflict(heads: string): Expected {
  const message = `Cannot create a consistent method resolution\norder (MRO) for bases ${heads}`;
  return { kind: 'error', error: { type: 'TypeError', message } };
}

export function duplicate(name: string): Expected {
  return { kind: 'error', error: { type: 'TypeError', message: `duplicate base class ${name}` } };
}
