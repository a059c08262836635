import { createInterface } from 'node:readline';
import { captureClock } from '../../../grader/sandbox/harness/measure-clock.ts';
import type { ReadyLine } from '../contender.ts';
import { readGraphFile } from './graph-file.ts';
import { buildGraph, collectorOn, dropGraph, nodeClass } from './heap-of-nodes.ts';

/** Our collector as a contender: `node contender-main.mjs <checked|unchecked> <graph file>`. Speaks as contender.ts says. */
const [, , kind = '', path = ''] = process.argv;

/** Objects that are collected before anything is timed, so that the engine has made up its mind about small graphs too. */
const WARM_UP_NODES = 400_000;

serve(kind === 'checked', path);

function serve(checked: boolean, graphFile: string): void {
  const graph = readGraphFile(graphFile);
  const gc = collectorOn(checked);
  const { heap } = gc;
  const node = nodeClass(heap, graph);
  const now = captureClock();
  /** Builds the graph, collects it and clears up; of these three the second is looked at by `collect`. */
  const run = <Result>(collect: () => Result): Result => {
    const kept = buildGraph(heap, node, graph);
    const result = collect();
    dropGraph(gc, kept);
    return result;
  };
  const timed = (): number => {
    const start = now();
    gc.collect();
    return now() - start;
  };
  const counted = (): ReadyLine => {
    const { reads, writes } = heap.memory;
    const collected = gc.collect();
    return {
      detail: checked ? 'memory that checks every access' : 'memory that counts and does not check',
      figures: { collected, reads: heap.memory.reads - reads, writes: heap.memory.writes - writes },
    };
  };
  for (let warm = 0; warm < WARM_UP_NODES; warm += graph.nodes) run(timed);
  say(JSON.stringify(run(counted)));
  createInterface({ input: process.stdin }).on('line', (line) => {
    let taken = 0;
    for (let left = Number(line); left > 0; left -= 1) taken += run(timed);
    say(String(taken));
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
