import { Analysis, type Listener } from './analysis.ts';
import type { Reply, Request } from './messages.ts';
import { RULES } from './rules/index.ts';

/** Entry of the process that analyses. Knows nothing but what it is sent; ends with the channel to its parent. */
let analysis: Analysis | undefined;

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

const listener: Listener = {
  at: (key) => send({ kind: 'at', key }),
  result: (key, evidence) => send({ kind: 'result', key, evidence }),
};

function send(reply: Reply): void {
  process.send?.(reply);
}
