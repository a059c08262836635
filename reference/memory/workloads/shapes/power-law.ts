import type { Shape } from '../shape.ts';

const EIGHTHS = 5;
/** A block outlives t allocations with probability (scale / t)^ALPHA. */
export const ALPHA = 8 / EIGHTHS;

export const powerLaw: Shape = {
  name: 'power-law',
  description:
    'Most blocks die young and a few live very long: lifetimes, counted in allocations, follow a power law with the mean `live`, so that about as many are live.',
  source:
    "lifetimes in Barrett, Zorn: Using lifetime predictors to improve memory allocation performance, PLDI 1993; here by Pareto's law",
  live: (operations) => Math.ceil(operations / 20),
  sizes: { min: 8, max: 512 },
  write(script, random, { operations, live, sizes }) {
    // Pareto's distribution has the mean scale * ALPHA / (ALPHA - 1); by Little's law that many are live.
    const scale = (live * (ALPHA - 1)) / ALPHA;
    // Blocks that die at the same allocation form a list: its head by time, the next by id. 0 ends it.
    const heads = new Int32Array(operations + 1);
    const next: number[] = [];
    for (let now = 1; !script.full; now += 1) {
      for (let block = heads[now] as number; block !== 0; block = next[block] as number) script.free(block);
      const block = script.malloc(random.int(sizes.min, sizes.max));
      const death = now + Math.ceil(random.pareto(scale, EIGHTHS));
      if (death <= operations) {
        next[block] = heads[death] as number;
        heads[death] = block;
      }
    }
  },
};
