import { Worker } from 'node:worker_threads';
import { spareOptimising } from '../spare-optimising.ts';
import { Analysis, type Listener } from './analysis.ts';
import type { Reply, Request } from './messages.ts';
import { RULES } from './rules/index.ts';

/** Entry of the process that analyses. Knows nothing but what it is sent; ends with the process that started it. */
let analysis: Analysis | undefined;

spareOptimising();

const listener: Listener = {
  at: (key) => send({ kind: 'at', key }),
  result: (key, evidence) => send({ kind: 'result', key, evidence }),
};

process.on('message', (request: Request) => {
  switch (request.kind) {
    case 'open':
      analysis = new Analysis(request.sources, request.exercises, RULES);
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

function send(reply: Reply): void {
  process.send?.(reply);
}

/** A parent that is killed cannot end a child that hangs; this thread of the child sees that it is an orphan. */
new Worker(
  `const parent = ${process.ppid};
  setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 500);`,
  { eval: true, stdout: true, stderr: true },
).unref();
