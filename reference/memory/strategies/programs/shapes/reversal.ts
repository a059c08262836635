import type { ProgramBuilder } from '../program-builder.ts';
import type { ProgramShape } from '../program-shape.ts';

const REST = 0;
const REVERSED = 1;
const NEXT = 2;
const SHORT_LIVED = 3;
/** One node in so many is of the list. */
const LIST = 10;

export const reversal: ProgramShape = {
  description:
    'A list is reversed in place, again and again, while other nodes come and go: references to what is alive move, which write barriers are for.',
  variables: 4,
  write(program, _random, size) {
    while (program.nodes < size / LIST) {
      program.new(NEXT, 1);
      if (program.holds(REST)) program.link(NEXT, 0, REST);
      program.copy(REST, NEXT);
    }
    program.drop(NEXT);
    while (program.nodes < size) {
      moveOne(program);
      program.new(SHORT_LIVED, 1);
      if (program.holds(REST)) continue;
      program.copy(REST, REVERSED);
      program.drop(REVERSED);
    }
  },
};

/** Takes the first node of the rest and puts it in front of what is reversed. */
function moveOne(program: ProgramBuilder): void {
  program.load(NEXT, REST, 0);
  if (program.holds(REVERSED)) program.link(REST, 0, REVERSED);
  else program.unlink(REST, 0);
  program.copy(REVERSED, REST);
  if (program.holds(NEXT)) program.copy(REST, NEXT);
  else program.drop(REST);
  program.drop(NEXT);
}
