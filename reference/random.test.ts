import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

function draw<T>(count: number, one: (random: Random) => T, seed = 1): T[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => one(random));
}

describe('Random', () => {
  it('draws the same for the same seed', () => {
    const five = (seed: number) => draw(5, (random) => random.unit(), seed);
    expect(five(7)).toEqual(five(7));
    expect(five(7)).not.toEqual(five(8));
  });
  it('draws whole numbers between bounds, both included, about equally often', () => {
    const drawn = draw(10_000, (random) => random.int(3, 6));
    for (const value of [3, 4, 5, 6]) {
      expect(drawn.filter((each) => each === value).length / 10_000).toBeCloseTo(0.25, 1);
    }
    expect(new Set(drawn)).toEqual(new Set([3, 4, 5, 6]));
  });
  it('draws units above 0 and up to 1, with the mean of a half', () => {
    const drawn = draw(10_000, (random) => random.unit());
    expect(Math.min(...drawn)).toBeGreaterThan(0);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(1);
    expect(drawn.reduce((sum, each) => sum + each, 0) / 10_000).toBeCloseTo(0.5, 1);
  });
  it.each([4, 5, 7, 8])("draws by Pareto's law: %i eighths", (eighths) => {
    const drawn = draw(40_000, (random) => random.pareto(10, eighths));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(10);
    for (const bound of [15, 30, 100]) {
      const share = drawn.filter((each) => each > bound).length / drawn.length;
      expect(Math.abs(share - (10 / bound) ** (8 / eighths))).toBeLessThan(0.01);
    }
  });
  it('samples without repeating', () => {
    for (const sample of draw(100, (random) => random.sample([1, 2, 3, 4], 3))) expect(new Set(sample).size).toBe(3);
    expect(new Random(1).sample([1, 2], 5)).toHaveLength(2);
  });
  it('picks nothing from nothing', () => {
    expect(() => new Random(1).pick([])).toThrow('nothing to pick from');
  });
});
