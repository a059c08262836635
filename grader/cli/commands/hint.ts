import type { CommandModule } from 'yargs';
import { wrap } from '../../../reports/terminal-text.ts';
import { PROJECT_ROOT } from '../../project-root.ts';
import { nextHint } from '../../student/hints.ts';
import { UsageError } from '../exit-code.ts';
import { findExercises } from '../find-exercises.ts';
import { terminal } from '../terminal.ts';

interface HintArgs {
  readonly exercise: string;
  readonly again: boolean;
}

export const hintCommand: CommandModule<object, HintArgs> = {
  command: 'hint <exercise>',
  describe: 'Show the next hint, from a nudge to nearly the answer',
  builder: (yargs) =>
    yargs
      .positional('exercise', { type: 'string', demandOption: true, describe: 'number or name of an exercise' })
      .option('again', { type: 'boolean', default: false, describe: 'start over with the first hint' })
      .example('npx ouro hint 02', 'the next hint of exercise 02'),
  handler: ({ exercise, again }) => {
    const [manifest] = findExercises([String(exercise)]);
    if (manifest === undefined) throw new UsageError('No exercise.', 'npx ouro list shows them.');
    const number = manifest.id.slice(0, 2);
    const hint = nextHint(PROJECT_ROOT, manifest, again);
    terminal.write(
      hint === null
        ? `Every hint of ${number} was shown. npx ouro hint ${number} --again starts over.\n`
        : `Hint ${hint.number} of ${hint.of} for ${number} ${manifest.title}:\n\n${folded(hint.text)}\n`,
    );
  },
};

function folded(text: string): string {
  return wrap(text, Math.min(MOST_COLUMNS, terminal.width) - 2)
    .map((line) => `  ${line}`)
    .join('\n');
}

const MOST_COLUMNS = 100;
