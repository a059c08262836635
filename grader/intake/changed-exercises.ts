import { execFileSync } from 'node:child_process';
import { type Nominated, placesOf } from './submission.ts';

/** Git could not tell what changed. The message is git's own. */
export class ChangesUnknown extends Error {
  override readonly name = 'ChangesUnknown';
}

/**
 * The exercises whose file differs between the working copy in `folder` and the point where it left `base`: what a
 * pull request changed. Git runs without hooks, monitors, external diffs or text conversions.
 *
 * @throws {ChangesUnknown} if `folder` is no checkout, or has no common history with `base`.
 */
export function changedExercises<Exercise extends Nominated>(
  folder: string,
  base: string,
  exercises: readonly Exercise[],
): readonly Exercise[] {
  const fork = git(folder, ['merge-base', '--end-of-options', base, 'HEAD']).trim();
  const list = git(folder, ['diff', '--relative', '--name-only', '--no-ext-diff', '--no-textconv', '-z', fork, '--']);
  const changed = new Set(list.split('\0'));
  return exercises.filter((exercise) => placesOf(exercise).some((place) => changed.has(place)));
}

function git(folder: string, args: readonly string[]): string {
  try {
    return execFileSync('git', ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new ChangesUnknown(stderr || (error instanceof Error ? error.message : String(error)));
  }
}
