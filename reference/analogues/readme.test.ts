import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Project } from 'ts-morph';
import { describe, expect, it } from 'vitest';

const FOLDER = import.meta.dirname;
const README = readFileSync(join(FOLDER, 'README.md'), 'utf8');
/** `person.age; // → 42`: an expression and what it gives. */
const SHOWN = /^(.+?);? \/\/ → (.*)$/gm;
const SHOWN_IN_PYTHON = /^(.+?) {2}# → (.*)$/gm;

interface Sample {
  /** Where its code begins in the README. */
  readonly line: number;
  readonly code: string;
}

/** The README's fences in a language; each stands alone. */
function samplesIn(language: string): readonly Sample[] {
  return Array.from(README.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms')), (fence) => ({
    line: README.slice(0, fence.index).split('\n').length + 1,
    code: fence[1] ?? '',
  }));
}

/** What a sample says that it shows, `person.age → 42`. */
function shownIn(code: string, shown: RegExp): readonly string[] {
  return Array.from(code.matchAll(shown), ([, expression, text]) => `${expression} → ${text}`);
}

describe('the samples in TypeScript', () => {
  const samples = samplesIn('ts');

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
    const expected = shownIn(code, SHOWN);
    expect(expected).not.toEqual([]);
    expect(await run(code)).toEqual(expected);
  });
});

describe('the samples in Python', () => {
  const samples = samplesIn('python').filter(({ code }) => shownIn(code, SHOWN_IN_PYTHON).length > 0);

  it('are found', () => {
    expect(samples.length).toBeGreaterThan(7);
  });

  it.skipIf(!isPython311())('give what they show', () => {
    const expected = samples.map(({ code }) => shownIn(code, SHOWN_IN_PYTHON));
    expect(runInPython(samples)).toEqual(expected);
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
    logLevel: 'silent',
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

function isPython311(): boolean {
  return spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout?.startsWith('Python 3.11.') ?? false;
}

/** Each in a namespace of its own, one after the other in one process. */
function runInPython(samples: readonly Sample[]): unknown {
  const telling = samples.map(({ code }) =>
    code.replace(SHOWN_IN_PYTHON, (_line, statement: string) => `tell(${JSON.stringify(statement)}, globals())`),
  );
  const { status, stdout, stderr } = spawnSync('python3', ['-c', TELL_IN_PYTHON], {
    input: JSON.stringify(telling),
    encoding: 'utf8',
  });
  return status === 0 ? JSON.parse(stdout) : stderr;
}

const TELL_IN_PYTHON = `
import json, sys

def tell(statement, names):
    try:
        try:
            value = repr(eval(statement, names))
        except SyntaxError:
            value = exec(statement, names)
    except Exception as error:
        value = f"raises {type(error).__name__}: {error}"
    told.append(f"{statement} → {value}")

all_told = []
for sample in json.load(sys.stdin):
    told = []
    exec(sample, {"tell": tell})
    all_told.append(told)
print(json.dumps(all_told))
`;
