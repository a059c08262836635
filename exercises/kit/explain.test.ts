import { describe, expect, it } from 'vitest';
import type { Driver } from './driver.ts';
import { explain } from './explain.ts';
import type { Json } from './json.ts';
import type { Expected, Observation, Scenario } from './scenario.ts';

const driver: Driver<unknown, number> = {
  start: () => (step) => step,
  describeStep: (step) => `add ${step}`,
  showValue(value) {
    if (typeof value !== 'number') throw new TypeError('no number');
    return String(value);
  },
};

function scenario(steps: readonly number[]): Scenario<number> {
  return { id: 's', concept: 'c', title: 'It adds', steps };
}

const value = (value: Json): Expected & Observation => ({ kind: 'value', value });

describe('explain', () => {
  it('tells the whole story in the first line, then steps, expected and actual', () => {
    expect(explain(driver, scenario([1, 2, 3]), [value(1), value(3), value(6)], [value(1), value(2)])).toBe(
      [
        'It adds. At step 2, add 2: expected 3, actual 2',
        '',
        '  1  add 1',
        '→ 2  add 2',
        '',
        'expected  3',
        'actual    2',
      ].join('\n'),
    );
  });
  it('shows a value in the terms of its step', () => {
    const showValue: typeof driver.showValue = (value, step) => (step === 2 ? 'nothing' : String(value));
    const text = explain({ ...driver, showValue }, scenario([1, 2]), [value(1), value(3)], [value(1), value(2)]);
    expect(text).toContain('expected nothing, actual nothing');
  });
  it('shows an exception with its cause', () => {
    const cause = { type: 'ValueError', message: 'bad' };
    const wanted: Expected = { kind: 'error', error: { type: 'TypeError', message: 'no', cause } };
    const text = explain(driver, scenario([1]), [wanted], [{ kind: 'crash', message: 'RangeError: deep' }]);
    expect(text).toContain('expected  TypeError: no\n          from ValueError: bad\n');
    expect(text).toContain('actual    ends in a JavaScript exception: RangeError: deep');
  });
  it('says when the scenario ended before the step', () => {
    expect(explain(driver, scenario([1]), [value(1)], [])).toContain(
      'actual    nothing: the scenario ended before this step',
    );
  });
  it('shows what a hostile module gave as JSON, and cuts it', () => {
    const text = explain(driver, scenario([1]), [value(1)], [value({ a: 'x'.repeat(5_000) })]);
    expect(text).toMatch(/actual {4}\{"a":"x+… \(5008 characters\)$/m);
  });
  it('leaves out steps long before the difference', () => {
    const steps = Array.from({ length: 30 }, (_, index) => index);
    const text = explain(driver, scenario(steps), steps.map(value), steps.slice(0, 29).map(value));
    expect(text).toContain('  … 10 earlier steps\n  11  add 10');
  });
  it('goes without a picture where the answer cannot be drawn', () => {
    const draw = () => {
      throw new Error('cannot');
    };
    expect(explain({ ...driver, draw }, scenario([1]), [value(1)], [value(2)])).toMatch(/\(no picture: .*\)$/);
  });
});
