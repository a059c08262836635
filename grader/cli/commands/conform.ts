import type { CommandModule } from 'yargs';
import type { ConformArgs } from '../run-conform.ts';

const KINDS = ['object-model', 'obmalloc', 'gc'] as const satisfies readonly ConformArgs['kind'][];

export const conformCommand: CommandModule<object, ConformArgs> = {
  command: 'conform <kind> <files..>',
  describe: 'Replay recordings of CPython against the reference',
  builder: (yargs) =>
    yargs
      .positional('kind', { choices: KINDS, demandOption: true, describe: 'what was recorded' })
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe:
          'gc, object-model: .json or .json.gz; obmalloc: .golden, .exp with its .ops in the neighbouring folder ops/, or a bundle of them, .json or .json.gz',
      })
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'obmalloc, gc: check every invariant of the heap after every call or step (slow)',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON for a machine' })
      .example('npx ouro conform gc reference/conformance/recordings/gc/*', 'the recordings that the project carries')
      .example('npx ouro conform obmalloc recordings/*.golden', 'one line per recording; exit 1 at a mismatch'),
  handler: async (args) => {
    const { runConform } = await import('../run-conform.ts');
    process.exitCode = runConform(args);
  },
};
