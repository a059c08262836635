import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { type GeneratedSubmission, writeSubmission } from './generate-submissions.ts';

const CONFIG = "export default { test: { include: ['exercises/[0-9]*/*.test.ts'] } };\n";

/**
 * What graders of this kind do without Ouroboros: a copy of the exercises with the student's files in it, and
 * `npx vitest run` there. Only the public checks run, in the student's own process; no structure, no performance.
 * A run is ended after `limitMs`: nothing else ends an endless loop.
 */
export async function vitestPerSubmission(options: {
  readonly root: string;
  readonly scratch: string;
  readonly submissions: readonly GeneratedSubmission[];
  readonly manifests: readonly Manifest[];
  readonly parallel: number;
  readonly limitMs: number;
}): Promise<void> {
  const limit = pLimit(options.parallel);
  await Promise.all(options.submissions.map((submission) => limit(() => runOne(submission, options))));
}

async function runOne(
  submission: GeneratedSubmission,
  { root, scratch, manifests, limitMs }: Parameters<typeof vitestPerSubmission>[0],
): Promise<void> {
  const folder = join(scratch, submission.name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'exercises', 'kit'), join(folder, 'exercises', 'kit'), { recursive: true });
  for (const { id } of manifests.filter(({ id }) => submission.files.has(id)))
    cpSync(join(root, 'exercises', id), join(folder, 'exercises', id), { recursive: true });
  writeSubmission(folder, submission, manifests);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'vitest.config.mjs'), CONFIG);
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}');
  await runVitest(folder, limitMs);
  rmSync(folder, { recursive: true, force: true });
}

async function runVitest(folder: string, limitMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const child = spawn('npx', ['vitest', 'run'], { cwd: folder, stdio: 'ignore', detached: true });
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limitMs);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
