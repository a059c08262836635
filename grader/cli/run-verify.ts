import pico from 'picocolors';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { loadSolution } from '../../solutions/registry.ts';
import type { Grader } from '../pipeline/grader.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { type Claim, judgeSpecimen, specimensOf, verifyStatically } from '../verify/verify-exercise.ts';
import { DEFAULT_SEED } from './default-seed.ts';
import { EXIT } from './exit-code.ts';
import { findExercises } from './find-exercises.ts';
import { openGrading } from './open-grading.ts';
import { terminal, writeJson } from './terminal.ts';

/** What `ouro verify` was asked. */
export interface VerifyArgs {
  readonly exercise: readonly string[];
  readonly json: boolean;
}

/** Proves exercises and returns the exit code: 1 when a claim does not hold. */
export async function runVerify({ exercise, json }: VerifyArgs): Promise<number> {
  const manifests = findExercises(exercise.map(String));
  using grader = await openGrading({ seed: DEFAULT_SEED });
  const proofs: { readonly exercise: string; readonly claims: readonly Claim[] }[] = [];
  for (const manifest of manifests) {
    const claims = [
      ...(await verifyStatically(PROJECT_ROOT, await loadSolution(manifest.id))),
      ...(await gradeSpecimens(grader, manifest)),
    ];
    proofs.push({ exercise: manifest.id, claims });
    if (!json) terminal.write(describe(manifest.id, claims));
  }
  if (json) writeJson(proofs);
  const broken = proofs.flatMap(({ claims }) => claims).filter(({ problems }) => problems.length > 0).length;
  if (!json) terminal.write(broken === 0 ? 'Every claim holds.\n' : `${broken} claims do not hold.\n`);
  return broken === 0 ? EXIT.ok : EXIT.no;
}

async function gradeSpecimens(grader: Grader, manifest: Manifest): Promise<readonly Claim[]> {
  if (manifest.points === 0) return [];
  const specimens = specimensOf(PROJECT_ROOT, manifest);
  const graded = await grader.grade(
    specimens.map(({ submission }) => submission),
    [manifest],
  );
  return specimens.map((specimen) => {
    const { name } = specimen.submission;
    const grade = graded.find(({ submission }) => submission === name)?.exercises[0];
    return grade === undefined ? { claim: name, problems: ['was not graded'] } : judgeSpecimen(specimen, grade);
  });
}

function describe(id: string, claims: readonly Claim[]): string {
  const colors = pico.createColors(terminal.color);
  const lines = claims.flatMap(({ claim, problems }) =>
    problems.length === 0
      ? [`  ${colors.green('✓')} ${claim}`]
      : [`  ${colors.red('✗')} ${claim}`, ...problems.map((problem) => `      ${problem}`)],
  );
  return `${colors.bold(id)}\n${lines.join('\n')}\n`;
}
