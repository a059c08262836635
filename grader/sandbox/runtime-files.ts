import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root.ts';
import { writeWhole } from '../write-whole.ts';

/** The scripts that a process of each kind runs, in dist/. */
const SCRIPTS = { behaviour: 'harness.js', measure: 'harness-measure.js' } as const;
export type RunKind = keyof typeof SCRIPTS;

/** What a sandboxed process reads at its start: a folder that never changes once it is there. */
export interface Installed {
  readonly folder: string;
  /** Names in `folder`. */
  readonly boot: string;
  readonly script: string;
}

/**
 * Puts the boot script and a harness into a folder named for their contents, so that a rebuild during a batch changes
 * no run, and a code cache can be trusted to belong to its script.
 *
 * @throws {Error} if dist/ was not built.
 */
export function installHarness(harness: string): Installed {
  const boot = readFileSync(join(PROJECT_ROOT, 'grader/sandbox/harness/boot.cjs'));
  const script = `(function (deliver) {\n${readFileSync(harness, 'utf8')}\n})`;
  const hash = createHash('sha256').update(process.version).update(boot).update(script).digest('hex').slice(0, 16);
  const folder = join(PROJECT_ROOT, 'dist/sandbox', hash);
  mkdirSync(folder, { recursive: true });
  writeOnce(join(folder, 'boot.cjs'), boot);
  writeOnce(join(folder, 'harness.js'), script);
  return { folder: realpathSync(folder), boot: 'boot.cjs', script: 'harness.js' };
}

export function harnessOf(kind: RunKind): string {
  return join(PROJECT_ROOT, 'dist', SCRIPTS[kind]);
}

/** Whole or not at all, whoever else writes it at the same time. */
export function writeOnce(path: string, content: Uint8Array | string): void {
  if (!existsSync(path)) writeWhole(path, content);
}

/** Paths of the shared libraries that a binary needs, as the loader looks for them; `null` if nobody can say. */
export function sharedLibraries(binary: string): readonly string[] | null {
  try {
    const listed = execFileSync('ldd', [binary], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    if (listed.includes('not found')) return null;
    return [...new Set(listed.match(/\/\S+/g) ?? [])].filter((path) => existsSync(path));
  } catch {
    return null;
  }
}
