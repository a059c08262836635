import type { Place } from '../../exercises/kit/scenario.ts';
import type { GraderFault } from './evidence.ts';

export const CATEGORIES = ['structure', 'behaviour', 'performance'] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * `notRun`: it waits for another check, or nothing is written yet. `inconclusive`: measured, and no verdict within
 * the budget; full points. `graderFault`: ours; the exercise is withheld.
 */
export type Outcome = 'passed' | 'failed' | 'notRun' | 'inconclusive' | 'graderFault';

/**
 * The messages of behaviour checks whose file could not be judged at all: read, or loaded. The first behaviour check
 * tells why, and has failed in name only.
 */
export const WAITS_FOR_FILE = {
  unreadable: 'Waits for a file that can be read.',
  didNotLoad: 'Waits for a file that loads.',
} as const;

/** One check of one submission, graded. */
export interface CheckGrade {
  /** `<category>/<id of the manifest>`. */
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  readonly outcome: Outcome;
  readonly points: number;
  readonly maxPoints: number;
  /** For people, one line; empty when passed and there is nothing to say. */
  readonly message: string;
  /** For people, several lines, monospaced: steps, expected, actual, picture. Empty when there is none. */
  readonly detail: string;
  /** In the student's file. */
  readonly at: Place | null;
}

export type ExerciseStatus = 'passed' | 'failed' | 'todo' | 'missing' | 'withheld';

/** `points` is null exactly when the grade is withheld. */
export interface ExerciseGrade {
  readonly exercise: string;
  readonly title: string;
  readonly file: string;
  readonly status: ExerciseStatus;
  readonly points: number | null;
  readonly maxPoints: number;
  readonly checks: readonly CheckGrade[];
  readonly faults: readonly GraderFault[];
}

/** `points` is null exactly when the grade is withheld: one of its exercises is. */
export interface SubmissionGrade {
  readonly submission: string;
  readonly status: 'graded' | 'withheld';
  readonly points: number | null;
  readonly maxPoints: number;
  readonly exercises: readonly ExerciseGrade[];
  /** What the instructor should know and no check says: a folder that was not graded, an odd archive member. */
  readonly notes: readonly string[];
}

/** Sums the exercises. Withheld as soon as one of them is: a sum without it would read as a zero. */
export function gradeSubmission(
  submission: string,
  exercises: readonly ExerciseGrade[],
  notes: readonly string[] = [],
): SubmissionGrade {
  const maxPoints = exercises.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  let points: number | null = 0;
  for (const exercise of exercises) {
    points = points === null || exercise.points === null ? null : roundPoints(points + exercise.points);
  }
  return { submission, status: points === null ? 'withheld' : 'graded', points, maxPoints, exercises, notes };
}

/** Points are shown and summed to two decimals. */
export function roundPoints(points: number): number {
  return Math.round(points * 100) / 100;
}
