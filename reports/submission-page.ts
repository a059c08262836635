import { CATEGORIES, type CheckGrade, type ExerciseGrade, type SubmissionGrade } from '../grader/core/grade.ts';
import type { Results } from '../grader/core/results.ts';
import { FINDINGS_SHOWN, findingsOf, firstThingToFix, placeOf, restOfDetail } from './findings.ts';
import { type LayoutView, layoutView } from './layout-view.ts';
import { CLASS_PAGE_FROM_PAGES } from './page-file-name.ts';
import { renderPage } from './render.ts';
import { showDetail, showMessage, showName } from './view-text.ts';
import { foldWaiting, type WaitingRun } from './waiting.ts';
import {
  barTone,
  CATEGORY_WORDS,
  count,
  exerciseMark,
  type Mark,
  OUTCOME_MARKS,
  shareOf,
  showMarkedScore,
  showPoints,
  showScore,
} from './words.ts';

interface SubmissionView extends LayoutView {
  readonly name: string;
  readonly withheld: boolean;
  readonly points: string;
  readonly maxPoints: string;
  /** Link to the class page, or null when there is none. */
  readonly classPage: string | null;
  readonly exercises: readonly ExerciseView[];
  readonly notes: readonly string[];
}

interface ExerciseView {
  readonly anchor: string;
  readonly id: string;
  readonly title: string;
  readonly mark: Mark;
  readonly score: string;
  readonly bar: { readonly percent: number; readonly tone: Mark['tone'] };
  /** What there is to say when nothing failed and not everything passed; may be empty. */
  readonly lead: string;
  readonly faults: readonly string[];
  readonly findings: readonly FindingView[];
  /** Counts the findings that are not shown in full; may be empty. */
  readonly more: string;
  readonly allChecks: string;
  /** Folded unless there is something in it to look for. */
  readonly unfolded: boolean;
  readonly categories: readonly CategoryView[];
}

interface FindingView {
  readonly title: string;
  readonly place: string | null;
  readonly message: string;
  readonly detail: string;
  readonly open: boolean;
}

interface CategoryView {
  readonly name: string;
  readonly score: string;
  readonly checks: readonly CheckView[];
}

/** One check, or several that wait for the same. */
interface CheckView {
  readonly title: string;
  readonly place: string | null;
  readonly message: string;
  readonly detail: string;
  readonly mark: Mark;
  readonly score: string;
  /** The checks that wait; empty where the row is one check. */
  readonly waiting: readonly { readonly title: string; readonly score: string }[];
}

/** One self-contained page about one submission: no script, no request, readable in any width and on paper. */
export function renderSubmissionPage(results: Results, submission: SubmissionGrade): string {
  const name = showName(submission.submission);
  const view: SubmissionView = {
    ...layoutView(`${name}: ${showScore(submission.points, submission.maxPoints)} points`, results),
    name,
    withheld: submission.points === null,
    points: showPoints(submission.points),
    maxPoints: showPoints(submission.maxPoints),
    classPage: results.submissions.length > 1 ? CLASS_PAGE_FROM_PAGES : null,
    exercises: submission.exercises.map(viewExercise),
    notes: submission.notes.map(showMessage),
  };
  return renderPage('submission', view);
}

function viewExercise(exercise: ExerciseGrade, index: number): ExerciseView {
  const findings = findingsOf(exercise);
  const shown = findings.slice(0, FINDINGS_SHOWN);
  return {
    anchor: `exercise-${index + 1}`,
    id: showName(exercise.exercise),
    title: showName(exercise.title),
    mark: exerciseMark(exercise),
    score: showMarkedScore(exercise.points, exercise.maxPoints),
    bar: { percent: Math.round(100 * shareOf(exercise.points, exercise.maxPoints)), tone: barTone(exercise) },
    lead: findings.length === 0 && exercise.faults.length === 0 ? showMessage(firstThingToFix(exercise)) : '',
    faults: exercise.faults.map(({ stage, detail }) => showMessage(`${CAPITAL[stage]}: ${detail}`)),
    findings: shown.map((check, rank) => ({ ...viewFinding(exercise, check), open: rank === 0 })),
    more: findings.length > shown.length ? `${count(findings.length - shown.length, 'more finding')} below.` : '',
    allChecks: `All ${count(exercise.checks.length, 'check')}`,
    unfolded: exercise.status === 'failed' || exercise.status === 'withheld',
    categories: CATEGORIES.flatMap((category) => {
      const checks = exercise.checks.filter((check) => check.category === category);
      return checks.length === 0 ? [] : [viewCategory(exercise, category, checks, shown)];
    }),
  };
}

const CAPITAL = { ...CATEGORY_WORDS, intake: 'Intake', compile: 'Compilation' } as const;

function viewFinding(exercise: ExerciseGrade, check: CheckGrade) {
  return {
    title: showMessage(check.title),
    place: showPlace(exercise, check),
    message: showMessage(check.message),
    detail: showDetail(restOfDetail(check)),
  };
}

function viewCategory(
  exercise: ExerciseGrade,
  category: CheckGrade['category'],
  checks: readonly CheckGrade[],
  shownAbove: readonly CheckGrade[],
): CategoryView {
  const earned = checks.reduce((sum, { points }) => sum + points, 0);
  const possible = checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return {
    name: CATEGORY_WORDS[category],
    score: showMarkedScore(checks.some(({ outcome }) => outcome === 'graderFault') ? null : earned, possible),
    checks: foldWaiting(checks, exercise.checks).map((row) =>
      'why' in row ? viewWaiting(row) : viewCheck(exercise, row, shownAbove.includes(row)),
    ),
  };
}

/** A finding is told once: a check that is told above has only its line. */
function viewCheck(exercise: ExerciseGrade, check: CheckGrade, toldAbove: boolean): CheckView {
  return {
    ...viewFinding(exercise, check),
    ...(toldAbove ? { message: '', detail: '', place: null } : {}),
    mark: OUTCOME_MARKS[check.outcome],
    score: scoreOf(check),
    waiting: [],
  };
}

function viewWaiting({ why, checks }: WaitingRun): CheckView {
  return {
    title: count(checks.length, 'check'),
    place: null,
    message: showMessage(why.replace(/^Waits for/, 'Wait for')),
    detail: '',
    mark: OUTCOME_MARKS.notRun,
    score: showMarkedScore(
      0,
      checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    ),
    waiting: checks.map((check) => ({ title: showMessage(check.title), score: scoreOf(check) })),
  };
}

function scoreOf({ outcome, points, maxPoints }: CheckGrade): string {
  return showMarkedScore(outcome === 'graderFault' ? null : points, maxPoints);
}

function showPlace(exercise: ExerciseGrade, check: CheckGrade): string | null {
  const place = placeOf(exercise, check);
  return place === null ? null : showName(place);
}
