import type { ProgramShape } from '../program-shape.ts';

const RINGS = 8;
const LAST = RINGS;
const NODE = RINGS + 1;
const LONGEST = 6;

export const cycles: ProgramShape = {
  description: 'Rings of one to six nodes; eight are held, and each new one takes the place of one of these.',
  variables: RINGS + 2,
  write(program, random, size) {
    while (program.nodes < size) {
      const ring = random.int(0, RINGS - 1);
      const length = Math.min(random.int(1, LONGEST), size - program.nodes);
      program.new(ring, 1);
      program.copy(LAST, ring);
      for (let node = 1; node < length; node += 1) {
        program.new(NODE, 1);
        program.link(LAST, 0, NODE);
        program.copy(LAST, NODE);
      }
      program.link(LAST, 0, ring);
      program.drop(LAST);
      if (length > 1) program.drop(NODE);
    }
  },
};
