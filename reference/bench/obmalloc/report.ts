import pico from 'picocolors';
import { table } from '../../../grader/text/table.ts';
import { figure, middle, spread } from '../cells.ts';
import type { Row } from './compare.ts';
import { BASE, OURS } from './workloads.ts';

/** The rows as tables for people, one for each workload. */
export function report(rows: readonly Row[], descriptions: ReadonlyMap<string, string>, color: boolean): string {
  const colors = pico.createColors(color);
  const parts = [...descriptions].flatMap(([workload, description]) => {
    const own = rows.filter((row) => row.workload === workload);
    if (own.length === 0) return [];
    const drawn = table(
      HEAD,
      own.map((row) => cells(row, colors)),
      color,
    );
    return [`${colors.bold(workload)}: ${description}\n${drawn}\n`];
  });
  return `${parts.join('\n')}\n${LEGEND}\n${who(rows)}\n`;
}

const HEAD = ['', 'ns', 'over C', 'middle half', `over ${OURS}`, 'goal', 'footprint', 'reads', 'writes'];

const LEGEND = `ns: CPU time of one operation. over C, over ${OURS}: the time over the other's in the same round, median of the rounds.
footprint: peak footprint over peak payload. reads, writes: of simulated memory, per operation.`;

/** Each contender's version. */
function who(rows: readonly Row[]): string {
  const details = new Map(rows.map(({ contender, detail }) => [contender, detail]));
  return [...details].map(([contender, detail]) => `${contender}: ${detail}.`).join('\n');
}

function cells(row: Row, colors: ReturnType<typeof pico.createColors>): readonly string[] {
  const goals = row.goals.map(({ bound, reached }) => {
    const wanted = 'atMost' in bound ? `≤ ${bound.atMost}` : `≥ ${bound.atLeast}`;
    return `${wanted} ${reached ? colors.green('reached') : colors.red('not reached')}`;
  });
  return [
    row.contender,
    figure(row.nsPerOperation.median),
    middle(row.over[BASE]),
    spread(row.over[BASE]),
    middle(row.over[OURS]),
    goals.join(', '),
    figure(row.utilisation),
    row.reads?.toFixed(2) ?? '',
    row.writes?.toFixed(2) ?? '',
  ];
}
