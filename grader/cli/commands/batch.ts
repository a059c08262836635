import type { CommandModule } from 'yargs';
import { DEFAULT_SEED } from '../default-seed.ts';
import { requireSolutions } from '../require-solutions.ts';
import type { BatchArgs } from '../run-batch.ts';

export const batchCommand: CommandModule<object, BatchArgs> = {
  command: 'batch <folder>',
  describe: 'Grade every submission of a folder and write the reports',
  builder: (yargs) =>
    yargs
      .positional('folder', {
        type: 'string',
        demandOption: true,
        describe: 'each child folder, or .zip, is one submission',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        demandOption: true,
        describe: 'folder of the reports; what was graded is kept there',
      })
      .option('only', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'grade these exercises only, by number or name',
      })
      .option('seed', {
        type: 'number',
        requiresArg: true,
        default: DEFAULT_SEED,
        describe: 'seed of the private scenarios',
      })
      .option('require-sandbox', {
        type: 'boolean',
        default: false,
        describe: 'refuse to run student code where bubblewrap is missing',
      })
      .option('jobs', {
        type: 'number',
        requiresArg: true,
        describe: 'sandboxed processes at a time; one per core when left out',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print results.json to standard output as well' })
      .example('npx ouro batch samples --out out', 'the sample submissions')
      .example('npx ouro batch uploads --out out --seed 7', 'the same command goes on where it was interrupted'),
  handler: async (args) => {
    requireSolutions();
    const { runBatch } = await import('../run-batch.ts');
    process.exitCode = await runBatch(args);
  },
};
