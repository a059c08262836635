import { stringify } from 'csv-stringify/sync';
import type { ExerciseGrade } from '../grader/core/grade.ts';
import type { Results } from '../grader/core/results.ts';
import { clip, neutraliseLine } from './neutralise.ts';

/** UTF-16 units of a name; longer than any file name. */
const NAME_SHOWN = 300;

type Cell = string | number;

/**
 * `gradebook.csv`: submission, status, points, maxPoints, and a column of points per exercise. What is withheld or
 * was not graded is blank, never 0.
 *
 * RFC 4180, UTF-8 without a byte order mark: whoever reads by column name finds `submission` in every reader.
 * No cell is a formula: what begins like one begins with an apostrophe instead, also behind a semicolon or a bar, at
 * which spreadsheets of some countries cut. No line is a workflow command where the file is printed in a CI log: a name
 * that begins like one is quoted.
 */
export function renderGradebookCsv({ submissions }: Results): string {
  const exercises = [...new Set(submissions.flatMap((submission) => submission.exercises.map(idOf)))].sort();
  const rows = submissions.map(({ submission, status, points, maxPoints, exercises: graded }): readonly Cell[] => {
    const pointsOf = new Map(graded.map((exercise) => [exercise.exercise, exercise.points]));
    return [
      cellOf(submission),
      status,
      points ?? '',
      maxPoints,
      ...exercises.map((exercise) => pointsOf.get(exercise) ?? ''),
    ];
  });
  return stringify([['submission', 'status', 'points', 'maxPoints', ...exercises.map(cellOf)], ...rows], {
    record_delimiter: 'windows',
    escape_formulas: true,
    quoted_match: /^::/,
  });
}

function idOf({ exercise }: ExerciseGrade): string {
  return exercise;
}

/** What a reader may take for a formula once it has cut a cell at a semicolon or a bar. */
const FORMULA_BEHIND_CUT = /(?<=[;|]\s*)(?=[=+\-@＝＋－＠])/g;

/** Visible text. Leading spaces become visible too: some readers drop them, and find a formula behind. */
function cellOf(text: string): string {
  return neutraliseLine(clip(text, NAME_SHOWN))
    .replace(/^\s+/, (spaces) => '␠'.repeat(spaces.length))
    .replace(FORMULA_BEHIND_CUT, "'");
}
