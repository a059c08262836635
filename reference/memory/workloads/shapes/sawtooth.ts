import type { Shape } from '../shape.ts';

/** What a tooth leaves standing: one block in so many. */
const LEFT = 8;

export const sawtooth: Shape = {
  name: 'sawtooth',
  description: 'Grows to `live` blocks and falls to an eighth of them, newest first, again and again.',
  source: 'peaks in Wilson, Johnstone, Neely, Boles: Dynamic storage allocation: a survey and critical review, 1995',
  live: (operations) => Math.ceil(operations / 10),
  sizes: { min: 16, max: 256 },
  write(script, random, { live, sizes }) {
    const blocks: number[] = [];
    const left = Math.floor(live / LEFT);
    while (!script.full) {
      while (blocks.length < live && !script.full) blocks.push(script.malloc(random.int(sizes.min, sizes.max)));
      for (const block of blocks.splice(left).reverse()) script.free(block);
    }
  },
};
