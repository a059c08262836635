import { describe, expect, it } from 'vitest';
import { count, OUTCOME_MARKS, STATUS_MARKS, showPoints, showScore } from './words.ts';

describe('showPoints', () => {
  it.each([
    [10, '10'],
    [7.5, '7.5'],
    [0.1 + 0.2, '0.3'],
    [0, '0'],
    [null, 'withheld'],
  ])('shows %s as %s', (points, shown) => expect(showPoints(points)).toBe(shown));
});

describe('showScore', () => {
  it('shows a withheld grade as withheld, never as a zero', () => expect(showScore(null, 40)).toBe('withheld / 40'));
});

describe('count', () => {
  it.each([
    [0, '0 checks'],
    [1, '1 check'],
    [2, '2 checks'],
  ])('counts %i', (number, shown) => expect(count(number, 'check')).toBe(shown));
});

describe.each([
  ['OUTCOME_MARKS', OUTCOME_MARKS],
  ['STATUS_MARKS', STATUS_MARKS],
])('%s', (_, marks) => {
  it('tells states apart by word and by shape', () => {
    const all = Object.values(marks);
    expect(new Set(all.map(({ word }) => word)).size).toBe(all.length);
    expect(new Set(all.map(({ shape }) => shape)).size).toBe(all.length);
  });
});
