import { statSync } from 'node:fs';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { MANIFESTS } from '../../exercises/manifests.ts';
import { UsageError } from './exit-code.ts';
import { findExercises } from './find-exercises.ts';

/** Exercises that carry points; the solved one does not. */
export const GRADED: readonly Manifest[] = MANIFESTS.filter(({ points }) => points > 0);

export function chosenExercises(only: readonly string[] | undefined): readonly Manifest[] {
  return findExercises((only ?? []).map(String), GRADED);
}

/** @throws {UsageError} unless `folder` is a folder that can be read. */
export function requireFolder(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`There is no folder ${folder}.`, 'Check the path, or create it.');
  if (!stat.isDirectory()) throw new UsageError(`${folder} is not a folder.`, 'Name the folder that holds it.');
}

/** Whole numbers only: the generators draw from 32 bits. */
export function requireSeed(seed: number): number {
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff) return seed;
  throw new UsageError(`--seed ${seed} is no whole number from 0 to 4294967295.`, 'Give one, 7 say.');
}
