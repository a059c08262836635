import { execFileSync } from 'node:child_process';
import { readFolder } from './read-folder.ts';
import { decodeSource, MISSING, type Nominated, placesBehind, prefixesOf, type SubmittedFile } from './submission.ts';

/** Git could not tell what changed. The message is git's own. */
export class ChangesUnknown extends Error {
  override readonly name = 'ChangesUnknown';
}

/**
 * The exercises whose file differs between the working copy in `folder` and the point where it left `base`: what a
 * pull request changed; line ends apart, which a checkout may have changed. The checkout may come from a student, with
 * a configuration that names programs: git is only asked for what it has stored, and looks at no file of the working
 * copy, for which it would run filters and monitors, nor for objects elsewhere.
 *
 * @throws {ChangesUnknown} if `folder` is no checkout, or has no common history with `base`.
 */
export function changedExercises<Exercise extends Nominated>(
  folder: string,
  base: string,
  exercises: readonly Exercise[],
): readonly Exercise[] {
  const fork = git(folder, ['merge-base', '--end-of-options', base, 'HEAD']).toString().trim();
  const prefixes = prefixesOf(foldersOf(folder, fork));
  const places = exercises.flatMap((exercise) => placesBehind(prefixes, exercise));
  const stored = storedIn(folder, fork, places);
  const { files } = readFolder(folder, '', exercises);
  return exercises.filter((exercise) => {
    const blob = placesBehind(prefixes, exercise)
      .map((place) => stored.get(place))
      .find((found) => found !== undefined);
    const before = blob === undefined ? MISSING : decodeSource(git(folder, ['cat-file', 'blob', blob]));
    return !isSame(before, files.get(exercise.id) ?? MISSING);
  });
}

/** Where a folder lies in its repository: empty, or with a slash at its end. Empty also where there is none. */
export function folderInRepository(folder: string): string {
  try {
    return git(folder, ['rev-parse', '--show-prefix']).toString().replace(/\n$/, '');
  } catch (error) {
    if (error instanceof ChangesUnknown) return '';
    throw error;
  }
}

/** The folders at the top of the submission in a commit. */
function foldersOf(folder: string, commit: string): readonly string[] {
  return git(folder, ['ls-tree', '-z', '-d', '--name-only', commit])
    .toString()
    .split('\0')
    .filter((name) => name !== '');
}

/** The blobs of a commit at those places. */
function storedIn(folder: string, commit: string, places: readonly string[]): ReadonlyMap<string, string> {
  const list = git(folder, ['ls-tree', '-z', commit, '--', ...places]).toString();
  const blobs = new Map<string, string>();
  for (const line of list.split('\0')) {
    const [, blob, place] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    if (blob !== undefined && place !== undefined) blobs.set(place, blob);
  }
  return blobs;
}

function isSame(before: SubmittedFile, now: SubmittedFile): boolean {
  if (before.kind === 'file' && now.kind === 'file') return withoutCr(before.source) === withoutCr(now.source);
  return before.kind === 'missing' && now.kind === 'missing';
}

function withoutCr(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function git(folder: string, args: readonly string[]): Buffer {
  try {
    return execFileSync('git', args, {
      cwd: folder,
      // A folder's name is no pattern, whatever it begins with.
      env: { ...process.env, GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1', GIT_LITERAL_PATHSPECS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new ChangesUnknown(stderr || (error instanceof Error ? error.message : String(error)));
  }
}
