import { describe, expect, it } from 'vitest';
import { PythonError } from '../../../exercises/kit/errors.ts';
import { type Linearised, mroImplementation } from '../../object-model/c3/c3.ts';
import { type MroStep, readMroRecording } from './mro-recording.ts';

interface Cls extends Linearised<Cls> {
  readonly label: string;
  readonly mro: readonly Cls[];
}

describe('mroImplementation on mro-3.11.7', () => {
  const recording = readMroRecording();

  it('finds the recording whole', () => {
    expect(recording.python).toBe('3.11.7');
    expect(recording.scenarios).toHaveLength(630);
    expect(recording.scenarios.flatMap(({ steps }) => steps)).toHaveLength(6677);
  });

  it('does at every step what CPython did', () => {
    const differing = recording.scenarios.filter(({ steps, expect: recorded }) => {
      const perform = start();
      return JSON.stringify(steps.map(perform)) !== JSON.stringify(recorded);
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });
});

function start(): (step: MroStep) => unknown {
  const classes = new Map([['object', define('object', 'object', () => [])]]);
  return (step) => {
    try {
      const cls = step.op === 'mro' ? lookup(classes, step.of) : statement(classes, step.name, step.bases);
      return { kind: 'value', value: cls.mro.map(({ label }) => label) };
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      return { kind: 'error', error: { type: error.type, message: error.message } };
    }
  };
}

function lookup(classes: ReadonlyMap<string, Cls>, label: string): Cls {
  const cls = classes.get(label);
  if (cls === undefined) throw new PythonError('NameError', `name '${label}' is not defined`);
  return cls;
}

function statement(classes: Map<string, Cls>, name: string, labels: readonly string[]): Cls {
  const bases = (labels.length === 0 ? ['object'] : labels).map((label) => lookup(classes, label));
  let label = name;
  for (let count = 2; classes.has(label); count += 1) label = `${name}#${count}`;
  const cls = define(name, label, (self) => mroImplementation(self, bases).slice(1));
  classes.set(label, cls);
  return cls;
}

function define(name: string, label: string, orderBehind: (cls: Cls) => readonly Cls[]): Cls {
  const mro: Cls[] = [];
  const cls = { name, label, mro };
  mro.push(cls, ...orderBehind(cls));
  return cls;
}
