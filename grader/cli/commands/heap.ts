import type { CommandModule } from 'yargs';
import { PROFILES, type ProfileName } from '../../../reference/memory/obmalloc/profile.ts';
import type { HeapArgs } from '../run-heap.ts';
import { dashIfEmpty } from '../standard-input.ts';
import { TRACE_SOURCE, withTraceOptions } from '../trace-source.ts';

const PROFILE_NAMES = Object.keys(PROFILES) as readonly ProfileName[];

export const heapCommand: CommandModule<object, HeapArgs> = {
  command: 'heap <trace>',
  describe: 'Draw the heap of a trace: a page to step through, or text',
  builder: (yargs) =>
    withTraceOptions(
      yargs.positional('trace', {
        type: 'string',
        demandOption: true,
        coerce: dashIfEmpty,
        describe: `${TRACE_SOURCE}; or a recording, .golden`,
      }),
    )
      .option('profile', {
        choices: PROFILE_NAMES,
        describe: "which build of CPython's allocator; a recording's own, or classic64",
      })
      .option('at', { type: 'number', requiresArg: true, describe: 'after so many operations; all when left out' })
      .option('out', { type: 'string', requiresArg: true, default: 'heap.html', describe: 'the page to write' })
      .option('text', { type: 'boolean', default: false, describe: 'print the heap, and write no page' })
      .example('npx ouro heap shape:churn --operations 100000', 'a page with a slider over 100,000 operations')
      .example(
        'npx ouro heap lab.rep --dialect csapp --text --at 500',
        'the heap after 500 operations, in the terminal',
      ),
  handler: async (args) => {
    const { runHeap } = await import('../run-heap.ts');
    process.exitCode = runHeap(args);
  },
};
