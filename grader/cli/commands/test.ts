import type { CommandModule } from 'yargs';
import { PROJECT_ROOT } from '../../project-root.ts';
import { findExercises } from '../find-exercises.ts';
import { terminal } from '../terminal.ts';

interface TestArgs {
  readonly exercise: readonly string[];
}

function exerciseCommand(
  name: string,
  describe: string,
  mode: 'once' | 'watch' | 'ui',
  example: string,
): CommandModule<object, TestArgs> {
  return {
    command: `${name} [exercise..]`,
    describe,
    builder: (yargs) =>
      yargs
        .positional('exercise', {
          type: 'string',
          array: true,
          default: [] as string[],
          describe: 'number or name of an exercise; all when left out',
        })
        .example(example, describe),
    handler: async ({ exercise }) => {
      const manifests = findExercises(exercise.map(String));
      const { runExercises } = await import('../../student/run-exercises.ts');
      process.exitCode = await runExercises({ root: PROJECT_ROOT, manifests, mode, output: terminal });
    },
  };
}

export const testCommand = exerciseCommand(
  'test',
  'Run the public checks of the exercises once',
  'once',
  'npx ouro test 02',
);
export const watchCommand = exerciseCommand(
  'watch',
  'Run them again at every save; shows the first thing to fix',
  'watch',
  'npx ouro watch 02',
);
export const uiCommand = exerciseCommand('ui', 'Open the checks in @vitest/ui', 'ui', 'npx ouro ui');
