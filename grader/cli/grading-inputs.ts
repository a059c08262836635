import { accessSync, constants, statSync } from 'node:fs';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { findManifest, MANIFESTS } from '../../exercises/manifests.ts';
import { UsageError } from './exit-code.ts';
import { findExercises } from './find-exercises.ts';

/** Exercises that carry points; the solved one does not. */
export const GRADED: readonly Manifest[] = MANIFESTS.filter(({ points }) => points > 0);

export function chosenExercises(only: readonly string[] | undefined): readonly Manifest[] {
  const names = (only ?? []).map(String);
  for (const name of names) {
    const manifest = findManifest(name);
    if (manifest !== undefined && !GRADED.includes(manifest))
      throw new UsageError(`${manifest.id} carries no points: it is not graded.`, `npm test ${name} runs its checks.`);
  }
  return findExercises(names, GRADED);
}

/** @throws {UsageError} unless `folder` is a folder that can be read. */
export function requireFolder(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`There is no folder ${folder}.`, 'Check the path, or create it.');
  if (!stat.isDirectory())
    throw new UsageError(
      `${folder} is not a folder.`,
      'Unpack an archive, or grade the folder around it with npx ouro batch.',
    );
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
  } catch {
    throw new UsageError(`${folder} cannot be read: permission denied.`, 'Make it readable for the person who grades.');
  }
}

/** Whole numbers only: the generators draw from 32 bits. */
export function requireSeed(seed: number): number {
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff) return seed;
  throw new UsageError(`--seed ${seed} is no whole number from 0 to 4294967295.`, 'Give one, 7 say.');
}

/** @throws {UsageError} for what is no number of points. */
export function requireMinPoints(points: number | undefined): number | undefined {
  if (points === undefined || (Number.isFinite(points) && points >= 0)) return points;
  throw new UsageError('--min-points is no number of points.', 'Give a number from 0 on, 7.5 say.');
}
