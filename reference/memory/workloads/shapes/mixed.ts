import type { Random } from '../../../random.ts';
import type { Shape, Sizes } from '../shape.ts';

/** Sizes of a few structures that a program uses everywhere. */
const STRUCTURES = [24, 40, 56, 72] as const;
const STRING_LEAST = 8;
const STRING_EIGHTHS = 7;
const ELEMENT = 8;

export const mixed: Shape = {
  name: 'mixed',
  description:
    'All four calls for structures, strings and arrays, mostly small; about `live` blocks are live, and which one goes is chance.',
  source: "Carnegie Mellon's syn-mix traces: arrays, strings and structures with sizes after power laws",
  live: (operations) => Math.ceil(operations / 20),
  sizes: { min: 1, max: 1024 },
  write(script, random, { live, sizes }) {
    const blocks: number[] = [];
    while (!script.full) {
      if (blocks.length > 0 && random.chance(8)) {
        script.realloc(random.pick(blocks), draw(random, sizes));
      } else if (random.int(1, 2 * live) > blocks.length) {
        blocks.push(random.chance(6) ? script.calloc(draw(random, sizes)) : script.malloc(draw(random, sizes)));
      } else {
        const index = random.int(0, blocks.length - 1);
        const last = blocks.pop() as number;
        script.free(blocks[index] ?? last);
        if (index < blocks.length) blocks[index] = last;
      }
    }
  },
};

/** Half structures, a quarter strings, a quarter arrays. */
function draw(random: Random, { min, max }: Sizes): number {
  const kind = random.int(1, 4);
  const size =
    kind <= 2
      ? random.pick(STRUCTURES)
      : kind === 3
        ? Math.ceil(random.pareto(STRING_LEAST, STRING_EIGHTHS))
        : ELEMENT * random.int(1, 64);
  return Math.min(Math.max(size, min), max);
}
