import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExerciseRules } from './messages.ts';

/** The project's root, whether this file runs from its source or from what was built. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'exercises', 'kit'))) {
    if (dirname(folder) === folder) throw new Error('The folder exercises/kit is not above the running file.');
    folder = dirname(folder);
  }
  return folder;
}

/**
 * The contracts, the modules of the kit that students may import, and what these import in turn.
 * Path from the project's root → text.
 */
export function readTrustedSources(exercises: readonly ExerciseRules[]): Readonly<Record<string, string>> {
  const root = projectRoot();
  const sources: Record<string, string> = {};
  const pending = exercises.flatMap(({ id, kit }) => [
    `exercises/${id}/contract.ts`,
    ...kit.map((module) => `exercises/kit/${module}.ts`),
  ]);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (path in sources) continue;
    const text = readFileSync(join(root, path), 'utf8');
    sources[path] = text;
    for (const [, specifier] of text.matchAll(/\bfrom '(\.[^']+\.ts)'/g)) {
      if (specifier !== undefined) pending.push(posix.join(posix.dirname(path), specifier));
    }
  }
  return sources;
}
