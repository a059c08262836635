import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { EXIT, UsageError } from '../../grader/cli/exit-code.ts';
import { terminal } from '../../grader/cli/terminal.ts';
import { type BenchArguments, type Known, readArguments, usage } from './bench-arguments.ts';

/** What a benchmark works with. */
export interface Bench {
  readonly args: BenchArguments;
  /** A folder of its own, removed at the end. */
  readonly scratch: string;
  /** Announces so many rounds. The function that it gives is called after each, or with a name before some. */
  progress(rounds: number): (workload?: string) => void;
}

/** Runs a benchmark as a command: what was typed wrongly and what failed become messages and exit codes. */
export async function runBench(script: string, known: Known, body: (bench: Bench) => Promise<number>): Promise<void> {
  try {
    const args = readArguments(process.argv.slice(2), known);
    if (args.help) terminal.write(usage(script, known));
    else process.exitCode = await withScratch(script, args, body);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const advice = error instanceof UsageError ? `${error.advice}\n` : '';
    terminal.note(`${script}: ${message}\n${advice}`);
    process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.fault;
  }
}

async function withScratch(
  script: string,
  args: BenchArguments,
  body: (bench: Bench) => Promise<number>,
): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), `${script.replace(':', '-')}-`));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  process.once('SIGINT', () => process.exit(EXIT.interrupted));
  const bar = new SingleBar({ format: '{bar} {value}/{total} rounds  {workload}' });
  try {
    return await body({
      args,
      scratch,
      progress(rounds) {
        if (process.stderr.isTTY) bar.start(rounds, 0, { workload: '' });
        return (workload) => (workload === undefined ? bar.increment() : bar.update({ workload }));
      },
    });
  } finally {
    bar.stop();
  }
}
