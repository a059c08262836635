import type { SubmissionGrade } from './grade.ts';

/** The document `results.json`: everything that a report says is in it. */
export interface Results {
  readonly schema: 'ouroboros/results/1';
  readonly versions: { readonly ouroboros: string; readonly node: string };
  /** Private scenarios were generated from it: the same seed gives the same scenarios. */
  readonly seed: number;
  readonly isolation: Isolation;
  /** In the order of their names. */
  readonly submissions: readonly SubmissionGrade[];
}

/** What kept student code in while it ran. */
export interface Isolation {
  /** `bubblewrap`: all guarantees. `permission`: Node's permission model alone. */
  readonly level: 'bubblewrap' | 'permission';
  /** One sentence for every report. */
  readonly sentence: string;
  /** What the level above would have kept, in short sentences; empty at the highest. */
  readonly lost: readonly string[];
}
