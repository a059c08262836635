import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { MANIFESTS } from '../../exercises/manifests.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import type { ExerciseRules, OpenRequest } from './messages.ts';

export function rulesOfManifests(): readonly ExerciseRules[] {
  return MANIFESTS.map(({ id, kit, structure }) => ({ id, kit, rules: structure.map((check) => check.id) }));
}

export function openRequest(exercises: readonly ExerciseRules[]): OpenRequest {
  return { kind: 'open', sources: readTrustedSources(exercises), exercises };
}

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
