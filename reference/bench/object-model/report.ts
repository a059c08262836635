import pico from 'picocolors';
import { table } from '../../../grader/text/table.ts';
import { middle, spread } from '../cells.ts';
import type { Row, Verdict } from './compare.ts';
import { BASE, BY_NAME, OURS } from './workloads.ts';

/** The rows as tables for people, one for each group. */
export function report(rows: readonly Row[], color: boolean): string {
  const colors = pico.createColors(color);
  const groups = [...new Set(rows.map(({ group }) => group))];
  const parts = groups.map((group) => {
    const own = rows.filter((row) => row.group === group);
    return `${colors.bold(group)}\n${table(HEAD, own.map(cells), color)}\n`;
  });
  const meanings = rows.map(({ operation, python }) => `${operation}: ${python}`);
  return `${parts.join('\n')}\n${LEGEND}\n${who(rows)}\n\n${meanings.join('\n')}\n`;

  function cells({ operation, ns, over, goals, overShortest, depthGoal }: Row): readonly string[] {
    return [
      operation,
      middle(ns[OURS] ?? null),
      middle(ns[BASE] ?? null),
      middle(over[BASE]),
      spread(over[BASE]),
      verdict(goals[BASE]),
      middle(ns[BY_NAME] ?? null),
      middle(over[BY_NAME]),
      verdict(goals[BY_NAME]),
      [OURS, BASE].flatMap((name) => (overShortest[name] === undefined ? [] : [middle(overShortest[name])])).join(', '),
      verdict(depthGoal),
    ];
  }

  function verdict(goal: Verdict | null): string {
    if (goal === null) return '';
    return `≤ ${goal.atMost} ${goal.reached ? colors.green('reached') : colors.red('not reached')}`;
  }
}

/** Each contender's version. */
function who(rows: readonly Row[]): string {
  const details = new Map(rows.flatMap((row) => Object.entries(row.details)));
  return [...details].map(([contender, detail]) => `${contender}: ${detail}.`).join('\n');
}

const HEAD = [
  '',
  `${OURS}, ns`,
  `${BASE}, ns`,
  'ratio',
  'middle half',
  'goal',
  'by name, ns',
  'ratio',
  'goal',
  'over depth 1',
  'goal',
];

const LEGEND = `ns: CPU time of the operation once, with the loop around it. ratio: our time over CPython's in the same round, median of
the rounds. ${BASE} does the operation as a program writes it, compiled for this place in the code; by name: with the
name as a value, getattr(p, name), as ours has it. over depth 1: the time over that with an MRO of one class and object,
ours, then CPython's.`;
