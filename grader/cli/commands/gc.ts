import type { CommandModule } from 'yargs';
import type { GcArgs } from '../run-gc.ts';

export const gcCommand: CommandModule<object, GcArgs> = {
  command: 'gc [scenario]',
  describe: 'Draw a collection: a page to step through, or text',
  builder: (yargs) =>
    yargs
      .positional('scenario', {
        type: 'string',
        describe: 'a name of --list, or file.json#name, a recording in the format gc/1',
      })
      .option('list', { type: 'boolean', default: false, describe: 'list the scenarios, with what each shows' })
      .option('at', { type: 'number', requiresArg: true, describe: 'at this moment; the last when left out' })
      .option('out', { type: 'string', requiresArg: true, default: 'gc.html', describe: 'the page to write' })
      .option('text', { type: 'boolean', default: false, describe: 'print it phase by phase, and write no page' })
      .example('npx ouro gc example-cycle', 'two objects that refer to each other, from the first to freed')
      .example('npx ouro gc resurrect-part --text', 'a recorded scenario, in the terminal')
      .example('npx ouro gc mine.json#knot --out knot.html', 'a scenario of a file of its own'),
  handler: async (args) => {
    const { runGc } = await import('../run-gc.ts');
    process.exitCode = runGc(args);
  },
};
