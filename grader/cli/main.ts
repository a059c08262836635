import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { PROJECT_ROOT } from '../project-root.ts';
import { batchCommand } from './commands/batch.ts';
import { classCommand } from './commands/class.ts';
import { conformCommand } from './commands/conform.ts';
import { doctorCommand } from './commands/doctor.ts';
import { gcCommand } from './commands/gc.ts';
import { gradeCommand } from './commands/grade.ts';
import { heapCommand } from './commands/heap.ts';
import { hintCommand } from './commands/hint.ts';
import { lectureCommand } from './commands/lecture.ts';
import { listCommand } from './commands/list.ts';
import { strategiesCommand } from './commands/strategies.ts';
import { testCommand, uiCommand, watchCommand } from './commands/test.ts';
import { traceCommand } from './commands/trace.ts';
import { verifyCommand } from './commands/verify.ts';
import { wordCompleter } from './complete-words.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { terminal } from './terminal.ts';

const { version } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as { version: string };

/** Whoever reads the output may have seen enough, as `head` has: nothing is wrong with that. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** What yargs says where a positional argument is missing, and what is said instead. */
const TOO_FEW = /^Not enough non-option arguments: got (\d+), need at least (\d+)$/;
const ENOUGH = 'Something is missing behind the command: $1 given, at least $2 needed.';

/** `process.exitCode` instead of `process.exit`: whatever is still being written gets written. */
async function main(): Promise<void> {
  const parser = yargs(hideBin(process.argv))
    .scriptName('ouro')
    .usage("$0 <command>\n\nExercises and an assessment suite on Python's classes and memory.")
    .command(testCommand)
    .command(watchCommand)
    .command(uiCommand)
    .command(hintCommand)
    .command(gradeCommand)
    .command(batchCommand)
    .command(listCommand)
    .command(verifyCommand)
    .command(doctorCommand)
    .command(conformCommand)
    .command(classCommand)
    .command(heapCommand)
    .command(gcCommand)
    .command(traceCommand)
    .command(strategiesCommand)
    .command(lectureCommand)
    .completion(
      'completion',
      'Print a shell completion script: ouro completion >> ~/.bashrc',
      await wordCompleter(process.argv),
    )
    .demandCommand(1, 'A command is missing.')
    .strict()
    .recommendCommands()
    .version(version)
    .alias('help', 'h')
    .wrap(Math.min(100, terminal.width))
    .epilogue('Exit codes: 0 it holds, 1 it does not, 2 wrong usage or unreadable input, 3 a fault of the grader.')
    .exitProcess(false)
    .fail((message, error) => {
      // yargs throws some mistakes of usage itself: an option without its value.
      if (error !== undefined && error.name !== 'YError') throw error;
      const advice = 'npx ouro --help lists the commands; npx ouro <command> --help their options.';
      throw new UsageError((message ?? error?.message ?? '').replace(TOO_FEW, ENOUGH), advice);
    });
  try {
    await parser.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof UsageError) {
    terminal.note(`ouro: ${error.message}\n${error.advice}\n`);
    return EXIT.usage;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.note(`ouro: a fault of the grader's own, not of what was graded.\n${detail}\n`);
  return EXIT.fault;
}

await main();
