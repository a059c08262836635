import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CLASS_PAGE, PAGES_FOLDER, pageFileName } from '../../reports/page-file-name.ts';
import { parseResults } from '../../reports/results-schema.ts';
import { terminalLine } from '../../reports/terminal-text.ts';
import { count } from '../../reports/words.ts';
import { UsageError } from './exit-code.ts';

/** What `batch` keeps, beside the reports, to go on from. */
const STORE_FOLDER = '.ouro';
const RESULTS = 'results.json';
/** What is written beside the pages. */
const REPORTS: readonly string[] = [RESULTS, CLASS_PAGE, 'summary.md', 'gradebook.csv'];
/** No shorter than what a page is first written as: 85 letters of its name, and the process's number. */
const LONGEST_NAME = 110;
const ADVICE = 'Give another folder with --out.';

/**
 * Keeps reports and submissions apart: `input` is the folder that holds the submissions. A folder of reports directly in
 * it is well: `batch` leaves it out.
 *
 * @throws {UsageError} if reports would lie among submissions, or in one.
 */
export function requireOutApart(out: string, input: string): void {
  requireNamed(out);
  refusing(out, () => {
    const [place, pages, from] = [placeOf(out), placeOf(join(out, PAGES_FOLDER)), placeOf(input)];
    const apart = `Give a folder outside of ${input} with --out.`;
    if (place === from) throw new UsageError(`${out} is the folder of the submissions itself.`, apart);
    if (isWithin(from, pages)) {
      throw new UsageError(`The pages would be written to ${join(out, PAGES_FOLDER)}, among the submissions.`, apart);
    }
    if (!isWithin(pages, from)) return;
    const isLeftOut = dirname(resolve(out)) === resolve(input) && place === join(from, basename(resolve(out)));
    if (!isLeftOut) throw new UsageError(`${out} lies in the folder of the submissions.`, apart);
    if (looksSubmitted(place)) throw new UsageError(`${out} looks like a submission: it would not be graded.`, apart);
  });
}

/**
 * Makes and checks the folder of a batch's reports, and returns the folder to keep grades in.
 *
 * @throws {UsageError} if the reports cannot be written there, or a page there is not an earlier run's.
 */
export function prepareOutForBatch(out: string): string {
  prepare(out, [PAGES_FOLDER, STORE_FOLDER]);
  return join(out, STORE_FOLDER);
}

/**
 * Makes and checks the folder for the reports of one submission.
 *
 * @throws {UsageError} as for a batch, or if the reports of other submissions would be replaced.
 */
export function prepareOutForGrade(out: string, submission: string): void {
  requireNamed(out);
  refusing(out, () => {
    const results = join(out, RESULTS);
    const listed = readListed(out);
    if (listed === null) {
      if (lstatOf(results)?.isFile() !== true) return;
      throw new UsageError(`${results} is not an earlier run's: it would be replaced.`, ADVICE);
    }
    const others = listed.filter((name) => name !== submission);
    if (others.length === 0) return;
    const own = terminalLine(submission);
    throw new UsageError(
      `${out} holds the reports of ${count(others.length, 'other submission')}: those of ${own} alone would replace them.`,
      `${ADVICE.slice(0, -1)}, or grade all of them with batch.`,
    );
  });
  prepare(out, [PAGES_FOLDER]);
}

/** What can be seen without writing comes first: what is refused stays as it was. */
function prepare(out: string, folders: readonly string[]): void {
  requireNamed(out);
  refusing(out, () => {
    for (const name of REPORTS) {
      if (lstatOf(join(out, name))?.isDirectory() === true) {
        throw unusable(out, `${name} there is a folder`);
      }
    }
    requireOwnPages(out);
    for (const folder of [out, ...folders.map((name) => join(out, name))]) {
      makeFolder(folder);
      tryWriting(folder);
    }
  });
}

/** An empty `--out` would be the current directory. */
function requireNamed(out: string): void {
  if (out.trim() === '') throw new UsageError('--out names no folder.', 'Name one: --out out.');
}

/** A page that is no longer current is removed: it must be one that an earlier run wrote. */
function requireOwnPages(out: string): void {
  const pages = join(out, PAGES_FOLDER);
  if (statOf(pages)?.isDirectory() !== true) return;
  const own = new Set((readListed(out) ?? []).map(pageFileName));
  const foreign = readdirSync(pages, { withFileTypes: true }).find(
    (entry) => entry.name.endsWith('.html') && !(entry.isFile() && own.has(entry.name)),
  );
  if (foreign === undefined) return;
  throw new UsageError(
    `${join(pages, terminalLine(foreign.name))} is not an earlier run's page: ${RESULTS} there does not list it.`,
    'Move it elsewhere, or give another folder with --out.',
  );
}

/** The submissions that `results.json` there lists; null if there is none, or no earlier run wrote it. */
function readListed(out: string): readonly string[] | null {
  const path = join(out, RESULTS);
  if (statOf(path)?.isFile() !== true) return null;
  try {
    return parseResults(JSON.parse(readFileSync(path, 'utf8'))).submissions.map(({ submission }) => submission);
  } catch {
    return null;
  }
}

/** Whether a folder holds something, and no reports. */
function looksSubmitted(folder: string): boolean {
  if (statOf(folder)?.isDirectory() !== true || readListed(folder) !== null) return false;
  return readdirSync(folder).some((name) => !name.startsWith('.') && name !== PAGES_FOLDER);
}

/**
 * One level at a time, from the first that exists: on some file systems, /proc say, a recursive `mkdirSync` does not come
 * back.
 */
function makeFolder(folder: string): void {
  const missing: string[] = [];
  let at = resolve(folder);
  for (; statOf(at) === undefined && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  if (statOf(at)?.isDirectory() !== true) throw unusable(folder, `${at} is not a folder`);
  for (const level of missing) {
    if (lstatOf(level)?.isSymbolicLink() === true) {
      throw unusable(folder, `${level} is a link to nothing`);
    }
    try {
      mkdirSync(level);
    } catch (error) {
      // Another batch may have made it meanwhile.
      if (statOf(level)?.isDirectory() !== true) throw error;
    }
  }
}

/** Writes, rather than asks whether it may: that a name is too long, or a disk read-only, only writing tells. */
function tryWriting(folder: string): void {
  const probe = join(folder, `.${process.pid}.probe`.padEnd(LONGEST_NAME, '-'));
  writeFileSync(probe, '');
  rmSync(probe);
}

/** Where a path leads, links followed, whether or not all of it is there. */
function placeOf(path: string): string {
  const at = resolve(path);
  if (statOf(at) !== undefined) return realpathSync(at);
  return dirname(at) === at ? at : join(placeOf(dirname(at)), basename(at));
}

function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Links followed; undefined where there is nothing, and below a file. */
function statOf(path: string): Stats | undefined {
  return unlessBelowFile(() => statSync(path, { throwIfNoEntry: false }));
}

/** The same of a link itself. */
function lstatOf(path: string): Stats | undefined {
  return unlessBelowFile(() => lstatSync(path, { throwIfNoEntry: false }));
}

function unlessBelowFile(look: () => Stats | undefined): Stats | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** What the file system refuses is a mistake in `--out`, not a fault of the grader. */
function refusing(out: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw unusable(out, error.message);
    throw error;
  }
}

function unusable(out: string, reason: string): UsageError {
  return new UsageError(`The reports cannot be written to ${out}: ${reason}.`, ADVICE);
}
