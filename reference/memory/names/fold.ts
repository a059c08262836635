import type { BinaryOperator, Constant, Expression, Statement } from './syntax.ts';

/** Folded integers have at most as many bits, texts as many characters, tuples as many items. */
const MAX_INT_SIZE = 128n;
const MAX_STR_SIZE = 4096;
const MAX_COLLECTION_SIZE = 256;
/** A shorter list is made from its items. */
const LEAST_CONSTANT_LIST = 3;

/**
 * Computes what can be computed before the program runs: `-6` and `10**20 + 2337` become one constant, `(1, 2)` too.
 * What would become large is left for later: `'a' * 4097`.
 *
 * Source: CPython 3.11, Python/ast_opt.c, `astfold_expr`.
 */
export function fold(expression: Expression): Expression {
  switch (expression.kind) {
    case 'constant':
    case 'name':
      return expression;
    case 'negative':
      return foldNegative(fold(expression.operand));
    case 'binary':
      return foldBinary(expression.operator, fold(expression.left), fold(expression.right));
    case 'compare':
      return { ...expression, left: fold(expression.left), right: fold(expression.right) };
    case 'and':
      return { ...expression, left: fold(expression.left), right: fold(expression.right) };
    case 'list':
      return foldList(expression.items.map(fold));
    case 'constantList':
      return expression;
    case 'tuple':
      return foldTuple(expression.items.map(fold));
    case 'call':
      return { kind: 'call', callee: fold(expression.callee), args: expression.args.map(fold) };
    case 'methodCall':
      return { ...expression, of: fold(expression.of), args: expression.args.map(fold) };
    case 'subscript':
      return foldSubscript(fold(expression.of), fold(expression.index));
    default:
      return expression satisfies never;
  }
}

/** The statement with its expressions folded. */
export function foldStatement(statement: Statement): Statement {
  if (statement.kind === 'define') return { ...statement, result: fold(statement.result) };
  return 'value' in statement ? { ...statement, value: fold(statement.value) } : statement;
}

/** `fold_unaryop`. */
function foldNegative(operand: Expression): Expression {
  const value = operand.kind === 'constant' ? operand.value : null;
  if (value?.kind === 'int') return constant({ kind: 'int', value: -value.value });
  if (value?.kind === 'float') return constant({ kind: 'float', value: -value.value });
  return { kind: 'negative', operand };
}

/** `fold_tuple`. */
function foldTuple(items: readonly Expression[]): Expression {
  const constants = allConstants(items);
  return constants === null ? { kind: 'tuple', items } : constant({ kind: 'tuple', items: constants });
}

/** Source: CPython 3.11, Python/compile.c, `starunpack_helper`. */
function foldList(items: readonly Expression[]): Expression {
  const constants = allConstants(items);
  if (constants === null || constants.length < LEAST_CONSTANT_LIST) return { kind: 'list', items };
  return { kind: 'constantList', items: { kind: 'tuple', items: constants } };
}

/** Null if any is no constant. */
function allConstants(items: readonly Expression[]): readonly Constant[] | null {
  const constants = items.flatMap((item) => (item.kind === 'constant' ? [item.value] : []));
  return constants.length === items.length ? constants : null;
}

/** `fold_subscr`: of a text or a tuple, at an index that is there. */
function foldSubscript(of: Expression, index: Expression): Expression {
  const kept: Expression = { kind: 'subscript', of, index };
  if (of.kind !== 'constant' || index.kind !== 'constant' || index.value.kind !== 'int') return kept;
  const at = Number(index.value.value);
  if (of.value.kind === 'tuple') {
    const item = of.value.items.at(at);
    return item === undefined ? kept : constant(item);
  }
  if (of.value.kind !== 'str') return kept;
  const character = [...of.value.value].at(at);
  return character === undefined ? kept : constant({ kind: 'str', value: character });
}

/** `fold_binop`. */
function foldBinary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  const kept: Expression = { kind: 'binary', operator, left, right };
  if (left.kind !== 'constant' || right.kind !== 'constant') return kept;
  const value = compute(operator, left.value, right.value);
  return value === null ? kept : constant(value);
}

/** Null: not computed here. An error, `1 + 'a'`, is left to the program's run too. */
function compute(operator: BinaryOperator, left: Constant, right: Constant): Constant | null {
  if (left.kind === 'int' && right.kind === 'int') return computeInt(operator, left.value, right.value);
  if (operator === '+') return concatenate(left, right);
  if (operator !== '*') return null;
  if (left.kind === 'int') return repeat(right, left.value);
  return right.kind === 'int' ? repeat(left, right.value) : null;
}

/** `safe_multiply`, `safe_power`. */
function computeInt(operator: BinaryOperator, left: bigint, right: bigint): Constant | null {
  if (operator === '+') return { kind: 'int', value: left + right };
  if (operator === '-') return { kind: 'int', value: left - right };
  if (operator === '*') {
    return bits(left) + bits(right) > MAX_INT_SIZE ? null : { kind: 'int', value: left * right };
  }
  if (right < 0n || bits(left) * right > MAX_INT_SIZE) return null;
  return { kind: 'int', value: left ** right };
}

function concatenate(left: Constant, right: Constant): Constant | null {
  if (left.kind === 'tuple' && right.kind === 'tuple') return { kind: 'tuple', items: [...left.items, ...right.items] };
  if (left.kind === 'str' && right.kind === 'str') return { kind: 'str', value: left.value + right.value };
  if (left.kind === 'bytes' && right.kind === 'bytes') return { kind: 'bytes', value: left.value + right.value };
  if (left.kind === 'float' && right.kind === 'float') return { kind: 'float', value: left.value + right.value };
  return null;
}

function repeat(what: Constant, times: bigint): Constant | null {
  if (what.kind === 'str' || what.kind === 'bytes') {
    const size = BigInt([...what.value].length) * times;
    return times < 0n || size > MAX_STR_SIZE ? null : { kind: what.kind, value: what.value.repeat(Number(times)) };
  }
  if (what.kind !== 'tuple' || times < 0n || BigInt(what.items.length) * times > MAX_COLLECTION_SIZE) return null;
  return { kind: 'tuple', items: Array.from({ length: Number(times) }, () => what.items).flat() };
}

/** `_PyLong_NumBits`. */
function bits(value: bigint): bigint {
  return value === 0n ? 0n : BigInt((value < 0n ? -value : value).toString(2).length);
}

function constant(value: Constant): Expression {
  return { kind: 'constant', value };
}
