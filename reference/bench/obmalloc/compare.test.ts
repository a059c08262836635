import { describe, expect, it } from 'vitest';
import type { Contender } from '../contender.ts';
import { rowsOf, unequalFootprints } from './compare.ts';
import { report } from './report.ts';
import { BASE, type BenchWorkload, OURS, WORKLOADS } from './workloads.ts';

const CHURN = WORKLOADS.find(({ name }) => name === 'churn') as BenchWorkload;

function contender(name: string, footprint: number, counts: Readonly<Record<string, number>> = {}): Contender {
  return {
    name,
    ready: { detail: `${name} 1.0`, figures: { footprint, ...counts } },
    slice: () => Promise.resolve(0),
    close() {},
  };
}

/** pymalloc takes 10 ns an operation, ours 15, 20 and 21 in three rounds, dlmalloc 18. */
function rows(oursHolds = 3_000) {
  return rowsOf(
    CHURN,
    { operations: 2, payload: 2_000 },
    [contender(BASE, 3_000), contender(OURS, oursHolds, { reads: 6, writes: 5 }), contender('dlmalloc', 2_200)],
    [
      { name: BASE, nsPerRun: [20, 20, 20] },
      { name: OURS, nsPerRun: [30, 40, 42] },
      { name: 'dlmalloc', nsPerRun: [36, 36, 36] },
    ],
  );
}

describe('rowsOf', () => {
  it('tells time, ratios, use of memory and counts for each contender', () => {
    const [, ours] = rows();
    expect(ours).toMatchObject({
      contender: OURS,
      nsPerOperation: { low: 17.5, median: 20, high: 20.5 },
      over: { [BASE]: { median: 2 }, [OURS]: { median: 1 } },
      utilisation: 1.5,
      reads: 6,
      writes: 5,
    });
  });
  it('holds each contender to its own goals', () => {
    expect(rows().map(({ goals }) => goals.map(({ bound, reached }) => ({ ...bound, reached })))).toEqual([
      [],
      [{ atMost: 2, reached: true }],
      [{ atLeast: 1, reached: false }],
    ]);
  });
  it('has no ratio to somebody who takes no part, and no goal over them', () => {
    const alone = rowsOf(CHURN, { operations: 1, payload: 1 }, [contender(OURS, 1)], [{ name: OURS, nsPerRun: [1] }]);
    expect(alone[0]).toMatchObject({ over: { [BASE]: null }, goals: [] });
  });
});

describe('unequalFootprints', () => {
  it('accepts the same bytes in the same build', () => {
    expect(unequalFootprints(rows())).toEqual([]);
  });
  it('reports different ones', () => {
    expect(unequalFootprints(rows(4_000))).toEqual(['churn: amd64-3.11 held 4000 bytes, pymalloc in C 3000']);
  });
});

describe('report', () => {
  it('is a table with what was reached and what was not', () => {
    const lines = report(rows(), new Map([['churn', 'as blocks come and go']]), false).split('\n');
    expect(lines[0]).toBe('churn: as blocks come and go');
    expect(lines[3]?.split(/ {2,}/)).toEqual([
      OURS,
      '20.0',
      '2.00',
      '1.75 – 2.05',
      '1.00',
      '≤ 2 reached',
      '1.50',
      '6.00',
      '5.00',
    ]);
    expect(lines[4]).toContain('≥ 1 not reached');
    expect(lines.join('\n')).toContain('dlmalloc: dlmalloc 1.0.');
  });
});
