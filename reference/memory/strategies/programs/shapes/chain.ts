import type { ProgramBuilder } from '../program-builder.ts';
import type { ProgramShape } from '../program-shape.ts';

const HEAD = 0;
const NODE = 1;

/** One node in so many is made after the large structure was dropped. */
const AFTERWARDS = 5;

export const chain: ProgramShape = {
  description: 'One chain, dropped as a whole by one assignment; then a few nodes that live for a moment each.',
  variables: 2,
  write(program, _random, size) {
    while (program.nodes < size - shortLived(size)) {
      program.new(NODE, 1);
      if (program.holds(HEAD)) program.link(NODE, 0, HEAD);
      program.copy(HEAD, NODE);
    }
    program.drop(NODE);
    program.drop(HEAD);
    writeShortLived(program, HEAD, size);
  },
};

/** How many of the nodes come last, and live for a moment. */
export function shortLived(size: number): number {
  return Math.floor(size / AFTERWARDS);
}

/** Makes nodes in one variable, each dropped by the next, until there are `size`. */
export function writeShortLived(program: ProgramBuilder, variable: number, size: number): void {
  while (program.nodes < size) program.new(variable, 1);
  program.drop(variable);
}
