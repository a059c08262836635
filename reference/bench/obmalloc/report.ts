import pico from 'picocolors';
import { table } from '../../../grader/text/table.ts';
import type { Row } from './compare.ts';

/** The rows as a table for people, one part for each workload. */
export function report(rows: readonly Row[], descriptions: ReadonlyMap<string, string>, color: boolean): string {
  const colors = pico.createColors(color);
  const parts = [...descriptions].flatMap(([workload, description]) => {
    const own = rows.filter((row) => row.workload === workload);
    if (own.length === 0) return [];
    return [
      `${colors.bold(workload)}: ${description}\n${table(
        HEAD,
        own.map((row) => cells(row, colors)),
        color,
      )}`,
    ];
  });
  return `${parts.join('\n\n')}\n`;
}

const HEAD = ['', 'ns', 'over C', 'middle half', 'goal', 'footprint/payload', 'reads', 'writes'];

function cells(row: Row, colors: ReturnType<typeof pico.createColors>): readonly string[] {
  const { ratio, goal, nsPerOperation } = row;
  return [
    row.contender,
    figure(nsPerOperation.median),
    ratio === null ? '' : figure(ratio.median),
    ratio === null ? '' : `${figure(ratio.low)} – ${figure(ratio.high)}`,
    goal === null ? '' : `≤ ${goal.atMost} ${goal.reached ? colors.green('reached') : colors.red('not reached')}`,
    row.utilisation.toFixed(3),
    row.reads?.toFixed(2) ?? '',
    row.writes?.toFixed(2) ?? '',
  ];
}

/** Three significant digits at least. */
function figure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
