import type { ProgramShape } from '../program-shape.ts';

const LISTS = 8;
const CELL = LISTS;
/** So many lists are dropped, on average; the eight then hold about a tenth of all nodes. */
const DROPS = 80;
/** So many cells are put in front for each list that is dropped, at least: a small program has lists too. */
const AT_LEAST = 10;

/** Cells are f0: the next one, f1: nothing. */
export const lists: ProgramShape = {
  description: 'Eight linked lists that grow at the front; now and then one is dropped, with all its cells.',
  variables: LISTS + 1,
  write(program, random, size) {
    const cellsPerDrop = Math.max(AT_LEAST, Math.ceil(size / DROPS));
    while (program.nodes < size) {
      const list = random.int(0, LISTS - 1);
      if (random.chance(cellsPerDrop)) program.drop(list);
      program.new(CELL, 2);
      if (program.holds(list)) program.link(CELL, 0, list);
      program.copy(list, CELL);
      program.drop(CELL);
    }
  },
};
