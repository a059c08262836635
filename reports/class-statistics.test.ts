import { describe, expect, it } from 'vitest';
import { gradeSubmission, type Outcome } from '../grader/core/grade.ts';
import { distribution, exerciseRecords, hardestChecks, median } from './class-statistics.ts';
import { MRO, sampleExercise } from './sample-checks.ts';
import { SAMPLE_RESULTS } from './sample-results.ts';

function withPoints(points: number | null) {
  const exercise = { ...sampleExercise(MRO), points, status: points === null ? 'withheld' : 'failed' } as const;
  return gradeSubmission('x', [exercise]);
}

function withDiamond(outcome: Outcome) {
  return gradeSubmission('x', [sampleExercise(MRO, { 'behaviour/diamond': { outcome } })]);
}

describe('distribution', () => {
  it('puts a score on a border into the upper bar, and full points into the last', () => {
    const bars = distribution([0, 0.99, 1, 9.99, 10].map(withPoints));
    expect(bars.map(({ submissions }) => submissions)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
    expect(bars[1]).toEqual({ low: 1, high: 2, submissions: 1 });
  });
  it('leaves withheld submissions out', () => {
    expect(distribution([withPoints(null)]).every(({ submissions }) => submissions === 0)).toBe(true);
  });
  it('has bars without submissions', () => expect(distribution([])).toHaveLength(10));
});

describe('median', () => {
  it.each([
    ['the middle of an odd number', [1, 9, 3], 3],
    ['the mean of the middle two', [1, 2, 4, 9], 3],
    ['null of none', [null], null],
    ['only what is graded', [null, 4], 4],
  ])('is %s', (_, points, expected) => expect(median(points.map(withPoints))).toBe(expected));
});

describe('hardestChecks', () => {
  it('counts those who tried, and no one else', () => {
    const outcomes: Outcome[] = ['passed', 'failed', 'failed', 'notRun', 'inconclusive', 'graderFault'];
    const [hardest] = hardestChecks(outcomes.map(withDiamond));
    expect(hardest).toMatchObject({ id: 'behaviour/diamond', tried: 3, passed: 1 });
  });
  it.each(['Waits for a file that loads.', 'Waits for a file that can be read.'])(
    'leaves out a first check that failed for the file alone: the others say %j',
    (message) => {
      const didNotLoad = sampleExercise(MRO, {
        'behaviour/chain': { outcome: 'failed', message: 'mro.ts does not load.' },
        'behaviour/diamond': { outcome: 'notRun', message },
      });
      expect(hardestChecks([gradeSubmission('x', [didNotLoad])])).toEqual([]);
    },
  );
  it('leaves out what all of them passed', () => expect(hardestChecks([withDiamond('passed')])).toEqual([]));
  it('puts the smallest share first', () => {
    const shares = hardestChecks(SAMPLE_RESULTS.submissions).map(({ passed, tried }) => passed / tried);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });
});

describe('exerciseRecords', () => {
  it('counts each status once', () => {
    expect(exerciseRecords(SAMPLE_RESULTS.submissions)).toMatchObject([
      { exercise: '02-method-resolution-order', counts: { passed: 3, failed: 3, todo: 1, missing: 0, withheld: 0 } },
      { exercise: '06-init-subclass', counts: { passed: 3, failed: 2, todo: 1, missing: 1, withheld: 0 } },
      { exercise: '17-obmalloc', counts: { passed: 2, failed: 1, todo: 2, missing: 1, withheld: 1 } },
    ]);
  });
});
