import { appendFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { renderGithubAnnotations } from '../../reports/github-annotations.ts';
import { renderMarkdown } from '../../reports/markdown.ts';
import { serializeResults } from '../../reports/results-schema.ts';
import { renderTerminal } from '../../reports/terminal.ts';
import { terminalLine, terminalLines } from '../../reports/terminal-text.ts';
import type { Results } from '../core/results.ts';
import { ChangesUnknown, changedExercises } from '../intake/changed-exercises.ts';
import { readFolder } from '../intake/read-folder.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { chosenExercises, requireFolder, requireMinPoints, requireSeed } from './grading-inputs.ts';
import { openGrading } from './open-grading.ts';
import { terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/** What `ouro grade` was asked. */
export interface GradeArgs {
  readonly folder: string | undefined;
  readonly only: readonly string[] | undefined;
  readonly changed: string | undefined;
  readonly 'min-points': number | undefined;
  readonly format: 'text' | 'github' | 'json';
  readonly json: boolean;
  readonly out: string | undefined;
  readonly seed: number;
  readonly 'require-sandbox': boolean;
  readonly reveal: boolean;
}

/** Grades one submission, prints it in the format asked for, and returns the exit code. */
export async function runGrade(args: GradeArgs): Promise<number> {
  const seed = requireSeed(args.seed);
  const minPoints = requireMinPoints(args['min-points']);
  const folder = resolve(args.folder ?? PROJECT_ROOT);
  requireFolder(folder);
  const manifests = changedOf(folder, args.changed, chosenExercises(args.only));
  const format = args.json ? 'json' : args.format;
  if (manifests.length === 0) {
    const which = args.only === undefined ? 'No exercise' : 'None of the exercises named';
    terminal.note(`${which} differs from ${args.changed}: nothing to grade.\n`);
    return EXIT.ok;
  }
  const found = readFolder(folder, basename(folder) || folder, manifests);
  const missing = manifests.filter(({ id }) => found.files.get(id)?.kind === 'missing');
  // What is missing and differs was there: a pull request that takes an answer away does not pass.
  const deleted =
    args.changed === undefined
      ? []
      : missing.map(({ id, file }) => `${file} of ${id} was deleted since ${args.changed}.`);
  if (deleted.length === 0 && missing.length === manifests.length) {
    const places = manifests.map(({ id, file }) => `exercises/${id}/${file}`).join(', ');
    throw new UsageError(
      `${folder} holds no exercise.`,
      `Looked for ${places}, with and without exercises/, and one folder further in.`,
    );
  }
  using grader = await openGrading({
    seed,
    requireSandbox: args['require-sandbox'],
    reveal: args.reveal,
  });
  const submission = { ...found, notes: [...found.notes, ...deleted] };
  const submissions = await grader.grade([submission], manifests);
  const results = grader.resultsOf(submissions);
  print(format, results);
  if (format !== 'text') for (const note of deleted) terminal.note(`${terminalLine(note)}\n`);
  for (const text of grader.journal.counterexamples) terminal.note(`\n${terminalLines(text, '│ ', terminal.width)}\n`);
  if (args.out !== undefined) terminal.note(`Report: ${writeReports(args.out, results)}\n`);
  return exitCodeOf(results, minPoints, deleted.length > 0);
}

function changedOf(folder: string, base: string | undefined, manifests: readonly Manifest[]): readonly Manifest[] {
  if (base === undefined) return manifests;
  try {
    return changedExercises(folder, base, manifests);
  } catch (error) {
    if (!(error instanceof ChangesUnknown)) throw error;
    throw new UsageError(
      `git cannot tell what changed since ${JSON.stringify(base)}: ${error.message}`,
      'Name a branch or commit that the checkout has; in CI, check out with the whole history.',
    );
  }
}

function print(format: GradeArgs['format'], results: Results): void {
  switch (format) {
    case 'json':
      terminal.write(serializeResults(results));
      return;
    case 'github': {
      const files = new Map(results.submissions.flatMap(({ exercises }) => exercises.map((e) => [e.exercise, e.file])));
      terminal.write(
        renderGithubAnnotations(results, { pathOf: (exercise) => `exercises/${exercise}/${files.get(exercise)}` }),
      );
      const summary = process.env['GITHUB_STEP_SUMMARY'];
      if (summary !== undefined && summary !== '') appendFileSync(summary, renderMarkdown(results));
      return;
    }
    case 'text':
      terminal.write(renderTerminal(results, { color: terminal.color, width: terminal.width }));
      return;
    default:
      format satisfies never;
  }
}

/**
 * A withheld grade is a fault of ours. Without `minPoints` the question is whether a check that was started failed, or an
 * answer was deleted.
 */
function exitCodeOf({ submissions }: Results, minPoints: number | undefined, isDeleted: boolean): number {
  if (submissions.some(({ status }) => status === 'withheld')) return EXIT.fault;
  const points = submissions.reduce((sum, submission) => sum + (submission.points ?? 0), 0);
  if (minPoints !== undefined) return points >= minPoints ? EXIT.ok : EXIT.no;
  const failed = submissions.some(({ exercises }) => exercises.some(({ status }) => status === 'failed'));
  return failed || isDeleted ? EXIT.no : EXIT.ok;
}
