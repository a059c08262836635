import { spareOptimising } from '../spare-optimising.ts';
import { Analysis, type Listener } from './analysis.ts';
import type { OpenRequest, Reply, Request } from './messages.ts';
import { RULES } from './rules/index.ts';

/** An analysis that is ready for its first batch, and what it was asked to open. */
export interface Prepared {
  readonly asked: string;
  readonly analysis: Analysis;
}

export function prepare(request: OpenRequest): Prepared {
  return { asked: JSON.stringify(request), analysis: new Analysis(request.sources, request.exercises, RULES) };
}

/**
 * What the process that analyses does. Knows nothing but what it is sent; ends with the process that started it.
 * What was prepared serves if it is what is asked for.
 */
export function serve(prepared?: Prepared): void {
  spareOptimising();
  let analysis: Analysis | undefined;
  const listener: Listener = {
    at: (key) => send({ kind: 'at', key }),
    result: (key, evidence) => send({ kind: 'result', key, evidence }),
  };
  process.on('message', (request: Request) => {
    switch (request.kind) {
      case 'open':
        analysis = (prepared?.asked === JSON.stringify(request) ? prepared : prepare(request)).analysis;
        break;
      case 'analyse':
        analysis?.analyse(request.files, listener);
        send({ kind: 'done' });
        break;
      default:
        request satisfies never;
    }
  });
  process.on('disconnect', () => process.exit(0));
  endWithParent();
}

function send(reply: Reply): void {
  process.send?.(reply);
}

/**
 * A parent that is killed cannot end a child that hangs; this thread of the child sees that it is an orphan.
 * Its module is loaded here: one that was loaded before the snapshot was made starts no threads.
 */
function endWithParent(): void {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  new Worker(
    `const parent = ${process.ppid};
    setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 500);`,
    { eval: true, stdout: true, stderr: true },
  ).unref();
}
