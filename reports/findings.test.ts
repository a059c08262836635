import { describe, expect, it } from 'vitest';
import { findingsOf, firstThingToFix, placeOf, restOfDetail } from './findings.ts';
import { FIELDS, MRO, sampleExercise, sampleNotRun } from './sample-checks.ts';

const failed = { outcome: 'failed' } as const;

describe('findingsOf', () => {
  it('puts behaviour before structure before performance, each in its own order', () => {
    const exercise = sampleExercise(MRO, {
      'performance/ladder': failed,
      'structure/shape': failed,
      'behaviour/conflict': failed,
      'behaviour/diamond': failed,
    });
    expect(findingsOf(exercise).map(({ id }) => id)).toEqual([
      'behaviour/diamond',
      'behaviour/conflict',
      'structure/shape',
      'performance/ladder',
    ]);
  });
  it('leaves out what was not run, was inconclusive or met a fault of ours', () => {
    const outcomes = ['notRun', 'inconclusive', 'graderFault'] as const;
    for (const outcome of outcomes) {
      expect(findingsOf(sampleExercise(MRO, { 'behaviour/diamond': { outcome } }))).toEqual([]);
    }
  });
});

describe('firstThingToFix', () => {
  it.each([
    ['nothing when all passed', sampleExercise(FIELDS), ''],
    ['the file when it is missing', sampleNotRun(FIELDS, 'missing', 'The file is missing.'), 'checked.ts is missing.'],
    ['the next step when it is to do', sampleNotRun(FIELDS, 'todo', 'to do: x'), 'to do: x'],
    [
      'the title of a check without a message',
      sampleExercise(MRO, { 'structure/shape': failed }),
      'the module fits its contract',
    ],
    [
      'the fault of ours when it is withheld',
      sampleExercise(MRO, { 'behaviour/chain': { outcome: 'graderFault', message: 'No process.' } }),
      'No process.',
    ],
  ])('is %s', (_, exercise, expected) => expect(firstThingToFix(exercise)).toBe(expected));
});

describe('placeOf', () => {
  it('is file, line and column', () => {
    expect(placeOf({ file: 'mro.ts' }, { at: { line: 3, column: 5 } })).toBe('mro.ts:3:5');
  });
  it('is null where there is none', () => expect(placeOf({ file: 'mro.ts' }, { at: null })).toBeNull());
});

describe('restOfDetail', () => {
  it.each([
    ['the lines after the message', 'Differs.', 'Differs.\n\n  1  a\n  2  b\n', '  1  a\n  2  b'],
    ['all of another text', 'Stopped.', 'Differs.\nx', 'Differs.\nx'],
    ['nothing of a detail that only repeats', 'Differs.', 'Differs.', ''],
    ['all when there is no message', '', 'x', 'x'],
  ])('is %s', (_, message, detail, rest) => expect(restOfDetail({ message, detail })).toBe(rest));
});
