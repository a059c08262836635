import { createInterface } from 'node:readline';
import { captureClock } from '../../../grader/sandbox/harness/measure-clock.ts';
import { OPERATIONS } from './operations.ts';

/** Our object model as a contender: `node contender-main.mjs <operation> <times>`. Speaks as contender.ts says. */
const [, , name = '', times = ''] = process.argv;
const prepare = OPERATIONS[name];
if (prepare === undefined) throw new Error(`no operation is called ${JSON.stringify(name)}`);
const run = prepare();
const now = captureClock();

say(
  JSON.stringify({
    detail: `the explicit way, Node ${process.versions.node}`,
    figures: { answer: run(Number(times)) },
  }),
);
createInterface({ input: process.stdin }).on('line', (line) => {
  const start = now();
  for (let left = Number(line); left > 0; left -= 1) run(Number(times));
  say(String(now() - start));
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
