import type { CommandModule } from 'yargs';
import { requireSolutions } from '../require-solutions.ts';
import type { GradeArgs } from '../run-grade.ts';
import { ONLY, REQUIRE_SANDBOX, SEED } from './grading-options.ts';

export const gradeCommand: CommandModule<object, GradeArgs> = {
  command: 'grade [folder]',
  describe: 'Grade one submission, the working copy when left out',
  builder: (yargs) =>
    yargs
      .positional('folder', {
        type: 'string',
        describe: 'holds exercises/<id>/<file>.ts or <id>/<file>.ts, at most one folder around them',
      })
      .option('only', ONLY)
      .option('changed', {
        type: 'string',
        requiresArg: true,
        describe: 'grade what differs from this git branch or commit: a pull request’s exercises',
      })
      .option('min-points', {
        type: 'number',
        requiresArg: true,
        describe:
          'exit 0 from so many points on; when left out: unless a check that was started failed, or an answer that --changed looks at was deleted',
      })
      .option('format', {
        choices: ['text', 'github', 'json'] as const,
        default: 'text' as const,
        describe: 'github: annotations, and the summary appended to $GITHUB_STEP_SUMMARY',
      })
      .option('json', { type: 'boolean', default: false, describe: 'the same as --format json: results.json' })
      .option('out', { type: 'string', requiresArg: true, describe: 'write the reports to this folder too' })
      .option('seed', SEED)
      .option('require-sandbox', REQUIRE_SANDBOX)
      .option('reveal', {
        type: 'boolean',
        default: false,
        describe: 'for instructors: show private scenarios that fail, shrunk to the shortest',
      })
      .example('npx ouro grade', 'the working copy')
      .example('npx ouro grade ~/submissions/alice --only 17', 'one exercise of one submission')
      .example('npx ouro grade --changed main --format github', 'in CI on a pull request'),
  handler: async (args) => {
    requireSolutions();
    const { runGrade } = await import('../run-grade.ts');
    process.exitCode = await runGrade(args);
  },
};
