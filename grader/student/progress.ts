import type { Manifest } from '../../exercises/kit/manifest.ts';

/** What one public check of an exercise came to in the student's own run. */
export type CheckState =
  | { readonly kind: 'passed' }
  | { readonly kind: 'todo' }
  | { readonly kind: 'failed'; readonly explanation: string; readonly place: string | null };

/** One exercise's run: the states of its scenarios in order, or the reason why its file did not load. */
export interface ExerciseRun {
  readonly manifest: Manifest;
  readonly scenarios: readonly CheckState[];
  readonly loadError: { readonly message: string; readonly place: string | null } | null;
}

export type Progress = 'solved' | 'in progress' | 'to do';

/** Solved: every check passes. To do: nothing was written yet. */
export function progressOf({ scenarios, loadError }: ExerciseRun): Progress {
  if (loadError !== null) return 'in progress';
  if (scenarios.length > 0 && scenarios.every(({ kind }) => kind === 'passed')) return 'solved';
  return scenarios.every(({ kind }) => kind === 'todo') ? 'to do' : 'in progress';
}

/** Code that was written and is wrong. Unsolved is not wrong. */
export function isWrong({ scenarios, loadError }: ExerciseRun): boolean {
  return loadError !== null || scenarios.some(({ kind }) => kind === 'failed');
}

/** The next thing to do about an exercise, in a few words. */
export function nextStep(run: ExerciseRun): string {
  const number = run.manifest.id.slice(0, 2);
  if (isWrong(run)) return `npm run watch ${number}`;
  switch (progressOf(run)) {
    case 'solved':
      return run.manifest.points === 0 ? 'read its README.md' : `npx ouro grade --only ${number}`;
    case 'to do':
      return `read exercises/${run.manifest.id}/README.md`;
    case 'in progress':
      return `npm run hint ${number}`;
  }
}
