import { ConstantTable } from './constants.ts';
import { foldStatement } from './fold.ts';
import type { Constant, Expression, Line, Statement } from './syntax.ts';

/**
 * What is compiled in one go: a file, or one statement of a notebook's cell. Equal constants of a unit are one object;
 * two units know nothing of each other.
 */
export interface CompilationUnit {
  /** With all that could be computed beforehand computed. */
  readonly lines: readonly Line[];
  /** Each once, in the order of first use. CPython: `co_consts`, of all code objects of the unit together. */
  readonly constants: readonly Constant[];
}

/** Source: CPython 3.11, Python/compile.c, `_PyAST_Compile`. */
export function compileUnit(lines: readonly Line[]): CompilationUnit {
  const folded = lines.map(({ statement, text }) => ({ statement: foldStatement(statement), text }));
  const table = new ConstantTable();
  for (const { statement } of folded) for (const constant of constantsOf(statement)) table.add(constant);
  return { lines: folded, constants: table.constants };
}

/** As a script is compiled: all in one unit. */
export function compileScript(lines: readonly Line[]): readonly CompilationUnit[] {
  return [compileUnit(lines)];
}

/** As a notebook or the interactive prompt compiles: every statement alone. */
export function compileNotebook(lines: readonly Line[]): readonly CompilationUnit[] {
  return lines.map((line) => compileUnit([line]));
}

function* constantsOf(statement: Statement): Generator<Constant> {
  if (statement.kind === 'define') yield* constantsIn(statement.result);
  else if (statement.kind === 'import')
    yield { kind: 'int', value: 0n }; // the level of a relative import: none
  else if ('value' in statement) yield* constantsIn(statement.value);
}

/** In the order in which the code loads them. */
function* constantsIn(expression: Expression): Generator<Constant> {
  switch (expression.kind) {
    case 'constant':
      if (expression.value.kind !== 'None') yield expression.value;
      return;
    case 'name':
      return;
    case 'negative':
      yield* constantsIn(expression.operand);
      return;
    case 'binary':
    case 'compare':
    case 'and':
      yield* constantsIn(expression.left);
      yield* constantsIn(expression.right);
      return;
    case 'constantList':
      yield expression.items;
      return;
    case 'list':
    case 'tuple':
      for (const item of expression.items) yield* constantsIn(item);
      return;
    case 'call':
      yield* constantsIn(expression.callee);
      for (const argument of expression.args) yield* constantsIn(argument);
      return;
    case 'methodCall':
      yield* constantsIn(expression.of);
      for (const argument of expression.args) yield* constantsIn(argument);
      return;
    case 'subscript':
      yield* constantsIn(expression.of);
      yield* constantsIn(expression.index);
      return;
    default:
      expression satisfies never;
  }
}
