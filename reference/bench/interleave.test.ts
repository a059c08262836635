import { describe, expect, it } from 'vitest';
import type { Contender } from './contender.ts';
import { interleave, rotated } from './interleave.ts';

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
  it('lets each work once a round, the first one last in the next', async () => {
    const { contenders, diary } = fakes({ a: 1e6, b: 1e6, c: 1e6 });
    await interleave(contenders, { slices: 4, warmUp: 1, sliceMs: 1 });
    expect(diary.slice(3).join(' ')).toBe('a1 b1 c1 b1 c1 a1 c1 a1 b1 a1 b1 c1');
  });
  it('makes slices of the length asked for, whoever is quick', async () => {
    const { contenders, diary } = fakes({ slow: 9e6, quick: 1e5, instant: 0 });
    const samples = await interleave(contenders, { slices: 1, warmUp: 3, sliceMs: 4 });
    expect(diary.slice(9)).toEqual(['slow1', 'quick40', 'instant2000']);
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

describe('rotated', () => {
  it('begins further on and ends with what it left out', () => {
    expect(rotated(['a', 'b', 'c'], 4)).toEqual(['b', 'c', 'a']);
  });
});
