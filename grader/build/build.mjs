import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, 'stamp.json');

/** What is built: name in dist/ → entry point. Dependencies stay in node_modules, except in the harness. */
const NODE_ENTRIES = {
  ouro: 'grader/cli/main.ts',
  'structure-worker': 'grader/structure/worker.ts',
  'bench-grading': 'grader/bench/bench-grading.ts',
};
/** Run inside the sandbox, where there is no node_modules: self-contained scripts. */
const HARNESS_ENTRIES = {
  harness: 'grader/sandbox/harness/main.ts',
  'harness-measure': 'grader/sandbox/harness/main-measure.ts',
};

/** Builds dist/ if a file that went into it has changed since. A few milliseconds when nothing has. */
export async function ensureBuilt() {
  if (!isCurrent()) await build();
}

function isCurrent() {
  let stamp;
  try {
    stamp = JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return false;
  }
  return Object.entries(stamp).every(([file, mtimeMs]) => mtimeOf(join(ROOT, file)) === mtimeMs);
}

function mtimeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

async function build() {
  const esbuild = await import('esbuild');
  const scratch = join(DIST, `.build-${process.pid}`);
  const common = {
    absWorkingDir: ROOT,
    bundle: true,
    write: true,
    metafile: true,
    logLevel: 'error',
    sourcemap: 'linked',
  };
  try {
    mkdirSync(scratch, { recursive: true });
    const results = [
      await esbuild.build({
        ...common,
        entryPoints: present(NODE_ENTRIES),
        outdir: scratch,
        platform: 'node',
        target: 'node20',
        format: 'esm',
        splitting: true,
        packages: 'external',
        outExtension: { '.js': '.mjs' },
        // The reports' templates, imported as text: `./page.hbs?raw`, as Vite spells it.
        loader: { '.hbs': 'text' },
      }),
    ];
    results.push(
      await esbuild.build({
        ...common,
        entryPoints: present(HARNESS_ENTRIES),
        outdir: scratch,
        platform: 'node',
        target: 'node20',
        format: 'iife',
        sourcemap: false,
      }),
    );
    const outputs = results.flatMap(({ metafile }) => Object.keys(metafile.outputs));
    for (const output of outputs) renameSync(join(ROOT, output), join(DIST, relative(scratch, join(ROOT, output))));
    const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
    writeStamp([...new Set(inputs.map((input) => input.replace(/\?raw$/, '')))]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function present(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => mtimeOf(join(ROOT, file)) !== null));
}

function writeStamp(inputs) {
  const files = [...inputs, 'package.json', relative(ROOT, fileURLToPath(import.meta.url))];
  const stamp = Object.fromEntries(files.map((file) => [file, mtimeOf(join(ROOT, file))]));
  writeFileSync(`${STAMP}.${process.pid}`, JSON.stringify(stamp));
  renameSync(`${STAMP}.${process.pid}`, STAMP);
}
