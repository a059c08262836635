import pico from 'picocolors';
import { table } from '../../../grader/text/table.ts';
import { figure, middle, spread } from '../cells.ts';
import { BASE, OURS, type Row, type Verdict } from './compare.ts';
import { GROWTH_NODES, type GraphWorkload } from './graphs.ts';

/** The rows as tables for people, one for each workload. */
export function report(rows: readonly Row[], workloads: readonly GraphWorkload[], color: boolean): string {
  const colors = pico.createColors(color);
  const parts = workloads.flatMap(({ name, description }) => {
    const own = rows.filter(({ workload }) => workload === name);
    if (own.length === 0) return [];
    return [`${colors.bold(name)}: ${description}\n${table(HEAD, own.map(cells), color)}\n`];
  });
  return `${parts.join('\n')}\n${LEGEND}\n${who(rows)}\n`;

  function cells(row: Row, place: number, own: readonly Row[]): readonly string[] {
    const isFirst = own[place - 1]?.nodes !== row.nodes;
    return [
      isFirst ? String(row.nodes) : '',
      row.contender,
      figure(row.nsPerObject.median),
      row.contender === BASE ? '' : middle(row.overCpython),
      row.contender === BASE ? '' : spread(row.overCpython),
      verdict(row.goals.overCpython),
      row.nodes > GROWTH_NODES ? middle(row.growth) : '',
      verdict(row.goals.growth),
      ...(row.accesses === null
        ? ['', '']
        : [(row.accesses.reads / row.nodes).toFixed(3), (row.accesses.writes / row.nodes).toFixed(3)]),
      row.accessesPerFurtherObject?.toFixed(3) ?? '',
    ];
  }

  function verdict(goal: Verdict | null): string {
    if (goal === null) return '';
    return `≤ ${goal.atMost} ${goal.reached ? colors.green('reached') : colors.red('not reached')}`;
  }
}

const HEAD = [
  'objects',
  '',
  'ns',
  `over ${BASE}`,
  'middle half',
  'goal',
  'growth',
  'goal',
  'reads',
  'writes',
  'per further object',
];

const LEGEND = `ns: CPU time of gc.collect() for each tracked object. over ${BASE}: the time over CPython's on the same graph in the same
round, median of the rounds. growth: the time per object over that at ${GROWTH_NODES} objects, likewise.
reads, writes: of simulated memory, per object, with the release of the garbage. per further object: reads and writes
for each object more than in the next smaller graph; the same number from size to size means exactly linear.
What differs: the class of ${BASE}'s nodes is an object too, to which each node refers; ours is not.`;

/** Each contender's version. */
function who(rows: readonly Row[]): string {
  const details = new Map(rows.map(({ contender, detail }) => [contender, detail]));
  const absent = details.has(BASE) ? '' : `\n${BASE} takes no part: no ratios, and none of the goals of ${OURS}.`;
  return [...details].map(([contender, detail]) => `${contender}: ${detail}.`).join('\n') + absent;
}
