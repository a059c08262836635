import { describe, expect, it } from 'vitest';
import { combine, exponentials, logLogSlope, median, medianEstimate } from './statistics.ts';

describe('median', () => {
  it.each([
    ['of an odd number', [3, 1, 2], 2],
    ['of an even number', [4, 1, 3, 2], 2.5],
    ['of one', [7], 7],
    ['beside an outlier', [1, 1, 1e9], 1],
  ])('is the middle sample %s', (_name, samples, expected) => {
    expect(median(samples)).toBe(expected);
  });

  it('leaves the samples in their order', () => {
    const samples = [3, 1, 2];
    median(samples);
    expect(samples).toEqual([3, 1, 2]);
  });

  it('refuses to speak without samples', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('medianEstimate', () => {
  it('takes the 11th and the 21st of 31 samples, as the sign test does', () => {
    const samples = Array.from({ length: 31 }, (_, index) => 31 - index);
    expect(medianEstimate(samples)).toEqual({ middle: 16, low: 11, high: 21 });
  });

  it('leaves the whole range open with few samples', () => {
    expect(medianEstimate([5, 1, 3])).toEqual({ middle: 3, low: 1, high: 5 });
  });

  it('is not moved by a quarter of wild samples', () => {
    const samples = Array.from({ length: 31 }, (_, index) => (index % 4 === 0 ? 1e6 : 1));
    expect(medianEstimate(samples)).toEqual({ middle: 1, low: 1, high: 1 });
  });
});

describe('exponentials', () => {
  it('turns log ratios into ratios', () => {
    expect(exponentials({ middle: 0, low: -Math.LN2, high: Math.LN2 })).toEqual({ middle: 1, low: 0.5, high: 2 });
  });
});

describe('combine', () => {
  it('takes the median of the middles and the hull of the intervals', () => {
    const estimates = [
      { middle: 1, low: 0.9, high: 1.1 },
      { middle: 1.3, low: 1.2, high: 1.4 },
      { middle: 1.05, low: 1, high: 1.1 },
    ];
    expect(combine(estimates)).toEqual({ middle: 1.05, low: 0.9, high: 1.4 });
  });
});

describe('logLogSlope', () => {
  it.each([
    ['a constant cost', 0, () => 6],
    ['a linear cost', 1, (n: number) => 3 * n],
    ['a quadratic cost', 2, (n: number) => n * n],
  ])('of %s is %i', (_name, slope, cost) => {
    const points = [1000, 4000, 16_000, 64_000].map((size) => ({ size, cost: cost(size) }));
    expect(logLogSlope(points)).toBeCloseTo(slope, 10);
  });

  it('refuses a single size', () => {
    expect(() => logLogSlope([{ size: 10, cost: 1 }])).toThrow(RangeError);
  });
});
