import type { ProgramShape } from '../program-shape.ts';
import { shortLived, writeShortLived } from './chain.ts';

const FIRST = 0;
const LAST = 1;
const NODE = 2;

export const bigCycle: ProgramShape = {
  description: 'One cycle through most of the nodes, dropped as a whole; then a few nodes that live for a moment each.',
  variables: 3,
  write(program, _random, size) {
    program.new(FIRST, 1);
    program.copy(LAST, FIRST);
    while (program.nodes < size - shortLived(size)) {
      program.new(NODE, 1);
      program.link(LAST, 0, NODE);
      program.copy(LAST, NODE);
    }
    program.link(LAST, 0, FIRST);
    for (const variable of [NODE, LAST, FIRST]) program.drop(variable);
    writeShortLived(program, NODE, size);
  },
};
