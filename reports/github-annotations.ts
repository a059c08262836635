import type { CheckGrade, ExerciseGrade } from '../grader/core/grade.ts';
import type { Results } from '../grader/core/results.ts';
import { findingsOf, restOfDetail } from './findings.ts';
import { clip, neutralise } from './neutralise.ts';
import { showMessage, showName } from './view-text.ts';
import { count, showScore } from './words.ts';

/** GitHub shows this many annotations per level and step, and drops the rest without a word. */
const SHOWN_PER_LEVEL = 10;
/** UTF-16 units of detail in one annotation. */
const DETAIL_SHOWN = 1_500;

type Level = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly level: Level;
  /** Path in the repository. */
  readonly file: string;
  readonly at: CheckGrade['at'];
  readonly title: string;
  readonly text: string;
}

/**
 * GitHub workflow commands, one per line: an error per finding, a warning per fault of ours, a notice per measurement
 * without a verdict. At most ten of each level; the tenth counts the rest.
 *
 * Every line is one command of ours. What a student influenced stands in it escaped, so that it can neither begin a
 * command nor end one. Columns come with a line and without `endLine`: a range over lines loses its columns.
 */
export function renderGithubAnnotations(
  { submissions }: Results,
  { pathOf }: { readonly pathOf: (exercise: string) => string },
): string {
  const graded = submissions.flatMap(({ submission, exercises }) =>
    exercises.map((exercise) => ({ exercise, who: submissions.length > 1 ? `${showName(submission)}: ` : '' })),
  );
  const all = graded.map(({ exercise, who }) => annotationsOf(exercise, pathOf(exercise.exercise), who));
  const lines = (['error', 'warning', 'notice'] as const).flatMap((level) =>
    atMost(SHOWN_PER_LEVEL, inTurn(all.map((some) => some.filter((annotation) => annotation.level === level))), level),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** An error each, without a place. */
export function renderGithubErrors(texts: readonly string[]): string {
  return texts.map((text) => `::error title=Ouroboros::${escapeData(showMessage(text))}\n`).join('');
}

function annotationsOf(exercise: ExerciseGrade, file: string, who: string): readonly Annotation[] {
  const faults = exercise.faults.map(({ stage, detail }): Annotation => {
    const text = `The grade is withheld for a fault of the grader, in ${stage}: ${showMessage(detail)}`;
    return { level: 'warning', file, at: null, title: `${who}${showName(exercise.title)}`, text };
  });
  const unsure = exercise.checks.filter(({ outcome }) => outcome === 'inconclusive');
  return [
    ...findingsOf(exercise).map((check) => annotationOf('error', file, who, check)),
    ...unsure.map((check) => annotationOf('notice', file, who, check)),
    ...faults,
  ];
}

function annotationOf(level: Level, file: string, who: string, check: CheckGrade): Annotation {
  const detail = neutralise(clip(restOfDetail(check), DETAIL_SHOWN));
  const title = `${who}${showMessage(check.title)} (${showScore(check.points, check.maxPoints)})`;
  const text = [showMessage(check.message === '' ? check.title : check.message), detail].filter((part) => part !== '');
  return { level, file, at: check.at, title, text: text.join('\n\n') };
}

/** The first of each exercise, then the second of each: no exercise is crowded out by another. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = lists.reduce((length, list) => Math.max(length, list.length), 0);
  return Array.from({ length: longest }, (_, rank) => lists.flatMap((list) => list.slice(rank, rank + 1))).flat();
}

function atMost(limit: number, annotations: readonly Annotation[], level: Level): readonly string[] {
  if (annotations.length <= limit) return annotations.map(command);
  const left = count(annotations.length - (limit - 1), `more ${level}`);
  const rest = `::${level} title=Ouroboros::${left}: the job summary and the report have them all.`;
  return [...annotations.slice(0, limit - 1).map(command), rest];
}

function command({ level, file, at, title, text }: Annotation): string {
  const place = at === null ? '' : `,line=${at.line},col=${at.column}`;
  return `::${level} file=${escapeProperty(neutralise(file))}${place},title=${escapeProperty(title)}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
