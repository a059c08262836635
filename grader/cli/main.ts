import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import yargs, { type CommandModule } from 'yargs';
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

const COMMANDS = [
  ...[testCommand, watchCommand, uiCommand, hintCommand, gradeCommand, batchCommand, listCommand, verifyCommand],
  ...[doctorCommand, conformCommand, classCommand, heapCommand, gcCommand, traceCommand, strategiesCommand],
  lectureCommand,
];

/** What yargs says where a positional argument is missing, and of a command that there is not. */
const TOO_FEW = /^Not enough non-option arguments: got (\d+), need at least \d+$/;
const UNKNOWN = /^Unknown argument: (.*)$/;

/** `process.exitCode` instead of `process.exit`: whatever is still being written gets written. */
async function main(): Promise<void> {
  const parser = yargs(hideBin(process.argv))
    .scriptName('ouro')
    .usage("$0 <command>\n\nExercises and an assessment suite on Python's classes and memory.")
    .command(COMMANDS as CommandModule[])
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
    .epilogue(
      'Exit codes: 0 it holds, 1 it does not, 2 wrong usage or unreadable input, 3 a fault of the grader, 130 interrupted.',
    )
    .exitProcess(false)
    .check((argv, options) => {
      const { array = [], number = [] } = options as { readonly array?: string[]; readonly number?: string[] };
      for (const [name, value] of Object.entries(argv)) {
        // yargs makes a list of what is given twice, and nobody would notice which one counts.
        if (Array.isArray(value) && name !== '_' && !array.includes(name))
          throw new UsageError(`--${name} is given twice.`, 'Give it once.');
        if (number.includes(name) && Number.isNaN(value))
          throw new UsageError(`--${name} needs a number.`, `npx ouro ${argv._[0]} --help shows what it takes.`);
      }
      return true;
    }, true)
    .fail((message, error) => {
      // yargs throws some mistakes of usage itself: an option without its value.
      if (error !== undefined && error.name !== 'YError') throw error;
      throw usageError(message ?? error?.message ?? '');
    });
  try {
    await parser.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** What yargs complains of, in the words of the command that was typed. */
function usageError(message: string): UsageError {
  const typed = process.argv[2] ?? '';
  const usage = COMMANDS.map(({ command }) => String(command)).find((command) => command.split(' ')[0] === typed);
  if (usage === undefined) {
    const text = UNKNOWN.exec(message)?.[1] === typed ? `There is no command ${JSON.stringify(typed)}.` : message;
    return new UsageError(text, 'npx ouro --help lists the commands; npx ouro <command> --help their options.');
  }
  const given = TOO_FEW.exec(message)?.[1];
  const missing = usage.split(' ').slice(1 + Number(given))[0];
  const text = given === undefined ? message : `${missing} is missing: ouro ${usage}.`;
  return new UsageError(text, `npx ouro ${typed} --help shows what it takes, with examples.`);
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
