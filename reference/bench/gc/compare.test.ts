import { describe, expect, it } from 'vitest';
import { BASE, type Entrant, OURS, rowsOf, unequalGarbage } from './compare.ts';
import { GRAPH_WORKLOADS, type GraphWorkload } from './graphs.ts';
import { report } from './report.ts';

const CYCLES = GRAPH_WORKLOADS.find(({ name }) => name === '2-cycles') as GraphWorkload;

function entrant(nodes: number, name: string, figures: Readonly<Record<string, number>>): Entrant {
  const ready = { detail: `${name} 1.0`, figures };
  return { nodes, contender: { name, ready, slice: () => Promise.resolve(0), close() {} } };
}

/** At 1e4 CPython takes 100 ns an object, ours 20; at 1e6 CPython 100, ours 60, 40, 50 in three rounds. */
function rows(oursFinds = 1_000_000) {
  const entrants = [
    entrant(10_000, BASE, { collected: 10_000 }),
    entrant(10_000, OURS, { collected: 10_000, reads: 30_005, writes: 10_002 }),
    entrant(1_000_000, BASE, { collected: 1_000_000 }),
    entrant(1_000_000, OURS, { collected: oursFinds, reads: 3_000_005, writes: 1_000_002 }),
  ];
  const times = [
    [1e6, 1e6, 1e6],
    [2e5, 2e5, 2e5],
    [1e8, 1e8, 1e8],
    [6e7, 4e7, 5e7],
  ];
  return rowsOf(
    CYCLES,
    entrants,
    times.map((nsPerRun) => ({ name: '', nsPerRun })),
  );
}

describe('rowsOf', () => {
  it('tells time per object, ratio to CPython at the same size, growth and counts', () => {
    expect(rows()[3]).toMatchObject({
      contender: OURS,
      nodes: 1_000_000,
      nsPerObject: { low: 45, median: 50, high: 55 },
      overCpython: { median: 0.5 },
      growth: { median: 2.5 },
      accesses: { reads: 3_000_005, writes: 1_000_002 },
      accessesPerFurtherObject: 4,
    });
  });
  it('holds ours to the goals, at the size they are for', () => {
    expect(rows().map(({ goals }) => goals)).toEqual([
      { overCpython: null, growth: null },
      { overCpython: null, growth: null },
      { overCpython: null, growth: null },
      { overCpython: { atMost: 0.5, reached: true }, growth: { atMost: 2.5, reached: true } },
    ]);
  });
  it('has no ratio where CPython takes no part', () => {
    const alone = rowsOf(CYCLES, [entrant(10, OURS, { collected: 10 })], [{ name: OURS, nsPerRun: [1] }]);
    expect(alone[0]).toMatchObject({ overCpython: null, growth: null, accesses: null, accessesPerFurtherObject: null });
    expect(report(alone, GRAPH_WORKLOADS, false)).toContain('CPython takes no part');
  });
});

describe('unequalGarbage', () => {
  it('accepts the same at every size', () => {
    expect(unequalGarbage(rows())).toEqual([]);
  });
  it('reports what one of them did not find', () => {
    expect(unequalGarbage(rows(7))).toEqual(['2-cycles, 1000000 objects: ours found 7, CPython 1000000']);
  });
});

describe('report', () => {
  it('is a table with what was reached', () => {
    const lines = report(rows(), GRAPH_WORKLOADS, false).split('\n');
    expect(lines[0]).toMatch(/^2-cycles: pairs/);
    expect(lines[5]?.trim().split(/ {2,}/)).toEqual([
      OURS,
      '50.0',
      '0.50',
      '0.45 – 0.55',
      '≤ 0.5 reached',
      '2.50',
      '≤ 2.5 reached',
      '3.000',
      '1.000',
      '4.000',
    ]);
  });
});
