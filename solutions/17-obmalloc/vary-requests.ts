import { calloc, dump, fill, free, malloc, realloc, type Step } from '../../exercises/17-obmalloc/steps.ts';
import type { Random } from '../random.ts';

/**
 * The public scenarios in which sizes depend on each other, made anew with other sizes: by id. Each does in the same
 * order what the public one does.
 */
export const REMADE: Readonly<Record<string, (random: Random) => readonly Step[]>> = {
  '25-calloc': clearing,
  '20-realloc-25-percent': threeQuarters,
  '21-realloc-same-class-can-move': withinOneClass,
  '22-realloc-grow': growing,
  '26-realloc-copy': copying,
};

/** A block that was written to comes back from calloc; then requests at both sides of 512 bytes. */
function clearing(random: Random): readonly Step[] {
  const block = 8 * random.int(4, 60);
  const cleared = block - random.int(1, 7);
  const split = (id: number, bytes: number): Step => {
    const count = random.pick(divisorsOf(bytes));
    return calloc(id, count, bytes / count);
  };
  return [
    malloc(1, block),
    fill(1, random.int(1, 255)),
    malloc(2, block),
    free(1),
    split(3, cleared),
    dump(3, 0, block),
    calloc(4, 0, random.int(1, 64)),
    calloc(5, random.int(1, 64), 0),
    split(6, 512),
    split(7, 513),
    split(8, 512),
    split(9, random.int(513, 600)),
  ];
}

function divisorsOf(number: number): readonly number[] {
  return Array.from({ length: number }, (_, index) => index + 1).filter((divisor) => number % divisor === 0);
}

/** The last request that stays in place, and the first that does not, for several classes. */
function threeQuarters(random: Random): readonly Step[] {
  return someBlocks(random, random.int(4, 6)).flatMap((block, index) => {
    const id = index + 1;
    const stays = Math.floor((3 * block) / 4) + 1;
    return [malloc(id, block - random.int(0, 7)), realloc(id, block), realloc(id, stays), realloc(id, stays - 1)];
  });
}

/** Blocks so small that a quarter of them makes no other class. */
function withinOneClass(random: Random): readonly Step[] {
  return random.sample([8, 16, 24], 2).flatMap((block, index) => {
    const id = index + 1;
    const edge = Math.floor((3 * block) / 4);
    const stay = (): Step => realloc(id, random.int(edge + 1, block));
    const move = (): Step => realloc(id, random.int(block - 7, edge));
    return [malloc(id, block), stay(), stay(), move(), move(), ...(random.chance(2) ? [stay()] : []), move(), stay()];
  });
}

function growing(random: Random): readonly Step[] {
  const block = 8 * random.int(3, 30);
  const large = random.int(2 * block + 16, 512);
  return [
    malloc(1, block - 7),
    realloc(1, block),
    realloc(1, block + 8),
    realloc(1, block + 9),
    malloc(2, block + 8),
    realloc(1, large),
    realloc(1, block + random.int(17, 24)),
    malloc(3, block + 9),
  ];
}

function copying(random: Random): readonly Step[] {
  const block = 8 * random.int(5, 30);
  const larger = random.int(block + 16, 512);
  const smaller = random.int(9, Math.floor(block / 2));
  return [
    malloc(1, block),
    fill(1, random.int(1, 255)),
    realloc(1, block - 7),
    realloc(1, larger),
    dump(1, 0, block),
    realloc(1, smaller),
    dump(1, 0, smaller),
  ];
}

/** Different sizes of blocks, from 32 bytes on: three quarters of them are another class. */
function someBlocks(random: Random, count: number): readonly number[] {
  return random.sample(
    Array.from({ length: 61 }, (_, index) => 8 * index + 32),
    count,
  );
}
