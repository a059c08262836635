import type { Shape } from '../shape.ts';

/** Different sizes that one phase asks for. */
const SIZES_OF_A_PHASE = 3;
/** Blocks replaced while a phase is at its height, for each that is live. */
const REPLACED = 1;
/** One block in so many outlives its phase, for one more. */
const SURVIVOR = 16;

export const phases: Shape = {
  name: 'phases',
  description:
    'Phase after phase grows to `live` blocks of three sizes of its own, replaces as many, and gives nearly all back: the next one asks for other sizes.',
  source:
    'phase behaviour in Wilson, Johnstone, Neely, Boles: Dynamic storage allocation: a survey and critical review, 1995',
  live: (operations) => Math.ceil(operations / 20),
  sizes: { min: 16, max: 512 },
  write(script, random, { live, sizes }) {
    let survivors: number[] = [];
    while (!script.full) {
      const own = Array.from({ length: SIZES_OF_A_PHASE }, () => random.int(sizes.min, sizes.max));
      const take = () => script.malloc(random.pick(own));
      const blocks: number[] = [];
      while (blocks.length < live && !script.full) blocks.push(take());
      for (let turn = 0; turn < REPLACED * live && !script.full; turn += 1) {
        const index = random.int(0, live - 1);
        script.free(blocks[index] as number);
        blocks[index] = take();
      }
      for (const block of survivors) script.free(block);
      survivors = blocks.filter(() => random.chance(SURVIVOR));
      const surviving = new Set(survivors);
      for (const block of blocks) if (!surviving.has(block)) script.free(block);
    }
  },
};
