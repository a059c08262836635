import type { CommandModule } from 'yargs';
import type { DoctorArgs } from '../run-doctor.ts';

export const doctorCommand: CommandModule<object, DoctorArgs> = {
  command: 'doctor',
  describe: 'Tell what this machine has for grading, and what is missing',
  builder: (yargs) =>
    yargs
      .option('json', { type: 'boolean', default: false, describe: 'print JSON for a machine' })
      .example('npx ouro doctor', 'exit 0 when student code can be kept in completely, else 1'),
  handler: async (args) => {
    const { runDoctor } = await import('../run-doctor.ts');
    process.exitCode = await runDoctor(args);
  },
};
