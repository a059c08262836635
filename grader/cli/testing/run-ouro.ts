import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../project-root.ts';

export const OURO = join(PROJECT_ROOT, 'grader', 'cli', 'ouro.mjs');

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `ouro` in a folder as a person does, without a terminal. `input` is its standard input. */
export async function runOuro(
  folder: string,
  args: readonly string[],
  { env = {}, input = '', command = OURO }: { env?: Record<string, string>; input?: string; command?: string } = {},
): Promise<Ended> {
  return await new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    // A command that refuses its arguments does not read.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
