import { join } from 'node:path';
import { EXIT } from '../../grader/cli/exit-code.ts';
import { terminal, writeJson } from '../../grader/cli/terminal.ts';
import { PROJECT_ROOT } from '../../grader/project-root.ts';
import { inJavaScript, startContender } from './contender.ts';
import { findCpython } from './cpython.ts';
import { interleave } from './interleave.ts';
import { type Entrant, type Row, rowsOf, unequalAnswers } from './object-model/compare.ts';
import { report } from './object-model/report.ts';
import { BASE, BY_NAME, GROUPS, type Operation, OURS } from './object-model/workloads.ts';
import { runBench } from './run-bench.ts';

/** Runs of the work before the first that counts: enough for the engine to have made up its mind. */
const WARM_UP = 24;
const SLICE_MS = 4;

/** Built beside this script. */
const CHILD = join(import.meta.dirname, 'bench-object-model-contender.mjs');
const SCRIPT = join(PROJECT_ROOT, 'reference', 'bench', 'object-model', 'object_model.py');

const KNOWN = { workloads: GROUPS.map(({ name }) => name), contenders: [BASE, BY_NAME, OURS] };

/** How a contender is started on an operation. */
type Start = (operation: Operation) => readonly [string, ...string[]];

await runBench('bench:object-model', KNOWN, async ({ args, progress }) => {
  const { slices, only, contenders, json } = args;
  const groups = GROUPS.filter(({ name }) => only.length === 0 || only.includes(name));
  const starts = startsOf(KNOWN.contenders.filter((name) => contenders.length === 0 || contenders.includes(name)));
  const step = progress(groups.length * slices);
  const rows: Row[] = [];
  for (const { name, operations } of groups) {
    step(name);
    const entrants: Entrant[] = [];
    try {
      for (const operation of operations) entrants.push(...(await enter(operation, starts)));
      const plan = { slices, warmUp: WARM_UP, sliceMs: SLICE_MS };
      const inTurn = entrants.map(({ contender }) => contender);
      const samples = await interleave(inTurn, plan, () => step());
      rows.push(...rowsOf(name, entrants, samples));
    } finally {
      for (const { contender } of entrants) contender.close();
    }
  }
  return tell(rows, json);
});

/** Of a contender that cannot take part it is said why. */
function startsOf(names: readonly string[]): ReadonlyMap<string, Start> {
  const starts = new Map<string, Start>();
  const python = findCpython();
  for (const name of names) {
    if (name === OURS) {
      starts.set(name, (operation) => inJavaScript(CHILD, ...asked(operation)));
    } else if (typeof python === 'string') terminal.note(`Without ${name}: ${python}; there are no ratios.\n`);
    else {
      const how = name === BY_NAME ? ['by name'] : [];
      starts.set(name, (operation) => [...python, SCRIPT, ...asked(operation), ...how]);
    }
  }
  return starts;
}

function asked({ name, times }: Operation): readonly string[] {
  return [name, String(times)];
}

/** Every contender that can do the operation, each in a process of its own. */
async function enter(operation: Operation, starts: ReadonlyMap<string, Start>): Promise<readonly Entrant[]> {
  const taking = [...starts].filter(([name]) => name !== BY_NAME || operation.byName);
  const contenders = await Promise.all(taking.map(([name, start]) => startContender(name, start(operation))));
  return contenders.map((contender) => ({ operation, contender }));
}

function tell(rows: readonly Row[], json: boolean): number {
  if (json) writeJson(rows);
  else terminal.write(report(rows, terminal.color));
  const unequal = unequalAnswers(rows);
  for (const line of unequal) terminal.note(`${line}: the figures do not count.\n`);
  return unequal.length === 0 ? EXIT.ok : EXIT.no;
}
