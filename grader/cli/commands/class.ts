import type { CommandModule } from 'yargs';
import type { ClassArgs } from '../run-class.ts';
import { dashIfEmpty } from '../standard-input.ts';

export const classCommand: CommandModule<object, ClassArgs> = {
  command: 'class [source]',
  describe: 'Draw a class: bases, MRO with the merge of C3, attributes and their rules',
  builder: (yargs) =>
    yargs
      .positional('source', {
        type: 'string',
        coerce: dashIfEmpty,
        describe: 'a .py file, - for standard input, file.json#scenario, or a name of --list',
      })
      .option('list', { type: 'boolean', default: false, describe: 'list examples and recorded scenarios' })
      .option('of', { type: 'string', requiresArg: true, describe: 'the class; the last that is made, or fails' })
      .option('attribute', { type: 'string', requiresArg: true, describe: 'the attribute whose search is shown' })
      .option('out', { type: 'string', requiresArg: true, default: 'class.html', describe: 'the page to write' })
      .option('text', { type: 'boolean', default: false, describe: 'print the class, and write no page' })
      .example('npx ouro class shapes.py --of Square', "a class of a file; its functions' bodies are not run")
      .example('npx ouro class example-diamond --attribute who', 'the search for one attribute')
      .example('npx ouro class mro-conflict-message-three --text', 'where C3 is stuck, in the terminal')
      .example('npx ouro class mine.json#knot --out knot.html', 'a scenario in the format object-model/1'),
  handler: async (args) => {
    const { runClass } = await import('../run-class.ts');
    process.exitCode = runClass(args);
  },
};
