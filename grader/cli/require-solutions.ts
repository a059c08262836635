import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.ts';
import { UsageError } from './exit-code.ts';

/** A copy for students has no solutions/: everything but grading works there. @throws {UsageError} in such a copy. */
export function requireSolutions(): void {
  if (existsSync(join(PROJECT_ROOT, 'solutions', 'registry.ts'))) return;
  throw new UsageError(
    'Grading needs the folder solutions/, which this copy does not have.',
    'npm test runs the public checks.',
  );
}
