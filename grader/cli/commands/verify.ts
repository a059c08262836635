import type { CommandModule } from 'yargs';
import { requireSolutions } from '../require-solutions.ts';
import type { VerifyArgs } from '../run-verify.ts';

export const verifyCommand: CommandModule<object, VerifyArgs> = {
  command: 'verify [exercise..]',
  describe: 'Prove the exercises: stubs earn nothing, right answers everything, wrong ones fail as stated',
  builder: (yargs) =>
    yargs
      .positional('exercise', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'number or name; all when left out',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON for a machine' })
      .example('npx ouro verify 02', 'one exercise'),
  handler: async (args) => {
    requireSolutions();
    const { runVerify } = await import('../run-verify.ts');
    process.exitCode = await runVerify(args);
  },
};
