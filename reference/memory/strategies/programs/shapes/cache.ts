import type { ProgramShape } from '../program-shape.ts';

const TABLE = 0;
const ROW = 1;
const ENTRY = 2;
const VALUE = 3;
/** Of the nodes, one in so many has its place in the table; the others take the place of one that was there. */
const CAPACITY = 20;
/** One value in so many refers back to its entry. */
const BACK = 4;

/** Entries are f0: the value. Values are f0: the entry, or nothing. */
export const cache: ProgramShape = {
  description:
    'A cache in a table of rows: each new entry, with its value, puts an old one out; one value in four refers back to its entry.',
  variables: 4,
  write(program, random, size) {
    const side = Math.max(1, Math.floor(Math.sqrt(size / CAPACITY)));
    program.new(TABLE, side);
    for (let row = 0; row < side && program.nodes < size; row += 1) {
      program.new(ROW, side);
      program.link(TABLE, row, ROW);
    }
    const rows = Math.min(side, program.nodes - 1);
    while (program.nodes < size) {
      program.load(ROW, TABLE, random.int(0, rows - 1));
      program.new(ENTRY, 1);
      if (program.nodes < size) {
        program.new(VALUE, 1);
        program.link(ENTRY, 0, VALUE);
        if (random.chance(BACK)) program.link(VALUE, 0, ENTRY);
        program.drop(VALUE);
      }
      program.link(ROW, random.int(0, side - 1), ENTRY);
      program.drop(ENTRY);
    }
    program.drop(ROW);
  },
};
