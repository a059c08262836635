import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { PROJECT_ROOT } from '../project-root.ts';
import type { ExerciseRules } from './messages.ts';

/**
 * The contracts, the modules of the kit that students may import, and what these import in turn.
 * Path from the project's root → text.
 */
export function readTrustedSources(exercises: readonly ExerciseRules[]): Readonly<Record<string, string>> {
  const sources: Record<string, string> = {};
  const pending = exercises.flatMap(({ id, kit }) => [
    `exercises/${id}/contract.ts`,
    ...kit.map((module) => `exercises/kit/${module}.ts`),
  ]);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (path in sources) continue;
    const text = readFileSync(join(PROJECT_ROOT, path), 'utf8');
    sources[path] = text;
    for (const [, specifier] of text.matchAll(/\bfrom '(\.[^']+\.ts)'/g)) {
      if (specifier !== undefined) pending.push(posix.join(posix.dirname(path), specifier));
    }
  }
  return sources;
}
