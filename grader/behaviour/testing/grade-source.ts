import { fileURLToPath } from 'node:url';
import { compileStudent } from '../../compile/compile-student.ts';
import type { BehaviourEvidence, ScenarioEvidence } from '../../core/evidence.ts';
import type { Isolation } from '../../core/results.ts';
import { openSandbox } from '../../sandbox/sandbox.ts';
import { buildHarness } from '../../sandbox/testing/build-harness.ts';
import { type BehaviourResult, runBehaviour } from '../run-behaviour.ts';
import { solution as sums } from './sums.ts';

/** Runs a source as a submission of `sums.ts`. */
export type GradeSource = (source: string, options?: { readonly shrink?: boolean }) => Promise<BehaviourResult>;

/** `solution`: sums, or another with the same driver. */
export async function openGrading(level: Isolation['level'], solution = sums): Promise<GradeSource> {
  const entry = fileURLToPath(new URL('./harness.ts', import.meta.url));
  const harness = await buildHarness(entry, `sums-${level}`);
  const sandbox = await openSandbox({ level, harness: { behaviour: harness } });
  return async (source, { shrink = false } = {}) => {
    const compiled = await compileStudent('sums.ts', source);
    if (compiled.kind !== 'compiled') throw new Error(`does not compile: ${JSON.stringify(compiled)}`);
    return await runBehaviour({ solution, compiled, seed: 1, sandbox, shrink });
  };
}

/** The scenarios of evidence that has some. */
export function scenariosOf(evidence: BehaviourEvidence): readonly ScenarioEvidence[] {
  if (evidence.kind !== 'ran') throw new Error(`did not run: ${JSON.stringify(evidence)}`);
  return evidence.scenarios;
}

/** Kinds of results by scenario. */
export function kindsOf(evidence: BehaviourEvidence): Readonly<Record<string, string>> {
  return Object.fromEntries(scenariosOf(evidence).map(({ scenario, result }) => [scenario, result.kind]));
}
