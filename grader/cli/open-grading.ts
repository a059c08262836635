import type { Grader } from '../pipeline/grader.ts';
import { type GraderOptions, openGrader } from '../pipeline/open-grader.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { SandboxRefused } from '../sandbox/isolation.ts';
import { UsageError } from './exit-code.ts';

/** @throws {UsageError} if a sandbox is required and this machine has none. */
export async function openGrading(options: Omit<GraderOptions, 'root'>): Promise<Grader> {
  try {
    return await openGrader({ root: PROJECT_ROOT, ...options });
  } catch (error) {
    if (!(error instanceof SandboxRefused)) throw error;
    throw new UsageError(
      error.message,
      'npx ouro doctor tells what is missing; without --require-sandbox reports say so.',
    );
  }
}
