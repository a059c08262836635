import { join } from 'node:path';
import { EXIT } from '../../grader/cli/exit-code.ts';
import { terminal, writeJson } from '../../grader/cli/terminal.ts';
import { type Contender, inJavaScript, startContender } from './contender.ts';
import { interleave } from './interleave.ts';
import { type Row, rowsOf, unequalFootprints } from './obmalloc/compare.ts';
import { compilePymalloc } from './obmalloc/compile-pymalloc.ts';
import { report } from './obmalloc/report.ts';
import { absence, SUBJECTS } from './obmalloc/subjects.ts';
import { writeTraceFile } from './obmalloc/trace-file.ts';
import { BASE, type BenchWorkload, peakPayload, WORKLOADS } from './obmalloc/workloads.ts';
import { runBench } from './run-bench.ts';

/** Runs of the work before the first that counts: enough for the engine to have made up its mind. */
const WARM_UP = 12;
/** Long beside the clock's resolution, short beside the disturbances of a machine. */
const SLICE_MS = 4;
/** Contenders that search a list of their blocks. */
const SEARCHING: readonly string[] = ['@thi.ng/malloc'];

/** Built beside this script. */
const CHILD = join(import.meta.dirname, 'bench-obmalloc-contender.mjs');

const KNOWN = { workloads: WORKLOADS.map(({ name }) => name), contenders: [BASE, ...Object.keys(SUBJECTS)] };

type Command = readonly [string, ...string[]];

await runBench('bench:obmalloc', KNOWN, async ({ args, scratch, progress }) => {
  const { slices, only, contenders, json } = args;
  const workloads = WORKLOADS.filter(({ name }) => only.length === 0 || only.includes(name));
  const names = KNOWN.contenders.filter((name) => contenders.length === 0 || contenders.includes(name));
  const commands = commandsOf(names, scratch);
  const step = progress(workloads.length * slices);
  const rows: Row[] = [];
  for (const workload of workloads) {
    step(workload.name);
    const taking = [...commands].filter(([name]) => workload.fewLive || !SEARCHING.includes(name));
    rows.push(...(await compare(workload, taking, scratch, slices, () => step())));
  }
  return tell(rows, json);
});

/** How each contender is started, but for the trace; of those that cannot take part it is said why. */
function commandsOf(names: readonly string[], scratch: string): ReadonlyMap<string, Command> {
  const commands = new Map<string, Command>();
  for (const name of names) {
    const command = name === BASE ? compilePymalloc(scratch) : (absence(name) ?? inJavaScript(CHILD, name));
    if (typeof command === 'string') terminal.note(`Without ${name}: ${command}.\n`);
    else commands.set(name, command);
  }
  return commands;
}

async function compare(
  workload: BenchWorkload,
  commands: readonly (readonly [name: string, command: Command])[],
  scratch: string,
  slices: number,
  onRound: () => void,
): Promise<readonly Row[]> {
  const trace = workload.trace();
  const path = join(scratch, 'trace');
  writeTraceFile(path, trace, workload.prologue);
  const contenders: Contender[] = [];
  try {
    for (const [name, command] of commands) contenders.push(await startContender(name, [...command, path]));
    const samples = await interleave(contenders, { slices, warmUp: WARM_UP, sliceMs: SLICE_MS }, onRound);
    return rowsOf(
      workload,
      { operations: trace.kinds.length - workload.prologue, payload: peakPayload(trace) },
      contenders,
      samples,
    );
  } finally {
    for (const contender of contenders) contender.close();
  }
}

function tell(rows: readonly Row[], json: boolean): number {
  if (json) writeJson(rows);
  else
    terminal.write(
      report(rows, new Map(WORKLOADS.map(({ name, description }) => [name, description])), terminal.color),
    );
  const unequal = unequalFootprints(rows);
  for (const line of unequal) terminal.note(`${line}: the figures do not count.\n`);
  return unequal.length === 0 ? EXIT.ok : EXIT.no;
}
