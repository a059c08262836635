import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../exercises/kit/manifest.ts';

/** How many hints of each exercise were shown; kept in the working copy, never committed. */
const STATE = '.ouro/hints.json';

export interface Hint {
  readonly number: number;
  readonly of: number;
  readonly text: string;
}

/** The next hint, or null after the last one. Remembers that it was shown. `again` starts over. */
export function nextHint(root: string, manifest: Manifest, again: boolean): Hint | null {
  const file = join(root, STATE);
  const shown = readShown(file);
  const number = (again ? 0 : (shown[manifest.id] ?? 0)) + 1;
  const text = manifest.hints[number - 1];
  if (text === undefined) return null;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...shown, [manifest.id]: number }, null, 2)}\n`);
  return { number, of: manifest.hints.length, text };
}

/** A file that is missing or was edited into something else counts as empty: hints start over. */
function readShown(file: string): Readonly<Record<string, number>> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter((entry): entry is [string, number] => Number.isInteger(entry[1]) && entry[1] >= 0),
    );
  } catch {
    return {};
  }
}
