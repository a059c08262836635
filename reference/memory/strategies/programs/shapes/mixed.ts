import type { ProgramShape } from '../program-shape.ts';

const VARIABLES = 12;
const MOST_FIELDS = 4;

export const mixed: ProgramShape = {
  description: 'Anything: random assignments among twelve variables and the fields of the nodes they hold.',
  variables: VARIABLES,
  write(program, random, size) {
    const variable = () => random.int(0, VARIABLES - 1);
    while (program.nodes < size) {
      const [x, y] = [variable(), variable()];
      const choice = random.int(0, 9);
      if (choice < 3 || !program.holds(x)) {
        program.new(x, random.int(0, MOST_FIELDS));
        continue;
      }
      const fields = program.fieldCount(x);
      const field = fields === 0 ? 0 : random.int(0, fields - 1);
      if (choice < 7 && fields > 0 && program.holds(y)) program.link(x, field, y);
      else if (choice === 7 && fields > 0 && program.hasField(x, field)) program.load(y, x, field);
      else if (choice === 8) program.copy(y, x);
      else if (fields > 0 && random.chance(2)) program.unlink(x, field);
      else program.drop(x);
    }
  },
};
