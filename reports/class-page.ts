import type { ExerciseGrade, ExerciseStatus, SubmissionGrade } from '../grader/core/grade.ts';
import type { Results } from '../grader/core/results.ts';
import { type ChartView, chartView } from './class-chart.ts';
import { type CheckRecord, type ExerciseRecord, exerciseRecords, hardestChecks, median } from './class-statistics.ts';
import { firstThingToFix } from './findings.ts';
import { type LayoutView, layoutView } from './layout-view.ts';
import { PAGES_FOLDER, pageFileName } from './page-file-name.ts';
import { renderPage } from './render.ts';
import { showMessage, showName } from './view-text.ts';
import { count, exerciseMark, type Mark, MOSTLY_MARK, STATUS_MARKS, showPoints } from './words.ts';

/** Notes shown; the rest are counted. */
const NOTES_SHOWN = 200;
const STATUSES = ['passed', 'failed', 'todo', 'missing', 'withheld'] as const satisfies readonly ExerciseStatus[];

/** What the marks of the table mean. */
const KEY: readonly Mark[] = STATUSES.flatMap((status): readonly Mark[] =>
  status === 'failed' ? [MOSTLY_MARK, STATUS_MARKS.failed] : [STATUS_MARKS[status]],
);

interface ClassView extends LayoutView {
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  readonly withheld: readonly { readonly page: string; readonly name: string; readonly why: string }[];
  readonly chart: ChartView;
  readonly exercises: readonly StackView[];
  readonly hardest: readonly HardView[];
  readonly columns: readonly { readonly id: string; readonly short: string }[];
  readonly rows: readonly RowView[];
  readonly marks: readonly Mark[];
  readonly notes: readonly { readonly page: string; readonly name: string; readonly note: string }[];
  /** Counts the notes that are not shown; may be empty. */
  readonly moreNotes: string;
}

/** One exercise as a bar stacked from the states of the submissions. */
interface StackView {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly { readonly tone: Mark['tone']; readonly x: number; readonly width: number }[];
  readonly sentence: string;
}

interface HardView {
  readonly title: string;
  readonly where: string;
  readonly share: string;
  readonly percent: number;
}

interface RowView {
  readonly page: string;
  readonly name: string;
  readonly points: string;
  readonly cells: readonly CellView[];
}

/**
 * One exercise of one submission: its points, or a word where there are none to show, for a missing file would read as
 * a graded zero. `spoken` is for those who do not see the shape.
 */
interface CellView {
  readonly tone: Mark['tone'];
  readonly shape: string;
  readonly spoken: string;
  readonly shown: string;
}

/** The page about all submissions: who has what, how points are spread, what was hardest, what is withheld. */
export function renderClassPage(results: Results): string {
  const { submissions } = results;
  const withheld = submissions.filter(({ points }) => points === null);
  const exercises = exerciseRecords(submissions);
  const notes = submissions.flatMap((submission) => submission.notes.map((note) => ({ submission, note })));
  const view: ClassView = {
    ...layoutView(`Ouroboros: ${count(submissions.length, 'submission')}`, results),
    figures: figuresOf(submissions, withheld.length),
    withheld: withheld.map((submission) => ({ ...linkTo(submission), why: whyWithheld(submission) })),
    chart: chartView(submissions),
    exercises: exercises.map(stackView),
    hardest: hardestChecks(submissions).map(hardView),
    columns: exercises.map(({ exercise }) => ({ id: showName(exercise), short: shortName(exercise) })),
    rows: submissions.map((submission) => rowView(submission, exercises)),
    marks: KEY,
    notes: notes
      .slice(0, NOTES_SHOWN)
      .map(({ submission, note }) => ({ ...linkTo(submission), note: showMessage(note) })),
    moreNotes: notes.length > NOTES_SHOWN ? `${count(notes.length - NOTES_SHOWN, 'more note')} in results.json.` : '',
  };
  return renderPage('class', view);
}

function linkTo({ submission }: SubmissionGrade): { readonly page: string; readonly name: string } {
  return { page: `${PAGES_FOLDER}/${pageFileName(submission)}`, name: showName(submission) };
}

function figuresOf(submissions: readonly SubmissionGrade[], withheld: number): ClassView['figures'] {
  const middle = median(submissions);
  const maxPoints = Math.max(0, ...submissions.map((submission) => submission.maxPoints));
  const full = submissions.filter(({ points, maxPoints }) => points === maxPoints).length;
  return [
    { name: submissions.length === 1 ? 'submission' : 'submissions', value: String(submissions.length) },
    { name: `median of ${showPoints(maxPoints)} points`, value: middle === null ? '–' : showPoints(middle) },
    { name: 'with full points', value: String(full) },
    { name: 'withheld', value: String(withheld) },
  ];
}

function whyWithheld({ exercises }: SubmissionGrade): string {
  const causes = exercises.filter(({ points }) => points === null);
  return showMessage(causes.map((exercise) => `${exercise.exercise}: ${firstFault(exercise)}`).join(' '));
}

function firstFault(exercise: ExerciseGrade): string {
  return exercise.faults[0]?.detail ?? firstThingToFix(exercise);
}

function stackView({ exercise, title, counts, submissions }: ExerciseRecord): StackView {
  let x = 0;
  const parts = STATUSES.filter((status) => counts[status] > 0).map((status) => {
    const width = round((100 * counts[status]) / submissions);
    const part = { tone: STATUS_MARKS[status].tone, x: round(x), width };
    x += width;
    return part;
  });
  const present = STATUSES.filter((status) => counts[status] > 0);
  const sentence = present.map((status) => `${counts[status]} ${STATUS_MARKS[status].word}`).join(' · ');
  return { id: showName(exercise), title: showName(title), parts, sentence };
}

function hardView({ exercise, id, title, passed, tried }: CheckRecord): HardView {
  const percent = Math.round((100 * passed) / tried);
  return {
    title: showMessage(title),
    where: showName(`${shortName(exercise)} · ${id}`),
    share: `${passed} of ${tried}`,
    percent,
  };
}

function rowView(submission: SubmissionGrade, columns: readonly ExerciseRecord[]): RowView {
  const byId = new Map(submission.exercises.map((exercise) => [exercise.exercise, exercise]));
  return {
    ...linkTo(submission),
    points: showPoints(submission.points),
    cells: columns.map(({ exercise }) => cellView(byId.get(exercise))),
  };
}

function cellView(exercise: ExerciseGrade | undefined): CellView {
  if (exercise === undefined) return { tone: 'quiet', shape: '', spoken: 'not graded', shown: '' };
  const { shape, word, tone } = exerciseMark(exercise);
  if (exercise.points === null || exercise.status === 'missing') return { tone, shape, spoken: '', shown: word };
  return { tone, shape, spoken: word, shown: showPoints(exercise.points) };
}

/** `17` of `17-obmalloc`: the column's head where many columns stand side by side. */
function shortName(exercise: string): string {
  return /^\d+(?=-)/.exec(exercise)?.[0] ?? showName(exercise);
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100;
}
