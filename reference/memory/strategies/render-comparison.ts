import type { Comparison } from './compare.ts';
import type { Outcome } from './run-program.ts';

/** A column: its title in two lines, and what stands in it. */
interface Column {
  readonly title: readonly [string, string];
  readonly show: (outcome: Outcome) => string;
}

const COLUMNS: readonly Column[] = [
  { title: ['', 'strategy'], show: ({ strategy }) => strategy },
  { title: ['', 'freed'], show: ({ freed }) => whole(freed) },
  { title: ['at the', 'end'], show: ({ freedAtEnd }) => whole(freedAtEnd) },
  { title: ['', 'leaked'], show: ({ leaked }) => (leaked === null ? '–' : whole(leaked)) },
  { title: ['too', 'early'], show: ({ freedTooEarly }) => whole(freedTooEarly) },
  { title: ['longest', 'pause'], show: ({ longestPause }) => whole(longestPause) },
  { title: ['mean', 'pause'], show: ({ meanPause }) => meanPause.toFixed(1) },
  { title: ['', 'touched'], show: ({ touched }) => whole(touched) },
  { title: ['at', 'writes'], show: ({ barrier }) => whole(barrier) },
  { title: ['', 'floating'], show: ({ floating }) => whole(floating) },
  { title: ['high', 'water'], show: ({ highWater }) => whole(highWater) },
];

/** What the columns mean, a line each. */
export const COLUMN_NOTES: readonly string[] = [
  'freed          nodes given back; at the end: of these, by the collection that is asked for when the program has ended',
  'leaked         nodes that nothing leads to and that are still there after that',
  'too early      nodes given back while the program could reach them: a mistake',
  'longest pause  steps of the longest operation; a step is a read or a write of memory, the allocator’s too',
  'mean pause     steps of an operation on average',
  'touched        objects looked at, references followed, counts changed; at writes: of these, by the program’s writes',
  'floating       the most nodes that were garbage and not given back yet',
  'high water     the most bytes in use, headers and tables too',
];

/** A table as text: names to the left, figures to the right. */
export function renderComparison({ program, operations, nodes, alive, outcomes }: Comparison): string {
  const rows = [
    ...[0, 1].map((line) => COLUMNS.map(({ title }) => title[line] as string)),
    ...outcomes.map((outcome) => COLUMNS.map(({ show }) => show(outcome))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
      )
      .join('  ')
      .trimEnd(),
  );
  for (const { strategy, operations: performed, freedTooEarly } of outcomes) {
    if (freedTooEarly > 0) lines.push(`${strategy}: ended by operation ${whole(performed)}, a mistake`);
  }
  const title = `${program}: ${whole(operations)} operations, ${whole(nodes)} nodes, ${whole(alive)} alive at the end`;
  return `${[title, '', ...lines].join('\n')}\n`;
}

/** `12,345`. */
function whole(figure: number): string {
  return figure.toLocaleString('en-US');
}
