import type { CommandModule } from 'yargs';
import { MANIFESTS } from '../../../exercises/manifests.ts';
import { table } from '../../text/table.ts';
import { terminal, writeJson } from '../terminal.ts';

interface ListArgs {
  readonly json: boolean;
}

export const listCommand: CommandModule<object, ListArgs> = {
  command: 'list',
  describe: 'List the exercises',
  builder: (yargs) =>
    yargs
      .option('json', { type: 'boolean', default: false, describe: 'print JSON for a machine' })
      .example('npx ouro list', 'a table of the exercises'),
  handler: ({ json }) => {
    if (json) {
      writeJson(
        MANIFESTS.map(({ id, title, section, file, minutes, points }) => ({
          exercise: id,
          title,
          section,
          file: `exercises/${id}/${file}`,
          minutes,
          points,
        })),
      );
      return;
    }
    const rows = MANIFESTS.map(({ id, section, file, minutes, points }) => [
      id,
      file,
      section,
      `${minutes} min`,
      points === 0 ? '–' : String(points),
    ]);
    terminal.write(`${table(['exercise', 'file', 'lecture section', 'time', 'points'], rows, terminal.color)}\n`);
  },
};
