import type { Grader } from '../pipeline/grader.ts';
import { type GraderOptions, openGrader } from '../pipeline/open-grader.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { NoTemporaryFolder, SandboxRefused } from '../sandbox/isolation.ts';
import { spareOptimising } from '../spare-optimising.ts';
import { UsageError } from './exit-code.ts';

/** @throws {UsageError} if the machine lacks what it takes. */
export function openGrading(options: Omit<GraderOptions, 'root'>): Promise<Grader> {
  spareOptimising();
  return explained(() => openGrader({ root: PROJECT_ROOT, ...options }));
}

/** What the machine lacks, as something that can be mended. */
export async function explained<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof SandboxRefused) {
      const advice = 'npx ouro doctor tells what is missing; without --require-sandbox reports say so.';
      throw new UsageError(error.message, advice);
    }
    if (error instanceof NoTemporaryFolder)
      throw new UsageError(error.message, 'Make it, or set TMPDIR to a folder that can be written to.');
    throw error;
  }
}
