import Table from 'cli-table3';
import pico from 'picocolors';
import type { CheckGrade, ExerciseGrade, SubmissionGrade } from '../grader/core/grade.ts';
import type { Isolation, Results } from '../grader/core/results.ts';
import { FINDINGS_SHOWN, findingsOf, firstThingToFix, placeOf, restOfDetail } from './findings.ts';
import { clip } from './neutralise.ts';
import { terminalLine, terminalLines, wrap } from './terminal-text.ts';
import { showMessage, showName } from './view-text.ts';
import { count, STATUS_MARKS, showPoints, showScore, type Tone } from './words.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

/** Submissions in the table of a batch; the rest are counted. */
const ROWS_SHOWN = 50;
const NAME_SHOWN = 40;
const DETAIL_LINES_SHOWN = 40;
const DETAIL_SHOWN = 8_000;
/** Detail stands behind it; it also keeps a student's text from the start of a line, where a CI log reads commands. */
const GUTTER = '      │ ';

type Colors = ReturnType<typeof pico.createColors>;

interface Style extends TerminalOptions {
  readonly colors: Colors;
}

/**
 * What `ouro grade` prints. One submission: a line per exercise, then what to fix first. Several: a table.
 * Nothing that a student wrote acts on the terminal, or on the log of a CI system.
 */
