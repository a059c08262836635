import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { type Sample, samplesOf } from './readme-samples.ts';

/** A sample that does not show what its README says. */
export interface SampleProblem {
  readonly line: number;
  readonly problem: string;
}

/**
 * Runs the samples of an exercise's README against the model answer. They are the project's own code: they run in
 * this process.
 */
export async function checkSamples(
  root: string,
  { id, file }: Manifest,
): Promise<{ readonly shown: number; readonly problems: readonly SampleProblem[] }> {
  const samples = samplesOf(readFileSync(join(root, 'exercises', id, 'README.md'), 'utf8'));
  const problems: SampleProblem[] = [];
  for (const sample of samples) problems.push(...(await checkSample(root, id, file, sample)));
  return { shown: samples.reduce((sum, { shown }) => sum + shown.length, 0), problems };
}

async function checkSample(root: string, id: string, file: string, sample: Sample): Promise<readonly SampleProblem[]> {
  try {
    const actual = await runSample(root, id, file, sample);
    return sample.shown.flatMap(({ line, expected }) => {
      const seen = actual.get(line) ?? 'nothing: the line was not reached';
      return seen === expected ? [] : [{ line, problem: `shows ${expected}, gives ${seen}` }];
    });
  } catch (error) {
    return [{ line: sample.line, problem: error instanceof Error ? error.message : String(error) }];
  }
}

async function runSample(root: string, id: string, file: string, sample: Sample): Promise<ReadonlyMap<number, string>> {
  const folder = join(root, 'exercises', id);
  const { outputFiles } = await build({
    stdin: { contents: withShow(root, sample.code), resolveDir: folder, loader: 'ts', sourcefile: 'README.md' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
    plugins: [modelAnswer(`./${file}`, join(root, 'solutions', id, file))],
  });
  const code = Buffer.from(outputFiles[0]?.text ?? '').toString('base64');
  const module: unknown = await import(`data:text/javascript;base64,${code}`);
  return (module as { readonly __shown: ReadonlyMap<number, string> }).__shown;
}

function withShow(root: string, code: string): string {
  const show = JSON.stringify(join(root, 'grader', 'verify', 'readme-samples.ts'));
  return [
    `import { showSampleValue } from ${show};`,
    'export const __shown = new Map<number, string>();',
    'function __show(line: number, compute: () => unknown) { __shown.set(line, showSampleValue(compute)); }',
    code,
  ].join('\n');
}

/** The student's file of the samples is the model answer. */
function modelAnswer(specifier: string, target: string): Plugin {
  return {
    name: 'model-answer',
    setup: (context) => {
      context.onResolve({ filter: /^\.\// }, ({ path }) => (path === specifier ? { path: target } : null));
    },
  };
}
