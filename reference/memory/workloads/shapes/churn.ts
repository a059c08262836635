import type { Shape } from '../shape.ts';

export const churn: Shape = {
  name: 'churn',
  description: 'Grows to `live` blocks; then one at random is given back and another is taken, again and again.',
  source: 'Larson, Krishnan: Memory allocation for long-running server applications, ISMM 1998',
  live: (operations) => Math.ceil(operations / 10),
  sizes: { min: 1, max: 512 },
  write(script, random, { live, sizes }) {
    const blocks: number[] = [];
    while (blocks.length < live && !script.full) blocks.push(script.malloc(random.int(sizes.min, sizes.max)));
    while (!script.full) {
      const index = random.int(0, live - 1);
      script.free(blocks[index] as number);
      blocks[index] = script.malloc(random.int(sizes.min, sizes.max));
    }
  },
};
