import type { StructureEvidence } from '../core/evidence.ts';

/** Which rules apply to the file of which exercise. */
export interface ExerciseRules {
  /** The exercise's id. */
  readonly id: string;
  /** Modules of the kit that the student's file may import. */
  readonly kit: readonly string[];
  /** Ids of the manifest's structure checks. */
  readonly rules: readonly string[];
}

/** One student's file. `key` is the caller's name for it, unique within a batch. */
export interface SubmittedFile {
  readonly key: string;
  /** The exercise's id. */
  readonly exercise: string;
  readonly source: string;
}

export interface OpenRequest {
  readonly kind: 'open';
  /** The trusted part of the program: path from the project's root → text. */
  readonly sources: Readonly<Record<string, string>>;
  readonly exercises: readonly ExerciseRules[];
}

/** To the process that analyses. `open` comes once and first. */
export type Request = OpenRequest | { readonly kind: 'analyse'; readonly files: readonly SubmittedFile[] };

/**
 * From the process that analyses. `at` comes before the work it names, so that whoever waits knows what it waits for:
 * a file, or, without a key, the program that all files share.
 */
export type Reply =
  | { readonly kind: 'at'; readonly key: string | null }
  | { readonly kind: 'result'; readonly key: string; readonly evidence: StructureEvidence }
  | { readonly kind: 'done' };
