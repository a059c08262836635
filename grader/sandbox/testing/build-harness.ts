import { join } from 'node:path';
import { build } from 'esbuild';
import { PROJECT_ROOT } from '../../project-root.ts';

/** Builds a harness of a test's own, as the project's are built. Its path. */
export async function buildHarness(entry: string, name: string): Promise<string> {
  const outfile = join(PROJECT_ROOT, 'dist/testing', `${name}-${process.pid}.js`);
  const { platform, target, format } = { platform: 'node', target: 'node20', format: 'iife' } as const;
  await build({ entryPoints: [entry], bundle: true, outfile, platform, target, format, logLevel: 'error' });
  return outfile;
}
