import type { Manifest } from '../../exercises/kit/manifest.ts';
import { findManifest, MANIFESTS } from '../../exercises/manifests.ts';
import { UsageError } from './exit-code.ts';

/** The exercises that a person named, in the order of the syllabus; all of `among` when none was named. */
export function findExercises(names: readonly string[], among: readonly Manifest[] = MANIFESTS): readonly Manifest[] {
  if (names.length === 0) return among;
  const found = names.map((name) => {
    const manifest = findManifest(name);
    if (manifest !== undefined && among.includes(manifest)) return manifest;
    const known = among.map(({ id }) => id).join(', ');
    throw new UsageError(
      `There is no exercise ${JSON.stringify(name)}.`,
      `Name one of ${known}, by number or by name; several with blanks between them.`,
    );
  });
  return among.filter((manifest) => found.includes(manifest));
}
