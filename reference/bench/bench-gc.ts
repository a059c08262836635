import { join } from 'node:path';
import { EXIT } from '../../grader/cli/exit-code.ts';
import { terminal, writeJson } from '../../grader/cli/terminal.ts';
import { PROJECT_ROOT } from '../../grader/project-root.ts';
import { inJavaScript, startContender } from './contender.ts';
import { findCpython } from './cpython.ts';
import { BASE, type Entrant, OURS, OURS_CHECKED, type Row, rowsOf, unequalGarbage } from './gc/compare.ts';
import { writeGraphFile } from './gc/graph-file.ts';
import { GRAPH_WORKLOADS, type GraphWorkload } from './gc/graphs.ts';
import { report } from './gc/report.ts';
import { interleave } from './interleave.ts';
import { runBench } from './run-bench.ts';

/** The contenders warm up by themselves; after that, slices that nobody looks at. */
const WARM_UP = 3;
const SLICE_MS = 4;

/** Built beside this script. */
const CHILD = join(import.meta.dirname, 'bench-gc-contender.mjs');
const SCRIPT = join(PROJECT_ROOT, 'reference', 'bench', 'gc', 'collect.py');

const KNOWN = {
  workloads: GRAPH_WORKLOADS.map(({ name }) => name),
  contenders: [BASE, OURS, OURS_CHECKED],
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  slices: 11,
};

type Command = readonly [string, ...string[]];

await runBench('bench:gc', KNOWN, async ({ args, scratch, progress }) => {
  const { slices, sizes, only, contenders, json } = args;
  const workloads = GRAPH_WORKLOADS.filter(({ name }) => only.length === 0 || only.includes(name));
  const names = KNOWN.contenders.filter((name) => contenders.length === 0 || contenders.includes(name));
  const commands = commandsOf(names);
  const step = progress(workloads.length * slices);
  const rows: Row[] = [];
  for (const workload of workloads) {
    step(workload.name);
    const entrants: Entrant[] = [];
    try {
      for (const nodes of sizes) entrants.push(...(await enter(workload, nodes, commands, scratch)));
      const plan = { slices, warmUp: WARM_UP, sliceMs: SLICE_MS };
      const inTurn = entrants.map(({ contender }) => contender);
      const samples = await interleave(inTurn, plan, () => step());
      rows.push(...rowsOf(workload, entrants, samples));
    } finally {
      for (const { contender } of entrants) contender.close();
    }
  }
  return tell(rows, json);
});

/** How each contender is started, but for the graph; of one that cannot take part it is said why. */
function commandsOf(names: readonly string[]): ReadonlyMap<string, Command> {
  const commands = new Map<string, Command>();
  for (const name of names) {
    if (name !== BASE) {
      commands.set(name, inJavaScript(CHILD, name === OURS ? 'unchecked' : 'checked'));
      continue;
    }
    const python = findCpython();
    if (typeof python === 'string') terminal.note(`Without ${name}: ${python}.\n`);
    else commands.set(name, [...python, SCRIPT]);
  }
  return commands;
}

/** Every contender with the workload's graph of this size, each in a process of its own. */
async function enter(
  workload: GraphWorkload,
  nodes: number,
  commands: ReadonlyMap<string, Command>,
  scratch: string,
): Promise<readonly Entrant[]> {
  const path = join(scratch, 'graph');
  writeGraphFile(path, workload.graph(nodes));
  const starts = [...commands].map(([name, command]) => startContender(name, [...command, path]));
  return (await Promise.all(starts)).map((contender) => ({ nodes, contender }));
}

function tell(rows: readonly Row[], json: boolean): number {
  if (json) writeJson(rows);
  else terminal.write(report(rows, GRAPH_WORKLOADS, terminal.color));
  const unequal = unequalGarbage(rows);
  for (const line of unequal) terminal.note(`${line}: the figures do not count.\n`);
  return unequal.length === 0 ? EXIT.ok : EXIT.no;
}
