import { describe, expect, it } from 'vitest';
import { judgeLead, type LeadVerdict, MOST_PROCESSES } from './lead.ts';

const LIMIT = 2;
const times = (count: number, ratio: number) => Array.from({ length: count }, () => ratio);

describe('judgeLead', () => {
  it.each<[string, readonly number[], LeadVerdict | null]>([
    ['nothing measured', [], null],
    ['one process clearly under the limit', [1.5], 'within'],
    ['one process under it, not clearly', [1.7], null],
    ['three processes under it', [1.7, 1.7, 1.7], 'within'],
    ['one process far over it', [40], null],
    ['two processes far over it', [40, 40], null],
    ['three processes over it', [2.3, 40, 2.3], 'beyond'],
    ['one process over it, then a clear one', [2.3, 1.5], null],
    ['a process over it by bad luck, then clear ones', [2.3, 1.5, 1.5, 1.5, 1.5], 'within'],
    ['a process under it by luck, then slow ones', [1.8, 2.5, 2.5, 2.5, 2.5], 'beyond'],
    ['processes on the limit, some left', [2, 2.1, 1.9], null],
    ['processes on the limit, too few left', times(7, 2), 'inconclusive'],
    ['sides that take turns', [1.7, 2.3, 1.7, 2.3, 1.7, 2.3, 1.7, 2.3], 'inconclusive'],
  ])('%s', (_name, ratios, verdict) => {
    expect(judgeLead(ratios, LIMIT)).toBe(verdict);
  });

  it('always ends within its budget', () => {
    for (const ratio of [0.1, 1.7, 1.9, 2, 2.1, 2.3, 50]) {
      expect(judgeLead(times(MOST_PROCESSES, ratio), LIMIT)).not.toBe(null);
    }
  });

  it('never finds against a right answer of which one process in fifty is 30 % off', () => {
    // Every pattern of nine processes with at most two unlucky ones; the answer's true ratio is right at the limit.
    for (let unlucky = 0; unlucky < 2 ** MOST_PROCESSES; unlucky += 1) {
      const ratios = Array.from({ length: MOST_PROCESSES }, (_, index) => ((unlucky >> index) & 1 ? 2.6 : 2));
      if (ratios.filter((ratio) => ratio > 2).length > 2) continue;
      expect(verdictAlong(ratios)).not.toBe('beyond');
    }
  });
});

/** As the stage does it: one more process until there is a verdict. */
function verdictAlong(ratios: readonly number[]): LeadVerdict | null {
  for (let count = 0; count <= ratios.length; count += 1) {
    const verdict = judgeLead(ratios.slice(0, count), LIMIT);
    if (verdict !== null) return verdict;
  }
  return null;
}
