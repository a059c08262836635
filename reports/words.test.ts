import { describe, expect, it } from 'vitest';
import { MRO, sampleExercise } from './sample-checks.ts';
import {
  barTone,
  count,
  exerciseMark,
  MOSTLY_MARK,
  OUTCOME_MARKS,
  STATUS_MARKS,
  showPoints,
  showScore,
} from './words.ts';

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

describe('exerciseMark and barTone', () => {
  const failing = sampleExercise(MRO, {
    'structure/shape': { outcome: 'failed' },
    'behaviour/chain': { outcome: 'failed' },
  });
  it.each([
    [10, 0, '✗', 'bad', 'bad'],
    [10, 4.5, '✗', 'bad', 'bad'],
    [10, 5, '◐', 'open', 'open'],
    [10, 9, '◐', 'open', 'good'],
    [0, 0, '✗', 'bad', 'bad'],
  ])('of %i points with %d: mark %s %s, bar %s', (maxPoints, points, shape, tone, bar) => {
    const exercise = { ...failing, points, maxPoints };
    expect(exerciseMark(exercise)).toEqual({ word: '2 checks failed', shape, tone });
    expect(barTone(exercise)).toBe(bar);
  });
  it('is the mark of the status where none failed', () => {
    expect(exerciseMark(sampleExercise(MRO))).toEqual(STATUS_MARKS.passed);
    expect(barTone(sampleExercise(MRO))).toBe('good');
  });
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
  ['STATUS_MARKS', { ...STATUS_MARKS, MOSTLY_MARK }],
])('%s', (_, marks) => {
  it('tells states apart by word and by shape', () => {
    const all = Object.values(marks);
    expect(new Set(all.map(({ word }) => word)).size).toBe(all.length);
    expect(new Set(all.map(({ shape }) => shape)).size).toBe(all.length);
  });
});
