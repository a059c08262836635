import type { ProgramShape } from '../program-shape.ts';

const LISTS = 8;
const CELL = LISTS;
/** A list is dropped once for so many cells that are put in front of one. */
const LENGTH = 40;

/** Cells are f0: the next one, f1: nothing. */
export const lists: ProgramShape = {
  description: 'Eight linked lists that grow at the front; now and then one is dropped, with all its cells.',
  variables: LISTS + 1,
  write(program, random, size) {
    while (program.nodes < size) {
      const list = random.int(0, LISTS - 1);
      if (random.chance(LENGTH)) program.drop(list);
      program.new(CELL, 2);
      if (program.holds(list)) program.link(CELL, 0, list);
      program.copy(list, CELL);
      program.drop(CELL);
    }
  },
};
