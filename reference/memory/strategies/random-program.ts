import fc from 'fast-check';
import type { Program } from './programs/program.ts';
import { ProgramBuilder } from './programs/program-builder.ts';

const VARIABLES = 4;

const variable = fc.nat({ max: VARIABLES - 1 });
const field = fc.nat({ max: 2 });

const command = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('new' as const), variable, variable, field) },
  { weight: 5, arbitrary: fc.tuple(fc.constant('link' as const), variable, variable, field) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('unlink' as const), variable, variable, field) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('load' as const), variable, variable, field) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('copy' as const), variable, variable, field) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('drop' as const), variable, variable, field) },
);

/** Any program with four variables. What would fail is left out. For tests. */
export const programs: fc.Arbitrary<Program> = fc.array(command, { maxLength: 80, size: 'max' }).map((commands) => {
  const builder = new ProgramBuilder(VARIABLES);
  for (const [op, x, y, field] of commands) {
    const holdsField = (variable: number) => builder.holds(variable) && field < builder.fieldCount(variable);
    if (op === 'new') builder.new(x, field);
    else if (op === 'link' && holdsField(x) && builder.holds(y)) builder.link(x, field, y);
    else if (op === 'unlink' && holdsField(x)) builder.unlink(x, field);
    else if (op === 'load' && holdsField(y)) builder.load(x, y, field);
    else if (op === 'copy' && builder.holds(y)) builder.copy(x, y);
    else if (op === 'drop') builder.drop(x);
  }
  return builder.build('random');
});
