import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Project } from 'ts-morph';
import { describe, expect, it } from 'vitest';

const FOLDER = import.meta.dirname;
/** `person.age; // → 42`: an expression and what it gives. */
const SHOWN = /^(.+?);? \/\/ → (.*)$/gm;

/** The README's `ts` fences, each a module of its own. `line`: where its code begins in the README. */
const samples = Array.from(
  readFileSync(join(FOLDER, 'README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms),
  (fence) => ({
    line: fence.input.slice(0, fence.index).split('\n').length + 1,
    code: fence[1] ?? '',
  }),
);

describe('the samples of the README', () => {
  it('are found', () => {
    expect(samples.length).toBeGreaterThan(10);
  });

  it('compile, and what they say is refused is refused', () => {
    const project = new Project({
      tsConfigFilePath: join(FOLDER, '../../tsconfig.json'),
      skipAddingFilesFromTsConfig: true,
      compilerOptions: { types: [] },
    });
    const files = samples.map(({ line, code }) =>
      project.createSourceFile(join(FOLDER, `readme-${line}.ts`), `${code}export {};`),
    );
    const problems = files.flatMap((file) => file.getPreEmitDiagnostics());
    expect(project.formatDiagnosticsWithColorAndContext(problems)).toBe('');
  });

  it.each(samples)('give what they show, from line $line', async ({ code }) => {
    const expected = Array.from(code.matchAll(SHOWN), ([, expression, text]) => `${expression} → ${text}`);
    expect(expected).not.toEqual([]);
    expect(await run(code)).toEqual(expected);
  });
});

/** Runs a sample; each line that shows a value tells what it gives. */
async function run(code: string): Promise<readonly string[]> {
  const telling = code.replace(SHOWN, (_line, expression: string) => {
    return `tell(${JSON.stringify(expression)}, () => (${expression}));`;
  });
  const { outputFiles } = await build({
    stdin: { contents: `${TELL}\n${telling}`, resolveDir: FOLDER, loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2023',
    keepNames: true,
    write: false,
  });
  const module = Buffer.from(outputFiles[0]?.text ?? '').toString('base64');
  const { told } = (await import(`data:text/javascript;base64,${module}`)) as { readonly told: readonly string[] };
  return told;
}

/** Text and numbers are told as they are, objects as JSON, an exception as `raises …`. */
const TELL = `
  export const told: string[] = [];
  function tell(expression: string, compute: () => unknown): void {
    told.push(expression + ' → ' + text(compute));
  }
  function text(compute: () => unknown): string {
    try {
      const value = compute();
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    } catch (error) {
      return 'raises ' + error;
    }
  }`;
