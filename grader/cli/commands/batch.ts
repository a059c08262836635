import type { CommandModule } from 'yargs';
import { requireSolutions } from '../require-solutions.ts';
import type { BatchArgs } from '../run-batch.ts';
import { ONLY, REQUIRE_SANDBOX, SEED } from './grading-options.ts';

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
      .option('only', ONLY)
      .option('seed', SEED)
      .option('require-sandbox', REQUIRE_SANDBOX)
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
