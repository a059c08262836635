import type { Category, ExerciseStatus, Outcome, SubmissionGrade } from '../grader/core/grade.ts';

/** A state as every report shows it: a word and a shape, so that colour is never alone. */
export interface Mark {
  readonly word: string;
  readonly shape: string;
  /** Names the colour: a key of the palette. */
  readonly tone: Tone;
}

export type Tone = 'good' | 'bad' | 'open' | 'quiet' | 'ours' | 'unsure';

export const OUTCOME_MARKS = {
  passed: { word: 'passed', shape: '✓', tone: 'good' },
  failed: { word: 'failed', shape: '✗', tone: 'bad' },
  notRun: { word: 'not run', shape: '–', tone: 'quiet' },
  inconclusive: { word: 'inconclusive', shape: '≈', tone: 'unsure' },
  graderFault: { word: 'grader fault', shape: '!', tone: 'ours' },
} as const satisfies Record<Outcome, Mark>;

export const STATUS_MARKS = {
  passed: { word: 'passed', shape: '✓', tone: 'good' },
  failed: { word: 'failed', shape: '✗', tone: 'bad' },
  todo: { word: 'to do', shape: '○', tone: 'open' },
  missing: { word: 'missing', shape: '–', tone: 'quiet' },
  withheld: { word: 'withheld', shape: '!', tone: 'ours' },
} as const satisfies Record<ExerciseStatus, Mark>;

export const SUBMISSION_MARKS = {
  graded: { word: 'graded', shape: '✓', tone: 'good' },
  withheld: { word: 'withheld', shape: '!', tone: 'ours' },
} as const satisfies Record<SubmissionGrade['status'], Mark>;

export const CATEGORY_WORDS = {
  structure: 'Structure',
  behaviour: 'Behaviour',
  performance: 'Performance',
} as const satisfies Record<Category, string>;

/** `7.5`, at most two decimals; `withheld` for a grade that is: never a zero. */
export function showPoints(points: number | null): string {
  return points === null ? 'withheld' : String(Math.round(points * 100) / 100);
}

/** `31 / 40`, `withheld / 40`. */
export function showScore(points: number | null, maxPoints: number): string {
  return `${showPoints(points)} / ${showPoints(maxPoints)}`;
}

/** `31 / 40`, `– / 40`: for a place where a mark beside it says that the grade is withheld. */
export function showMarkedScore(points: number | null, maxPoints: number): string {
  return `${points === null ? '–' : showPoints(points)} / ${showPoints(maxPoints)}`;
}

/** `1 check`, `3 checks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
