import type { Category, ExerciseGrade, ExerciseStatus, Outcome, SubmissionGrade } from '../grader/core/grade.ts';

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

/** A failed exercise with half of its points or more: told apart from one with none. */
export const MOSTLY_MARK = {
  word: 'failed, half of the points or more',
  shape: '◐',
  tone: 'open',
} as const satisfies Mark;

export const SUBMISSION_MARKS = {
  graded: { word: 'graded', shape: '✓', tone: 'good' },
  withheld: { word: 'withheld', shape: '!', tone: 'ours' },
} as const satisfies Record<SubmissionGrade['status'], Mark>;

export const CATEGORY_WORDS = {
  structure: 'Structure',
  behaviour: 'Behaviour',
  performance: 'Performance',
} as const satisfies Record<Category, string>;

/** An exercise's mark on a page: where checks failed it counts them, and is as calm as the points allow. */
export function exerciseMark({ status, points, maxPoints, checks }: ExerciseGrade): Mark {
  if (status !== 'failed') return STATUS_MARKS[status];
  const { shape, tone } = shareOf(points, maxPoints) >= 0.5 ? MOSTLY_MARK : STATUS_MARKS.failed;
  return { word: `${count(checks.filter(({ outcome }) => outcome === 'failed').length, 'check')} failed`, shape, tone };
}

/** The colour of a bar of points. */
export function barTone({ status, points, maxPoints }: ExerciseGrade): Tone {
  if (status !== 'failed') return STATUS_MARKS[status].tone;
  const share = shareOf(points, maxPoints);
  return share >= 0.9 ? 'good' : share >= 0.5 ? 'open' : 'bad';
}

/** 0 to 1; 0 for a grade that is withheld. */
export function shareOf(points: number | null, maxPoints: number): number {
  return points === null || maxPoints === 0 ? 0 : points / maxPoints;
}

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
