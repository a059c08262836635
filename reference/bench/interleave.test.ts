import { describe, expect, it } from 'vitest';
import type { Contender } from './contender.ts';
import { interleave } from './interleave.ts';

/** Contenders that take a set time for each run, and a diary of who worked when. */
function fakes(nsPerRun: Readonly<Record<string, number>>): { contenders: Contender[]; diary: string[] } {
  const diary: string[] = [];
  const contenders = Object.entries(nsPerRun).map(
    ([name, ns]): Contender => ({
      name,
      ready: { detail: '', figures: {} },
      slice(repeats) {
        diary.push(`${name}${repeats}`);
        return Promise.resolve(ns * repeats);
      },
      close() {},
    }),
  );
  return { contenders, diary };
}

describe('interleave', () => {
  it('lets each work once a round, and after each other one about as often', async () => {
    const { contenders, diary } = fakes({ a: 1e6, b: 1e6, c: 1e6 });
    await interleave(contenders, { slices: 60, warmUp: 1, sliceMs: 1 });
    const worked = diary.slice(3).map(([name = '']) => name);
    const rounds = Array.from({ length: 60 }, (_, round) => worked.slice(3 * round, 3 * round + 3));
    expect(new Set(rounds.map((round) => [...round].sort().join('')))).toEqual(new Set(['abc']));
    const orders = new Set(rounds.map((round) => round.join('')));
    expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  });
  it('makes slices of the length asked for, whoever is quick', async () => {
    const { contenders, diary } = fakes({ slow: 9e6, quick: 1e5, instant: 0 });
    const samples = await interleave(contenders, { slices: 1, warmUp: 3, sliceMs: 4 });
    expect(diary.slice(9).sort()).toEqual(['instant2000', 'quick40', 'slow1']);
    expect(samples.map(({ nsPerRun }) => nsPerRun)).toEqual([[9e6], [1e5], [0]]);
  });
  it('tells of every round', async () => {
    let rounds = 0;
    const { contenders } = fakes({ a: 1 });
    await interleave(contenders, { slices: 5, warmUp: 1, sliceMs: 1 }, () => {
      rounds += 1;
    });
    expect(rounds).toBe(5);
  });
});
