import type { CommandModule } from 'yargs';
import { PROGRAM_NAMES } from '../../../reference/memory/strategies/programs/programs.ts';
import { DEFAULT_BUDGET } from '../../../reference/memory/strategies/strategy.ts';
import type { StrategiesArgs } from '../run-strategies.ts';

const DEFAULT_SIZE = 10_000;

export const strategiesCommand: CommandModule<object, StrategiesArgs> = {
  command: 'strategies',
  describe: 'Compare ways to find garbage: counting, tracing, CPython’s own',
  builder: (yargs) =>
    yargs
      .option('program', {
        choices: PROGRAM_NAMES,
        requiresArg: true,
        describe: 'what runs on them; all programs when left out',
      })
      .option('seed', {
        type: 'number',
        requiresArg: true,
        default: 1,
        describe: 'the same seed gives the same program',
      })
      .option('size', { type: 'number', requiresArg: true, default: DEFAULT_SIZE, describe: 'nodes that it makes' })
      .option('budget', {
        type: 'number',
        requiresArg: true,
        default: DEFAULT_BUDGET,
        describe: 'objects and references that an increment may look at',
      })
      .option('without-barrier', {
        type: 'boolean',
        default: false,
        describe: 'add a marker that has no write barrier, to see what one is for',
      })
      .option('list', { type: 'boolean', default: false, describe: 'list the programs' })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON for a machine' })
      .example('npx ouro strategies --program big-cycle', 'who finds a cycle, and what it costs')
      .example(
        'npx ouro strategies --program chain --size 1000000',
        'one assignment lets go of 800,000 nodes: whose pause?',
      ),
  handler: async (args) => {
    const { runStrategies } = await import('../run-strategies.ts');
    process.exitCode = runStrategies(args);
  },
};
