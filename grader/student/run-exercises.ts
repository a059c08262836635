import { join } from 'node:path';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { ExerciseReporter, type Output } from './exercise-reporter.ts';

/**
 * Runs the public checks of the exercises in Vitest: once, on every change (`watch`), or in @vitest/ui (`ui`).
 * Resolves to the exit code of a single run: 0 unless code was written that is wrong.
 */
export async function runExercises(options: {
  readonly root: string;
  readonly manifests: readonly Manifest[];
  readonly mode: 'once' | 'watch' | 'ui';
  readonly output: Output;
}): Promise<number> {
  const { root, manifests, mode, output } = options;
  const { startVitest } = await import('vitest/node');
  const filters = manifests.map(({ id }) => join(root, 'exercises', id));
  const reporter = new ExerciseReporter({ root, watch: mode !== 'once', output });
  const vitest = await startVitest('test', filters, {
    root,
    project: ['exercises'],
    watch: mode !== 'once',
    ui: mode === 'ui',
    open: mode === 'ui' && output.interactive,
    reporters: [reporter],
    passWithNoTests: false,
  });
  if (mode === 'ui') {
    const { api, uiBase } = vitest.config;
    output.write(`@vitest/ui is at http://${api?.host ?? 'localhost'}:${vitest.vite.config.server.port}${uiBase}\n`);
  }
  if (mode !== 'once') {
    // Vitest ends the process when the person does, and takes a check that fails for a run that failed: npm would complain.
    process.once('exit', () => {
      process.exitCode = 0;
    });
    return await new Promise(() => {});
  }
  await vitest.close();
  return reporter.foundWrong ? 1 : 0;
}
