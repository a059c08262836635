import { appendFileSync, existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { findManifest } from '../../exercises/manifests.ts';
import { renderGithubAnnotations, renderGithubErrors } from '../../reports/github-annotations.ts';
import { renderMarkdown } from '../../reports/markdown.ts';
import { serializeResults } from '../../reports/results-schema.ts';
import { renderTerminal } from '../../reports/terminal.ts';
import { terminalLine, terminalLines } from '../../reports/terminal-text.ts';
import type { Results } from '../core/results.ts';
import { ChangesUnknown, changedExercises, folderInRepository } from '../intake/changed-exercises.ts';
import { readFolder } from '../intake/read-folder.ts';
import type { Submission } from '../intake/submission.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { chosenExercises, requireFolder, requireMinPoints, requireSeed } from './grading-inputs.ts';
import { openGrading } from './open-grading.ts';
import { prepareOutForGrade } from './out-folder.ts';
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
  const folder = folderOf(args.folder);
  const format = args.json ? 'json' : args.format;
  if (format === 'github') requireSummary();
  const manifests = changedOf(folder, args.changed, chosenExercises(args.only));
  if (manifests.length === 0) {
    const which = args.only === undefined ? 'No exercise' : 'None of the exercises named';
    const text = `${which} differs from ${args.changed}: nothing to grade.\n`;
    terminal.note(text);
    if (format === 'json') await writeNothing(seed);
    if (format === 'github') appendToSummary(text);
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
  if (args.out !== undefined) prepareOutForGrade(args.out, found.name);
  using grader = await openGrading({
    seed,
    requireSandbox: args['require-sandbox'],
    reveal: args.reveal,
  });
  const submission = { ...found, notes: [...found.notes, ...deleted] };
  const submissions = await grader.grade([submission], manifests);
  const results = grader.resultsOf(submissions);
  if (format === 'github') printForGithub(results, folder, manifests, found);
  else print(format, results);
  if (format === 'github') terminal.write(renderGithubErrors(deleted));
  if (format === 'json') for (const note of deleted) terminal.note(`${terminalLine(note)}\n`);
  for (const text of grader.journal.counterexamples) terminal.note(`\n${terminalLines(text, '│ ', terminal.width)}\n`);
  if (args.out !== undefined) terminal.note(`Report: ${writeReports(args.out, results)}\n`);
  return exitCodeOf(results, minPoints, deleted.length > 0);
}

/** @throws {UsageError} unless it is a folder. */
function folderOf(named: string | undefined): string {
  const folder = resolve(named ?? PROJECT_ROOT);
  if (named !== undefined && !existsSync(folder) && findManifest(named) !== undefined)
    throw new UsageError(
      `There is no folder ${folder}.`,
      `For exercise ${named} of the working copy: npx ouro grade --only ${named}`,
    );
  requireFolder(folder);
  return folder;
}

/** The document of a run in which there was nothing to grade. */
async function writeNothing(seed: number): Promise<void> {
  using grader = await openGrading({ seed });
  terminal.write(serializeResults(grader.resultsOf([])));
}

/** @throws {UsageError} before anything is graded for a summary that cannot be written. */
function requireSummary(): void {
  try {
    appendToSummary('');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The summary cannot be written: ${reason}`,
      'GITHUB_STEP_SUMMARY names its file; unset it to have none.',
    );
  }
}

function appendToSummary(text: string): void {
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summary !== undefined && summary !== '') appendFileSync(summary, text);
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

function print(format: 'json' | 'text', results: Results): void {
  terminal.write(
    format === 'json'
      ? serializeResults(results)
      : renderTerminal(results, { color: terminal.color, width: terminal.width }),
  );
}

/** Annotations lie where the files were found, by their paths in the repository. */
function printForGithub(results: Results, folder: string, manifests: readonly Manifest[], found: Submission): void {
  const before = folderInRepository(folder);
  const paths = new Map(
    manifests.map(({ id, file }) => [id, before + (found.places?.get(id) ?? `exercises/${id}/${file}`)]),
  );
  terminal.write(renderGithubAnnotations(results, { pathOf: (exercise) => paths.get(exercise) ?? '' }));
  appendToSummary(renderMarkdown(results));
}

/**
 * A withheld grade is a fault of ours. Without `minPoints` the question is whether a check that was started failed, or an
 * answer was deleted.
 */
function exitCodeOf({ submissions }: Results, minPoints: number | undefined, isDeleted: boolean): number {
  if (submissions.some(({ status }) => status === 'withheld')) return EXIT.fault;
  const points = submissions.reduce((sum, submission) => sum + (submission.points ?? 0), 0);
  if (minPoints !== undefined && points < minPoints)
    terminal.note(`${points} of the ${minPoints} points that are asked for.\n`);
  if (minPoints !== undefined) return points >= minPoints ? EXIT.ok : EXIT.no;
  const failed = submissions.some(({ exercises }) => exercises.some(({ status }) => status === 'failed'));
  return failed || isDeleted ? EXIT.no : EXIT.ok;
}
