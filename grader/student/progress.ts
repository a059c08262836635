import type { Manifest } from '../../exercises/kit/manifest.ts';

/** What one public check of an exercise came to in the student's own run. */
export type CheckState =
  | { readonly kind: 'passed' }
  | { readonly kind: 'todo' }
  | { readonly kind: 'failed'; readonly explanation: string; readonly place: string | null };

/** One exercise's run: the states of its scenarios in order, or why they could not be run to the end. */
export interface ExerciseRun {
  readonly manifest: Manifest;
  readonly scenarios: readonly CheckState[];
  readonly stopped: { readonly what: string; readonly message: string; readonly place: string | null } | null;
  /** What the first check that fails wrote to the console; where none fails, the first that wrote anything. */
  readonly printed: string;
}

export type Progress = 'solved' | 'in progress' | 'to do';

/** Solved: every check passes. To do: nothing was written yet. */
export function progressOf({ scenarios, stopped }: ExerciseRun): Progress {
  if (stopped !== null) return 'in progress';
  if (scenarios.length > 0 && scenarios.every(({ kind }) => kind === 'passed')) return 'solved';
  return scenarios.every(({ kind }) => kind === 'todo') ? 'to do' : 'in progress';
}

/** Code that was written and is wrong. Unsolved is not wrong. */
export function isWrong({ scenarios, stopped }: ExerciseRun): boolean {
  return stopped !== null || scenarios.some(({ kind }) => kind === 'failed');
}

/** What decides what can be typed next. */
export interface Circumstances {
  /** Checks run at every save already. */
  readonly watching: boolean;
  /** The copy can grade: one for students may not. */
  readonly grades: boolean;
}

/** The next thing to do about an exercise, in a few words. */
export function nextStep(run: ExerciseRun, { watching, grades }: Circumstances): string {
  const number = run.manifest.id.slice(0, 2);
  if (isWrong(run)) return watching ? `npm run hint ${number}` : `npm run watch ${number}`;
  switch (progressOf(run)) {
    case 'solved':
      if (run.manifest.points === 0) return 'read its README.md';
      return grades ? `npx ouro grade --only ${number}` : 'hand it in';
    case 'to do':
      return `read exercises/${run.manifest.id}/README.md`;
    case 'in progress':
      return `npm run hint ${number}`;
  }
}
