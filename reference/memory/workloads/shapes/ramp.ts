import type { Shape } from '../shape.ts';

export const ramp: Shape = {
  name: 'ramp',
  description: 'Grows to `live` blocks, then gives all of them back, oldest first.',
  source: 'ramps in Wilson, Johnstone, Neely, Boles: Dynamic storage allocation: a survey and critical review, 1995',
  live: (operations) => Math.ceil(operations / 2),
  sizes: { min: 48, max: 48 },
  write(script, random, { live, sizes }) {
    while (!script.full) {
      const blocks: number[] = [];
      while (blocks.length < live && !script.full) blocks.push(script.malloc(random.int(sizes.min, sizes.max)));
      for (const block of blocks) script.free(block);
    }
  },
};
