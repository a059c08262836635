import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, 'stamp.json');
const AN_HOUR_MS = 3_600_000;

/** What is built: name in dist/ → entry point. Dependencies stay in node_modules, except in the harness. */
const NODE_ENTRIES = {
  ouro: 'grader/cli/main.ts',
  'structure-worker': 'grader/structure/worker.ts',
  'bench-grading': 'grader/bench/bench-grading.ts',
  'bench-obmalloc': 'reference/bench/bench-obmalloc.ts',
  'bench-gc': 'reference/bench/bench-gc.ts',
};
/** What is timed from within: one script each, since what one script imports from another is looked up at each use. */
const TIMED_ENTRIES = {
  'bench-obmalloc-contender': 'reference/bench/obmalloc/contender-main.ts',
  'bench-gc-contender': 'reference/bench/gc/contender-main.ts',
  'bench-object-model': 'reference/bench/bench-object-model.ts',
  'bench-object-model-contender': 'reference/bench/object-model/contender-main.ts',
};
/** Run inside the sandbox, where there is no node_modules: self-contained scripts. */
const HARNESS_ENTRIES = {
  harness: 'grader/sandbox/harness/main.ts',
  'harness-measure': 'grader/sandbox/harness/main-measure.ts',
};
/** What the structure stage's process starts from, and the flags of `worker-process.ts`: V8 asks for the same ones. */
const SNAPSHOT = {
  name: 'structure-worker.blob',
  entry: 'grader/structure/worker-snapshot.ts',
  flags: ['--max-old-space-size=768', '--initial-old-space-size=256'],
};
/** Scripts that the CLI puts into pages: self-contained, small, for browsers. */
const BROWSER_ENTRIES = {
  'heap-page': 'reports/pictures/browser/heap-page.ts',
  'gc-page': 'reports/pictures/browser/gc-page.ts',
  'class-page': 'reports/pictures/browser/class-page.ts',
};

/**
 * A tenth to a third of the time of hot code: constants stand where they are used, and a field that the constructor sets
 * is not set to undefined before, so that the engine knows what it will hold.
 */
const FAST = {
  minifySyntax: true,
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
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
  const { inputs = {}, outputs = [], node } = stamp;
  if (node !== process.version) return false;
  const unchanged = Object.entries(inputs).every(([file, mtimeMs]) => mtimeOf(join(ROOT, file)) === mtimeMs);
  return unchanged && outputs.length > 0 && outputs.every((file) => mtimeOf(join(DIST, file)) !== null);
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
    // A copy for students has no solutions/: what needs them says so when it is run.
    external: hasSolutions() ? [] : ['../solutions/*', '../../solutions/*', '../../../solutions/*'],
  };
  try {
    mkdirSync(scratch, { recursive: true });
    const node = {
      ...common,
      outdir: scratch,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      outExtension: { '.js': '.mjs' },
      ...FAST,
      // The reports' templates, imported as text: `./page.hbs?raw`, as Vite spells it.
      loader: { '.hbs': 'text' },
    };
    const results = [
      await esbuild.build({ ...node, entryPoints: NODE_ENTRIES, splitting: true, chunkNames: 'part-[name]-[hash]' }),
      await esbuild.build({ ...node, entryPoints: TIMED_ENTRIES }),
    ];
    results.push(
      await esbuild.build({
        ...common,
        entryPoints: hasSolutions() ? HARNESS_ENTRIES : { harness: HARNESS_ENTRIES.harness },
        outdir: scratch,
        platform: 'node',
        target: 'node20',
        format: 'iife',
        sourcemap: false,
      }),
    );
    results.push(
      await esbuild.build({
        ...common,
        entryPoints: BROWSER_ENTRIES,
        outdir: scratch,
        platform: 'browser',
        target: 'es2022',
        format: 'iife',
        minify: true,
        // Private names are native from es2022 on; made of WeakMaps they would slow the allocator tenfold.
        sourcemap: false,
        plugins: [compiledTemplates],
      }),
    );
    const outputs = results.flatMap(({ metafile }) => Object.keys(metafile.outputs)).map((output) => basename(output));
    // A copy for students grades nothing.
    const none = { built: false, inputs: [] };
    const snapshot = hasSolutions() ? await buildSnapshot(esbuild, common, scratch) : none;
    // Of an earlier build none must stay: it would judge by earlier rules.
    if (snapshot.built) outputs.push(SNAPSHOT.name);
    else rmSync(join(DIST, SNAPSHOT.name), { force: true });
    for (const output of outputs) renameSync(join(scratch, output), join(DIST, output));
    removeStale(new Set(outputs));
    const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
    inputs.push(...snapshot.inputs);
    writeStamp([...new Set(inputs.map((input) => input.replace(/\?(raw|compiled)$/, '')))], outputs);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * A heap in which TypeScript is loaded and what all programs share is parsed. It replaces loading and parsing, four
 * fifths of the start; where this version of Node makes none, the process starts from its script.
 */
async function buildSnapshot(esbuild, common, scratch) {
  const script = join(scratch, 'snapshot.cjs');
  const { metafile } = await esbuild.build({
    ...common,
    entryPoints: [SNAPSHOT.entry],
    outfile: script,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: false,
    // The heap holds the text of the functions. Names stay, for the messages of our faults.
    minifyWhitespace: true,
    ...FAST,
    define: { 'import.meta.url': 'HERE' },
    banner: { js: "const HERE = require('node:url').pathToFileURL(__filename).href;" },
  });
  const inputs = Object.keys(metafile.inputs).filter((input) => !input.startsWith('node_modules'));
  const flags = [...SNAPSHOT.flags, '--snapshot-blob', join(scratch, SNAPSHOT.name), '--build-snapshot'];
  const { status, stdout } = spawnSync(process.execPath, [...flags, script], { env: {}, encoding: 'utf8' });
  if (status !== 0) return { built: false, inputs };
  return { built: true, inputs: [...inputs, ...JSON.parse(stdout)] };
}

/** `./part.hbs?compiled`: a template as a function, so that a page needs no compiler and no `eval`. */
const compiledTemplates = {
  name: 'compiled-templates',
  setup(build) {
    build.onLoad({ filter: /\.hbs$/ }, async ({ path, suffix }) => {
      if (suffix !== '?compiled') return null;
      const { default: Handlebars } = await import('handlebars');
      const options = { strict: true, knownHelpersOnly: true, preventIndent: true };
      return { contents: `export default ${Handlebars.precompile(readFileSync(path, 'utf8'), options)}` };
    });
  },
};

function hasSolutions() {
  return mtimeOf(join(ROOT, 'solutions', 'registry.ts')) !== null;
}

/** Parts of earlier builds, unless a command that started with them may still be running. */
function removeStale(current) {
  for (const name of readdirSync(DIST)) {
    const file = join(DIST, name);
    if (/^part-/.test(name) && !current.has(name) && Date.now() - (mtimeOf(file) ?? 0) > AN_HOUR_MS) rmSync(file);
  }
}

/** `inputs`: when this build is current. `outputs`: what it consists of; a grade depends on it. */
function writeStamp(sources, outputs) {
  const files = [...sources, 'package.json', relative(ROOT, fileURLToPath(import.meta.url))];
  const inputs = Object.fromEntries(files.map((file) => [file, mtimeOf(join(ROOT, file))]));
  writeFileSync(`${STAMP}.${process.pid}`, JSON.stringify({ node: process.version, inputs, outputs: outputs.sort() }));
  renameSync(`${STAMP}.${process.pid}`, STAMP);
}