export function renderTerminal(grades: Results | SubmissionGrade, { color, width }: TerminalOptions): string {
  const style: Style = { color, width: Math.max(40, width), colors: pico.createColors(color) };
  if (!('submissions' in grades)) return `${submissionText(grades, style).join('\n').trimEnd()}\n`;
  const [only] = grades.submissions;
  const single = grades.submissions.length === 1 && only !== undefined;
  const body = single ? submissionText(only, style) : overview(grades.submissions, style);
  return `${[...body, ...isolationText(grades.isolation, style)]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function submissionText(submission: SubmissionGrade, style: Style): readonly string[] {
  const { bold } = style.colors;
  const score = showScore(submission.points, submission.maxPoints);
  const widest = Math.max(0, ...submission.exercises.map(({ exercise }) => nameOf(exercise).length));
  return [
    `${bold(nameOf(submission.submission))}  ${bold(score)}`,
    ...(submission.points === null
      ? ['The grade is withheld: the grader had a fault of its own. This is not a zero.']
      : []),
    '',
    ...submission.exercises.flatMap((exercise) => exerciseText(exercise, widest, style)),
    ...submission.notes.flatMap((note) => indented(`Note: ${terminalLine(showMessage(note))}`, 0, style)),
  ];
}

function exerciseText(exercise: ExerciseGrade, widest: number, style: Style): readonly string[] {
  const { word, shape, tone } = STATUS_MARKS[exercise.status];
  const mark = paint(style.colors, tone)(`${shape} ${word.padEnd(8)}`);
  const points =
    exercise.points === null ? `– / ${showPoints(exercise.maxPoints)}` : showScore(exercise.points, exercise.maxPoints);
  const line = `  ${mark}  ${nameOf(exercise.exercise).padEnd(widest)}  ${points.padStart(9)}`;
  const findings = findingsOf(exercise);
  const told = findings.slice(0, FINDINGS_SHOWN).flatMap((check) => findingText(exercise, check, style));
  const more = findings.length - FINDINGS_SHOWN;
  const lead = findings.length === 0 ? terminalLine(showMessage(firstThingToFix(exercise))) : '';
  return [
    line,
    ...(lead === '' ? [] : indented(lead, 4, style, style.colors.dim)),
    ...told,
    ...(more > 0 ? [style.colors.dim(`    and ${count(more, 'more finding')}`)] : []),
    ...(findings.length > 0 ? waitingText(exercise, style) : []),
    ...(told.length > 0 ? [''] : []),
  ];
}

/** Points that nothing else speaks of: one mistake is one message. */
function waitingText({ checks }: ExerciseGrade, style: Style): readonly string[] {
  const waiting = checks.filter(({ outcome }) => outcome === 'notRun');
  const points = waiting.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  if (points === 0) return [];
  const which = `${count(waiting.length, 'check')} that ${waiting.length === 1 ? 'was' : 'were'} not run`;
  return [
    '',
    ...indented(`${showPoints(points)} more points are for ${which}, until what they wait for is right.`, 4, style),
  ];
}

function findingText(exercise: ExerciseGrade, check: CheckGrade, style: Style): readonly string[] {
  const { dim } = style.colors;
  const place = placeOf(exercise, check);
  const detail = clip(restOfDetail(check), DETAIL_SHOWN).split('\n');
  const shown = detail.slice(0, DETAIL_LINES_SHOWN).join('\n');
  const left = detail.length - DETAIL_LINES_SHOWN;
  return [
    '',
    ...titleText(terminalLine(showMessage(check.title)), place === null ? '' : terminalLine(showName(place)), style),
    ...(check.message === '' ? [] : indented(`→ ${terminalLine(showMessage(check.message))}`, 4, style)),
    ...(shown === '' ? [] : [dim(terminalLines(shown, GUTTER, style.width))]),
    ...(left > 0 ? [dim(`${GUTTER}… ${count(left, 'more line')}`)] : []),
  ];
}

/** The place stands behind the title, or below it where there is no room. */
function titleText(title: string, place: string, style: Style): readonly string[] {
  const { bold, cyan } = style.colors;
  const lines = indented(title, 4, style, bold);
  if (place === '') return lines;
  const room = 4 + title.length + 2 + place.length <= style.width;
  return room ? [`${lines.join('')}  ${cyan(place)}`] : [...lines, `      ${cyan(place)}`];
}

function overview(submissions: readonly SubmissionGrade[], { colors, color }: Style): readonly string[] {
  const table = new Table({
    head: ['submission', 'points', 'exercises'],
    style: color ? { head: ['bold'], border: ['dim'] } : { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: ['left', 'right', 'left'],
  });
  for (const { submission, points, maxPoints, exercises } of submissions.slice(0, ROWS_SHOWN)) {
    table.push([
      nameOf(submission),
      points === null ? paint(colors, 'ours')('withheld') : showScore(points, maxPoints),
      exercises.map((exercise) => exerciseCell(exercise, colors)).join('  '),
    ]);
  }
  const left = submissions.length - ROWS_SHOWN;
  const withheld = submissions.filter(({ points }) => points === null).length;
  return [
    table.toString(),
    ...(left > 0 ? [`and ${count(left, 'more submission')}`] : []),
    `${count(submissions.length, 'submission')}${withheld > 0 ? `, ${withheld} withheld: the grader had a fault of its own` : ''}`,
  ];
}

/** `✓ 02`: the shape and the number that the exercise's name begins with. */
function exerciseCell({ exercise, status }: ExerciseGrade, colors: Colors): string {
  const { shape, tone } = STATUS_MARKS[status];
  return paint(colors, tone)(`${shape} ${/^\d+(?=-)/.exec(exercise)?.[0] ?? nameOf(exercise)}`);
}

function isolationText({ level, sentence, lost }: Isolation, style: Style): readonly string[] {
  if (level === 'bubblewrap') return [];
  const lines = [sentence, ...lost.map((what) => `- ${what}`)];
  return [
    '',
    ...lines.flatMap((line) => indented(`! ${terminalLine(showMessage(line))}`, 0, style, style.colors.yellow)),
  ];
}

function indented(line: string, by: number, { width }: Style, paintLine = (text: string) => text): readonly string[] {
  const [first = '', ...rest] = wrap(line, width - by - 2);
  return [first, ...rest.map((more) => `  ${more}`)].map((text) => paintLine(`${' '.repeat(by)}${text}`));
}

function nameOf(text: string): string {
  return clip(terminalLine(showName(text)), NAME_SHOWN);
}

function paint(colors: Colors, tone: Tone): (text: string) => string {
  switch (tone) {
    case 'good':
      return colors.green;
    case 'bad':
      return colors.red;
    case 'open':
      return colors.yellow;
    case 'ours':
      return colors.magenta;
    case 'unsure':
      return colors.blue;
    case 'quiet':
      return colors.dim;
    default:
      return tone satisfies never;
  }
}
