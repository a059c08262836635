import type { CommandModule } from 'yargs';
import { DIALECT_NAMES, SHAPE_NAMES } from '../../../reference/memory/workloads/index.ts';
import type { TraceArgs } from '../run-trace.ts';
import { withShapeOptions } from '../trace-source.ts';

export const traceCommand: CommandModule<object, TraceArgs> = {
  command: 'trace [shape]',
  describe: 'Write a workload for an allocator, generated from a seed',
  builder: (yargs) =>
    withShapeOptions(
      yargs
        .positional('shape', { choices: SHAPE_NAMES, describe: 'the pattern of allocation' })
        .option('list', { type: 'boolean', default: false, describe: 'draw the shapes and list the dialects' }),
    )
      .option('out', { type: 'string', requiresArg: true, describe: 'the file to write; standard output without it' })
      .option('format', {
        choices: ['ops', 'rep'] as const,
        requiresArg: true,
        default: 'ops' as const,
        describe: "the project's own, or a malloc lab's",
      })
      .option('dialect', {
        choices: DIALECT_NAMES,
        requiresArg: true,
        describe: "whose malloc lab's, for --format rep",
      })
      .example('npx ouro trace --list', 'the shapes, drawn')
      .example('npx ouro trace churn --operations 100000 --seed 7 --out churn.ops', 'the same bytes every time')
      .example('npx ouro trace mixed --format rep --dialect csapp > mixed.rep', "for a malloc lab's driver"),
  handler: async (args) => {
    const { runTrace } = await import('../run-trace.ts');
    process.exitCode = runTrace(args);
  },
};
