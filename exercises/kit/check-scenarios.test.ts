import { describe, expect, it } from 'vitest';
import { replayInTime } from './check-scenarios.ts';
import { PyTypeError } from './errors.ts';
import { defineExercise } from './exercise.ts';

interface Counter {
  add(amount: number): number;
}

/** A step adds so much. */
const exercise = defineExercise<Counter, number>({
  manifest: {
    id: '99-counter',
    title: 'Counter',
    section: '',
    models: '',
    file: 'counter.ts',
    exports: ['add'],
    minutes: 1,
    points: 0,
    kit: [],
    behaviour: [],
    structure: [],
    performance: [],
    limits: { cpuSeconds: 1, stepCpuMs: 200, wallMs: 2_000, memoryMiB: 64 },
    hints: [],
  },
  driver: { start: (module) => (step) => module.add(step), describeStep: (step) => `add ${step}`, showValue: String },
  scenarios: [],
  workloads: {},
});

const scenario = {
  id: 'three',
  concept: 'adding',
  title: 'Three steps',
  steps: [1, 2, 3],
  expect: values(1, 3, 6),
};

function counter(add: (amount: number) => void): Counter {
  let sum = 0;
  return {
    add(amount) {
      sum = amount === 1 ? 0 : sum;
      add(amount);
      sum += amount;
      return sum;
    },
  };
}

function values(...of: readonly number[]) {
  return of.map((value) => ({ kind: 'value', value }) as const);
}

describe('replayInTime', () => {
  it('observes every step', () => {
    const replayed = replayInTime(
      exercise,
      counter(() => {}),
      scenario,
    );
    expect(replayed).toEqual({ actual: values(1, 3, 6), stack: undefined });
  });
  it('keeps the stack of the step that differs, not of a later one', () => {
    const raises = counter((amount) => {
      if (amount > 1) throw new PyTypeError(`no ${amount}`);
    });
    expect(replayInTime(exercise, raises, scenario).stack).toMatch(/^PyTypeError: no 2\n\s+at /);
  });
  it('keeps no stack where the step that differs threw nothing', () => {
    const raises = counter((amount) => {
      if (amount === 3) throw new PyTypeError('no');
    });
    const differs = { ...scenario, expect: values(1, 4, 6) };
    expect(replayInTime(exercise, raises, differs).stack).toBeUndefined();
    const loops = counter((amount) => {
      if (amount === 2) throw new PyTypeError('as expected');
      while (amount === 3);
    });
    const error = { type: 'TypeError', message: 'as expected' };
    const raised = { ...scenario, expect: [...values(1), { kind: 'error', error } as const, ...values(4)] };
    expect(replayInTime(exercise, loops, raised)).toMatchObject({
      stack: undefined,
      ended: expect.stringContaining('loop'),
    });
  });
  it.each([1, 2, 3])('observes what came before a loop that does not end in step %i, and says so', (step) => {
    const loops = counter((amount) => {
      while (amount === step);
    });
    expect(replayInTime(exercise, loops, scenario)).toEqual({
      actual: values(...[1, 3].slice(0, step - 1)),
      stack: undefined,
      ended: 'nothing: a loop that does not end was stopped after 1 s',
    });
  });
  it('refuses a file that does not export what is asked for', () => {
    expect(() => replayInTime(exercise, {}, scenario)).toThrow('counter.ts does not export add.');
  });
});
