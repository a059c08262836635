import type { Category, CheckGrade, ExerciseGrade } from '../grader/core/grade.ts';

/** Findings shown in full; the rest are counted. */
export const FINDINGS_SHOWN = 3;

/** What to fix first: behaviour before structure before speed. */
const URGENCY = { behaviour: 0, structure: 1, performance: 2 } as const satisfies Record<Category, number>;

/** Failed checks, the most important first; within a category in the manifest's order. */
export function findingsOf({ checks }: Pick<ExerciseGrade, 'checks'>): readonly CheckGrade[] {
  return checks
    .filter(({ outcome }) => outcome === 'failed')
    .toSorted((a, b) => URGENCY[a.category] - URGENCY[b.category]);
}

/** What to read first about an exercise, in one line; empty when there is nothing to fix. */
export function firstThingToFix(exercise: ExerciseGrade): string {
  const [worst] = findingsOf(exercise);
  if (worst !== undefined) return worst.message === '' ? worst.title : worst.message;
  switch (exercise.status) {
    case 'missing':
      return `${exercise.file} is missing.`;
    case 'withheld':
      return exercise.faults[0]?.detail ?? 'A fault of the grader, not of the submission.';
    case 'todo':
      return nextStep(exercise);
    case 'passed':
    case 'failed':
      return '';
    default:
      return exercise.status satisfies never;
  }
}

/** The first behaviour check that was not run says what is to do. */
function nextStep({ checks }: ExerciseGrade): string {
  const waiting = checks.filter(({ outcome }) => outcome === 'notRun');
  return (waiting.find(({ category }) => category === 'behaviour') ?? waiting[0])?.message ?? '';
}

/** `mro.ts:12:5`, or null when the place is not known. */
export function placeOf({ file }: Pick<ExerciseGrade, 'file'>, { at }: Pick<CheckGrade, 'at'>): string | null {
  return at === null ? null : `${file}:${at.line}:${at.column}`;
}

/** The detail without the message that it opens with. */
export function restOfDetail({ message, detail }: Pick<CheckGrade, 'message' | 'detail'>): string {
  const rest = message !== '' && detail.startsWith(message) ? detail.slice(message.length) : detail;
  return rest.replace(/^\n+/, '').trimEnd();
}
