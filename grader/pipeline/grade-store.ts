import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExerciseGrade } from '../core/grade.ts';
import { writeWhole } from '../write-whole.ts';

/** Everything that a grade depends on. Two equal keys have equal grades, measured figures aside. */
export interface GradeKey {
  readonly exercise: string;
  readonly sha256: string;
  readonly seed: number;
  readonly isolation: string;
  /** Of the grader's own code: another grader, another grade. */
  readonly fingerprint: string;
}

/**
 * Grades that are done, one file each, by the content they depend on: a run that was ended goes on where it stopped,
 * and nothing is graded twice. Withheld grades are not kept: they are tried again.
 */
export class GradeStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** A file that is damaged counts as absent. */
  get(key: GradeKey): ExerciseGrade | null {
    try {
      const stored: unknown = JSON.parse(readFileSync(this.#pathOf(key), 'utf8'));
      return isStored(stored, key) ? stored.grade : null;
    } catch {
      return null;
    }
  }

  /** A run that is killed leaves whole files only. */
  put(key: GradeKey, grade: ExerciseGrade): void {
    if (grade.status === 'withheld') return;
    writeWhole(this.#pathOf(key), JSON.stringify({ key, grade }));
  }

  #pathOf(key: GradeKey): string {
    const { exercise, sha256, seed, isolation, fingerprint } = key;
    const name = createHash('sha256').update(JSON.stringify([exercise, sha256, seed, isolation, fingerprint]));
    return join(this.#folder, `${name.digest('hex')}.json`);
  }
}

function isStored(value: unknown, key: GradeKey): value is { readonly grade: ExerciseGrade } {
  if (typeof value !== 'object' || value === null || !('grade' in value) || !('key' in value)) return false;
  return JSON.stringify(value.key) === JSON.stringify(key);
}

/** Of everything that was built: the grader with the exercises, oracles and kit that went into it. */
export function fingerprintOf(dist: string): string {
  const stamp = JSON.parse(readFileSync(join(dist, 'stamp.json'), 'utf8')) as { readonly outputs: readonly string[] };
  const hash = createHash('sha256').update(process.version);
  for (const file of stamp.outputs) if (/\.m?js$/.test(file)) hash.update(readFileSync(join(dist, file)));
  return hash.digest('hex');
}
