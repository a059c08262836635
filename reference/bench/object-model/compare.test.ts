import { describe, expect, it } from 'vitest';
import { type Entrant, rowsOf, unequalAnswers } from './compare.ts';
import { report } from './report.ts';
import { BASE, BY_NAME, GROUPS, type Operation, OURS } from './workloads.ts';

const operation = (name: string) =>
  GROUPS.flatMap(({ operations }) => operations).find((each) => each.name === name) as Operation;
const SHALLOW = operation('class attribute, depth 1');
const DEEP = operation('class attribute, depth 100');

function entrant(of: Operation, name: string, answer = 5): Entrant {
  const ready = { detail: `${name} 1.0`, figures: { answer } };
  return { operation: of, contender: { name, ready, slice: () => Promise.resolve(0), close() {} } };
}

/** An operation takes CPython 20 ns, 40 ns by name, ours 30 with a short MRO; with a long one 24 and 60. */
function rows(answer = 5) {
  const entrants = [
    entrant(SHALLOW, BASE),
    entrant(SHALLOW, BY_NAME),
    entrant(SHALLOW, OURS),
    entrant(DEEP, BASE),
    entrant(DEEP, OURS, answer),
  ];
  const samples = [20, 40, 30, 24, 60].map((ns) => ({ name: '', nsPerRun: [ns * 1_000, ns * 1_000] }));
  return rowsOf('a group', entrants, samples);
}

describe('rowsOf', () => {
  it('tells times of one operation, and ratios to both ways of CPython', () => {
    expect(rows()[0]).toMatchObject({
      operation: SHALLOW.name,
      ns: { [BASE]: { median: 20 }, [BY_NAME]: { median: 40 }, [OURS]: { median: 30 } },
      over: { [BASE]: { median: 1.5 }, [BY_NAME]: { median: 0.75 } },
      goals: { [BASE]: { atMost: 1, reached: false }, [BY_NAME]: { atMost: 1, reached: true } },
      overShortest: {},
      depthGoal: null,
    });
  });
  it('sets the long MRO beside the short one', () => {
    expect(rows()[1]).toMatchObject({
      overShortest: { [BASE]: { median: 1.2 }, [OURS]: { median: 2 } },
      depthGoal: { atMost: 1.25, reached: false },
      over: { [BY_NAME]: null },
    });
  });
  it('has no ratio where CPython takes no part', () => {
    const [alone] = rowsOf('a group', [entrant(DEEP, OURS)], [{ name: OURS, nsPerRun: [1] }]);
    expect(alone).toMatchObject({ over: { [BASE]: null, [BY_NAME]: null }, goals: { [BASE]: null, [BY_NAME]: null } });
  });
});

describe('unequalAnswers', () => {
  it('accepts the same answer of all', () => {
    expect(unequalAnswers(rows())).toEqual([]);
  });
  it('reports another', () => {
    expect(unequalAnswers(rows(6))).toEqual(['class attribute, depth 100: CPython found 5, ours found 6']);
  });
});

describe('report', () => {
  it('is a table with what was reached, and the meaning of each operation', () => {
    const lines = report(rows(), false).split('\n');
    expect(lines[0]).toBe('a group');
    expect(lines[3]?.split(/ {2,}/)).toEqual([
      'class attribute, depth 100',
      '60.0',
      '24.0',
      '2.50',
      '2.50 – 2.50',
      '≤ 1 not reached',
      '2.00, 1.20',
      '≤ 1.25 not reached',
    ]);
    expect(lines).toContain('CPython: CPython 1.0.');
    expect(lines).toContain(`${SHALLOW.name}: ${SHALLOW.python}`);
  });
});
