import {
  type CheckGrade,
  type ExerciseGrade,
  type ExerciseStatus,
  type SubmissionGrade,
  WAITS_FOR_FILE,
} from '../grader/core/grade.ts';

/** One bar of the histogram: submissions from `low` points up to `high`, which only the last bar includes. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly submissions: number;
}

/** How the points of the graded submissions are spread; withheld ones are in no bar. */
export function distribution(submissions: readonly SubmissionGrade[], bins = 10): readonly Bin[] {
  const maxPoints = Math.max(0, ...submissions.map((submission) => submission.maxPoints));
  const counts = new Array<number>(bins).fill(0);
  for (const { points } of submissions) {
    if (points === null || maxPoints === 0) continue;
    const bin = Math.min(bins - 1, Math.floor((points / maxPoints) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, index) => ({
    low: (maxPoints * index) / bins,
    high: (maxPoints * (index + 1)) / bins,
    submissions: count,
  }));
}

/** The middle of the graded submissions' points, or null when none is graded. */
export function median(submissions: readonly SubmissionGrade[]): number | null {
  const sorted = submissions.flatMap(({ points }) => (points === null ? [] : [points])).toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** How the submissions did on one check. */
export interface CheckRecord {
  readonly exercise: string;
  readonly id: string;
  readonly title: string;
  /** Judged, passed or failed: not run, inconclusive, a fault of ours or a file that does not load say nothing. */
  readonly tried: number;
  readonly passed: number;
}

/** The checks that the smallest share of those who tried has passed; checks that all of them passed are left out. */
export function hardestChecks(submissions: readonly SubmissionGrade[], limit = 8): readonly CheckRecord[] {
  const records = new Map<string, { exercise: string; id: string; title: string; tried: number; passed: number }>();
  for (const { exercises } of submissions) {
    for (const { exercise, checks } of exercises.filter(hasJudgedFile)) {
      for (const check of checks) note(exercise, check);
    }
  }
  return [...records.values()]
    .filter(({ tried, passed }) => passed < tried)
    .toSorted((a, b) => a.passed / a.tried - b.passed / b.tried || b.tried - a.tried)
    .slice(0, limit);

  function note(exercise: string, { id, title, outcome }: CheckGrade): void {
    if (outcome !== 'passed' && outcome !== 'failed') return;
    const key = JSON.stringify([exercise, id]);
    const record = records.get(key) ?? { exercise, id, title, tried: 0, passed: 0 };
    records.set(key, record);
    record.tried += 1;
    if (outcome === 'passed') record.passed += 1;
  }
}

/** False where the file could not be read or loaded: that is charged to the first check, which it says nothing about. */
function hasJudgedFile({ checks }: ExerciseGrade): boolean {
  const waits: readonly string[] = Object.values(WAITS_FOR_FILE);
  return !checks.some(({ outcome, message }) => outcome === 'notRun' && waits.includes(message));
}

/** How the submissions did on one exercise. */
export interface ExerciseRecord {
  readonly exercise: string;
  readonly title: string;
  readonly counts: Readonly<Record<ExerciseStatus, number>>;
  readonly submissions: number;
}

/** Every exercise that occurs, in the order of their ids. */
export function exerciseRecords(submissions: readonly SubmissionGrade[]): readonly ExerciseRecord[] {
  const groups = new Map<string, ExerciseGrade[]>();
  for (const exercise of submissions.flatMap(({ exercises }) => exercises)) {
    const group = groups.get(exercise.exercise);
    if (group === undefined) groups.set(exercise.exercise, [exercise]);
    else group.push(exercise);
  }
  return [...groups]
    .map(([exercise, group]) => ({
      exercise,
      title: group[0]?.title ?? exercise,
      counts: countStatuses(group),
      submissions: group.length,
    }))
    .toSorted((a, b) => (a.exercise < b.exercise ? -1 : 1));
}

function countStatuses(exercises: readonly ExerciseGrade[]): Readonly<Record<ExerciseStatus, number>> {
  const counts = { passed: 0, failed: 0, todo: 0, missing: 0, withheld: 0 };
  for (const { status } of exercises) counts[status] += 1;
  return counts;
}
