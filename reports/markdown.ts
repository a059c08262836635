import type { CheckGrade, ExerciseGrade, SubmissionGrade } from '../grader/core/grade.ts';
import type { Results } from '../grader/core/results.ts';
import { FINDINGS_SHOWN, findingsOf, firstThingToFix, placeOf, restOfDetail } from './findings.ts';
import { codeBlock, codeSpan, prose } from './markdown-text.ts';
import { clip } from './neutralise.ts';
import { showName } from './view-text.ts';
import { count, STATUS_MARKS, showScore } from './words.ts';

/**
 * UTF-8 bytes at most. GitHub takes 1 MiB per step and refuses a summary above it as a whole; the rest is room for what
 * other tools add in the same step.
 */
export const MARKDOWN_LIMIT = 960 * 1024;

const LEFT_OUT =
  'The rest is left out: a summary holds at most 1 MiB. The HTML report and results.json have everything.';
const MESSAGE_SHOWN = 500;
const DETAIL_SHOWN = 4_000;

/**
 * A summary for a pull request, in GitHub's Markdown: points, a table of exercises with the first thing to fix, then the
 * most important findings. What a student influenced stands in code spans and code blocks only.
 */
export function renderMarkdown(results: Results): string {
  const blocks = [...headingOf(results), ...results.submissions.flatMap(overviewOf), ...endOf(results)];
  const findings = results.submissions.flatMap((submission) =>
    submission.exercises.flatMap((exercise) =>
      findingsBlocks(exercise, results.submissions.length > 1 ? submission : null),
    ),
  );
  return withinLimit(blocks, findings);
}

function headingOf({ submissions }: Results): readonly string[] {
  const [only] = submissions;
  if (only !== undefined && submissions.length === 1)
    return [`## Ouroboros: ${showScore(only.points, only.maxPoints)}`];
  const withheld = submissions.filter(({ points }) => points === null).length;
  const aside = withheld === 0 ? '' : `, ${withheld} withheld`;
  return [`## Ouroboros: ${count(submissions.length, 'submission')}${aside}`];
}

/** A submission's table: one row per exercise. */
function overviewOf(submission: SubmissionGrade, _: number, all: readonly SubmissionGrade[]): readonly string[] {
  const heading = `### ${codeSpan(showName(submission.submission))} ${showScore(submission.points, submission.maxPoints)}`;
  const notes = submission.notes.map((note) => codeSpan(message(note))).filter((note) => note !== '');
  const withheld = 'The grade is withheld: the grader had a fault of its own. This is not a zero.';
  const table = [
    '| exercise | state | points | first thing to fix |',
    '|---|---|---:|---|',
    ...submission.exercises.map(rowOf),
  ].join('\n');
  return [
    ...(all.length > 1 ? [heading] : []),
    ...(submission.points === null ? [withheld] : []),
    ...(submission.exercises.length === 0 ? [] : [table]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')]),
  ];
}

function rowOf(exercise: ExerciseGrade): string {
  const { shape, word } = STATUS_MARKS[exercise.status];
  const findings = findingsOf(exercise);
  const [first] = findings;
  const place = first === undefined ? null : placeOf(exercise, first);
  const fix = [place === null ? '' : codeSpan(showName(place)), codeSpan(message(firstThingToFix(exercise)))];
  const more = findings.length > 1 ? `and ${count(findings.length - 1, 'more finding')}` : '';
  const cells = [
    prose(showName(exercise.title)),
    `${shape} ${word}`,
    showScore(exercise.points, exercise.maxPoints),
    [...fix, more].filter((part) => part !== '').join(' '),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The most important findings that have more to tell than the table does. */
function findingsBlocks(exercise: ExerciseGrade, submission: SubmissionGrade | null): readonly string[] {
  const findings = findingsOf(exercise);
  const told = findings.slice(0, FINDINGS_SHOWN);
  if (told.length === 0) return [];
  const who = submission === null ? '' : `${codeSpan(showName(submission.submission))} `;
  const more =
    findings.length > told.length ? [`${count(findings.length - told.length, 'more finding')} in the report.`] : [];
  const [first, ...rest] = told.flatMap((check) => findingBlocks(exercise, check));
  // The heading stays with its first finding, whatever is left out.
  return [`### ${who}${prose(showName(exercise.title))}\n\n${first}`, ...rest, ...more];
}

function findingBlocks(exercise: ExerciseGrade, check: CheckGrade): readonly string[] {
  const place = placeOf(exercise, check);
  const where = place === null ? '' : ` at ${codeSpan(showName(place))}`;
  const detail = restOfDetail(check);
  const line = `**${prose(message(check.title))}**${where}: ${codeSpan(message(check.message)) || 'failed'}`;
  return [detail === '' ? line : `${line}\n\n${codeBlock(clip(detail, DETAIL_SHOWN))}`];
}

function endOf({ isolation, seed }: Results): readonly string[] {
  return [`${prose(message(isolation.sentence))} Seed of the private scenarios: ${seed}.`];
}

/** Blocks apart by a blank line, the overview first, as many as fit. */
function withinLimit(overview: readonly string[], findings: readonly string[]): string {
  const kept: string[] = [];
  let room = MARKDOWN_LIMIT - Buffer.byteLength(`${LEFT_OUT}\n\n`);
  for (const block of [...overview, ...findings]) {
    room -= Buffer.byteLength(`${block}\n\n`);
    if (room < 0) {
      kept.push(LEFT_OUT);
      break;
    }
    kept.push(block);
  }
  return `${kept.join('\n\n')}\n`;
}

function message(text: string): string {
  return clip(text, MESSAGE_SHOWN);
}
