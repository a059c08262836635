import { describe, expect, it } from 'vitest';
import { quartiles, ratios } from './quartiles.ts';

describe('quartiles', () => {
  it('finds the middle, and the middle half, in any order', () => {
    expect(quartiles([5, 1, 3, 2, 4])).toEqual({ low: 2, median: 3, high: 4 });
  });
  it('goes between two samples where there is none', () => {
    expect(quartiles([1, 2, 3, 4])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
  });
  it('takes one sample for all three', () => {
    expect(quartiles([7])).toEqual({ low: 7, median: 7, high: 7 });
  });
  it('refuses no samples', () => {
    expect(() => quartiles([])).toThrow('no samples');
  });
});

describe('ratios', () => {
  it('divides round by round', () => {
    expect(ratios([2, 9, 4], [1, 3, 8])).toEqual([2, 3, 0.5]);
  });
  it('refuses samples of other rounds', () => {
    expect(() => ratios([1], [1, 2])).toThrow('same rounds');
  });
});
