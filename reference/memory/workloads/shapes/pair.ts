import type { Shape } from '../shape.ts';

export const pair: Shape = {
  name: 'pair',
  description:
    'One block is taken and given back, again and again, while `live` others of its size stay: the fastest path of all.',
  source: 'malloc-free.rep of malloc labs; with one block of the class live, no pool is ever taken or given back',
  live: () => 1,
  sizes: { min: 48, max: 48 },
  write(script, random, { live, sizes }) {
    for (let block = 0; block < live && !script.full; block += 1) script.malloc(random.int(sizes.min, sizes.max));
    while (!script.full) script.free(script.malloc(random.int(sizes.min, sizes.max)));
  },
};
