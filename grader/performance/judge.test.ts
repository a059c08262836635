import { describe, expect, it } from 'vitest';
import { answersAgree, CREDITED, DISTURBED, figureOf, judgeRatios, ratioOf } from './judge.ts';
import type { Plan } from './plan.ts';

const plan: Plan = {
  job: { kind: 'counted', workload: 'churn', size: 1 },
  expected: [new Map([[5, 'aaaaaaaaaaaaaaaa']]), new Map([[2, 'bbbbbbbbbbbbbbbb']])],
  referenceNs: 10,
};
const growth = (...costs: number[][]) => ({ kind: 'growth', costs, answers: [] }) as const;
const timed = (alone: number, reference: number, student: number) =>
  ({
    kind: 'timed',
    alone: Array(9).fill(alone),
    reference: Array(31).fill(reference),
    student: Array(31).fill(student),
    answers: [],
  }) as const;

describe('answersAgree', () => {
  it.each([
    [
      'the answers of both runs are the reference’s',
      true,
      [
        { slices: 5, digest: 'aaaaaaaaaaaaaaaa' },
        { slices: 2, digest: 'bbbbbbbbbbbbbbbb' },
      ],
    ],
    ['a run that was not reached is missing', true, [{ slices: 5, digest: 'aaaaaaaaaaaaaaaa' }]],
    [
      'one of them differs',
      false,
      [
        { slices: 5, digest: 'aaaaaaaaaaaaaaaa' },
        { slices: 2, digest: 'aaaaaaaaaaaaaaaa' },
      ],
    ],
    ['less was done than said', false, [{ slices: 4, digest: 'aaaaaaaaaaaaaaaa' }]],
    ['nothing was answered', false, []],
  ])('when %s: %s', (_name, agree, answers) => {
    expect(answersAgree({ kind: 'growth', costs: [[1]], answers }, plan)).toBe(agree);
  });

  it('is false where the code threw', () => {
    expect(answersAgree({ kind: 'threw', what: '' }, plan)).toBe(false);
  });
});

describe('figureOf', () => {
  it('takes the worse of two runs that differ', () => {
    expect(figureOf({ kind: 'counted', figures: [{ reads: 3 }, { reads: 9 }], answers: [] }, 'reads')).toBe(9);
  });

  it('refuses a figure that is not counted', () => {
    expect(() => figureOf({ kind: 'counted', figures: [{}, {}], answers: [] }, 'reads')).toThrow(RangeError);
  });
});

describe('ratioOf', () => {
  it('compares the least times at the largest and at the smallest size', () => {
    const { middle, low, high } = ratioOf(growth([10, 30, 12], [99, 99, 99], [20, 24, 90]), plan);
    expect(middle).toBe(2);
    expect(low).toBeCloseTo(20 / 12);
    expect(high).toBeCloseTo(24 / 10);
  });

  it('does not let a growth be hidden by what is wasted at the smallest size', () => {
    const most = CREDITED * plan.referenceNs;
    expect(ratioOf(growth([most / 2, most], [most, most]), plan).middle).toBe(2);
    expect(ratioOf(growth([most * 9, most * 9], [most * 9, most * 9]), plan)).toEqual({ middle: 9, low: 9, high: 9 });
  });

  it('compares slices pair by pair', () => {
    expect(ratioOf(timed(100, 100, 250), plan).middle).toBeCloseTo(2.5);
  });

  it('follows a machine that changes its speed for both sides', () => {
    const slower = (times: readonly number[]) => times.map((time, pair) => time * (1 + pair / 10));
    const steady = timed(100, 100, 250);
    const drifting = {
      ...steady,
      alone: Array(9).fill(260),
      reference: slower(steady.reference),
      student: slower(steady.student),
    };
    expect(ratioOf(drifting, plan).middle).toBeCloseTo(2.5);
  });

  it('does not let the student’s side win by disturbing the reference', () => {
    expect(ratioOf(timed(100, 100 * DISTURBED * 3, 400), plan).middle).toBeCloseTo(4);
  });
});

describe('judgeRatios', () => {
  it('tells what all processes together leave open', () => {
    const estimates = [0.9, 1, 1.1].map((middle) => ({ middle: middle * 3, low: middle * 2, high: middle * 4 }));
    expect(judgeRatios(estimates, 2)).toEqual({ kind: 'ratio', ratio: 3, low: 1.8, high: 4.4, verdict: 'beyond' });
  });

  it('wants another process while nothing is clear', () => {
    expect(judgeRatios([{ middle: 2, low: 1, high: 3 }], 2)).toBe(null);
  });
});
