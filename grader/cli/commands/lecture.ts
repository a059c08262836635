import type { CommandModule } from 'yargs';
import type { LectureArgs } from '../run-lecture.ts';

export const lectureCommand: CommandModule<object, LectureArgs> = {
  command: 'lecture',
  describe: "Run the lecture's cells on the reference, beside what CPython answered",
  builder: (yargs) =>
    yargs
      .option('cell', { type: 'number', array: true, default: [], describe: 'show these cells only, by number' })
      .option('typescript', {
        type: 'boolean',
        alias: 'ts',
        default: false,
        describe: 'show each cell in TypeScript too, as it is run',
      })
      .option('probes', {
        type: 'boolean',
        default: false,
        describe: 'show the probes too: what was tried after a cell',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON for a machine' })
      .example('npx ouro lecture', 'the whole notebook; exit 1 if an answer differs')
      .example('npx ouro lecture --cell 63', 'one cell; those before it are run as well')
      .example('npx ouro lecture --cell 19 --ts', 'Python, and the same in TypeScript'),
  handler: async (args) => {
    const { runLecture } = await import('../run-lecture.ts');
    process.exitCode = runLecture(args);
  },
};
