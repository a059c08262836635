import type { Shape } from '../shape.ts';

/** Blocks of a burst: Pareto's distribution, most of them small and some very large. */
const LEAST = 12;
const EIGHTHS = 7;
/** One block in so many outlives its burst, and takes the place of one that stood. */
const SURVIVOR = 32;

export const bursts: Shape = {
  name: 'bursts',
  description:
    'While `live` blocks stand, requests come in: each takes up to `live` blocks more and gives them back at its end, but for a few that replace standing ones.',
  source: 'servers in Berger, Zorn, McKinley: Reconsidering custom memory allocation, OOPSLA 2002',
  live: (operations) => Math.ceil(operations / 20),
  sizes: { min: 1, max: 512 },
  write(script, random, { live, sizes }) {
    const take = () => script.malloc(random.int(sizes.min, sizes.max));
    const standing: number[] = [];
    while (standing.length < live && !script.full) standing.push(take());
    while (!script.full) {
      const count = Math.min(Math.ceil(random.pareto(LEAST, EIGHTHS)), live);
      const burst: number[] = [];
      while (burst.length < count && !script.full) burst.push(take());
      for (const block of burst.reverse()) {
        if (random.chance(SURVIVOR)) {
          const index = random.int(0, live - 1);
          script.free(standing[index] as number);
          standing[index] = block;
        } else {
          script.free(block);
        }
      }
    }
  },
};
