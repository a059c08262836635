import type { CheckGrade } from '../grader/core/grade.ts';

/** Checks side by side that were not run for one reason. */
export interface WaitingRun {
  /** Why, for people: what the check that all of them wait for says, or its title. */
  readonly why: string;
  readonly checks: readonly CheckGrade[];
}

const WAITS_FOR = /^Waits for (behaviour\/[\w-]+)\.$/;

/**
 * One category's checks, with every run of two or more that wait for the same in the place of its checks. A check that
 * waits for another that waits in turn waits for the first of them, the root: `all` are the exercise's checks.
 */
export function foldWaiting(
  checks: readonly CheckGrade[],
  all: readonly CheckGrade[],
): readonly (CheckGrade | WaitingRun)[] {
  const byId = new Map(all.map((check) => [check.id, check]));
  const runs: { why: string | null; checks: CheckGrade[] }[] = [];
  for (const check of checks) {
    const why = whyNotRun(check, byId);
    const last = runs.at(-1);
    if (why !== null && last?.why === why) last.checks.push(check);
    else runs.push({ why, checks: [check] });
  }
  return runs.flatMap(({ why, checks: run }): readonly (CheckGrade | WaitingRun)[] =>
    why === null || run.length === 1 ? run : [{ why, checks: run }],
  );
}

/** Null for a check that was run. */
function whyNotRun(check: CheckGrade, byId: ReadonlyMap<string, CheckGrade>): string | null {
  if (check.outcome !== 'notRun') return null;
  const seen = new Set<CheckGrade>();
  let root = check;
  while (root.outcome === 'notRun' && !seen.has(root)) {
    seen.add(root);
    const next = byId.get(WAITS_FOR.exec(root.message)?.[1] ?? '');
    if (next === undefined) return root.message;
    root = next;
  }
  return `Waits for: ${root.title}.`;
}
