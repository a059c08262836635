import { PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
import type { Address } from '../../../exercises/kit/memory.ts';
import { intValue } from '../objects/int-object.ts';
import { listAppend, newList } from '../objects/list-object.ts';
import { incref } from '../objects/refcount.ts';
import { strText } from '../objects/str-object.ts';
import { bytesText, floatValue, itemsOf, show } from './show.ts';
import type { BinaryOperator, Comparison } from './syntax.ts';
import type { Values } from './values.ts';

/**
 * `left operator right`: a new reference. The operands' references stay the caller's.
 *
 * A result is a new object, unless it is a value that is there for good, or one of two strings or tuples and the other
 * is empty: `'ab' + ''` is its left operand.
 *
 * Source: CPython 3.11, Objects/longobject.c, `long_add`; Objects/unicodeobject.c, `PyUnicode_Concat`;
 * Objects/tupleobject.c, `tupleconcat`.
 *
 * @throws {PyTypeError} for operands that the operator has no meaning for.
 */
export function binary(values: Values, operator: BinaryOperator, left: Address, right: Address): Address {
  const { heap, types } = values;
  const { int, str, tuple, list } = heap.builtins;
  const [leftType, rightType] = [heap.types.of(left), heap.types.of(right)];
  if (leftType === int && rightType === int) {
    return values.int(compute(operator, intValue(heap, left), intValue(heap, right)));
  }
  if (operator === '*' && rightType === int) return repeat(values, left, Number(intValue(heap, right)));
  if (operator === '*' && leftType === int) return repeat(values, right, Number(intValue(heap, left)));
  if (operator === '+' && leftType === rightType) {
    if (leftType === str) {
      const [one, other] = [strText(heap, left), strText(heap, right)];
      if (one === '' || other === '') return incref(heap, one === '' ? right : left);
      return values.str(one + other);
    }
    if (leftType === tuple) {
      const [one, other] = [itemsOf(values, left), itemsOf(values, right)];
      if (one.length === 0 || other.length === 0) return incref(heap, one.length === 0 ? right : left);
      return values.tuple([...one, ...other]);
    }
    if (leftType === list) return newList(heap, [...itemsOf(values, left), ...itemsOf(values, right)]);
    if (leftType === types.bytes) return values.bytes(bytesText(values, left) + bytesText(values, right));
    if (leftType === types.float) return values.float(floatValue(values, left) + floatValue(values, right));
  }
  const names = `'${leftType.name}' and '${rightType.name}'`;
  throw new PyTypeError(`unsupported operand type(s) for ${operator === '**' ? '** or pow()' : operator}: ${names}`);
}

/**
 * `target += value`: a new reference, to a new object or to the target itself, if it is a list: it is changed in place.
 *
 * Source: CPython 3.11, Objects/abstract.c, `PyNumber_InPlaceAdd`; Objects/listobject.c, `list_inplace_concat`.
 */
export function augmentedAdd(values: Values, target: Address, value: Address): Address {
  const { heap } = values;
  if (heap.types.of(target) !== heap.builtins.list) return binary(values, '+', target, value);
  for (const item of itemsOf(values, value)) listAppend(heap, target, item);
  return incref(heap, target);
}

/** `-operand`: a new reference. @throws {PyTypeError} */
export function negative(values: Values, operand: Address): Address {
  const value = numberOf(values, operand);
  if (typeof value === 'bigint') return values.int(-value);
  if (typeof value === 'number') return values.float(-value);
  throw new PyTypeError(`bad operand type for unary -: '${values.heap.types.of(operand).name}'`);
}

/** What `and` asks: 0, empty and None are not. */
export function isTruthy(values: Values, object: Address): boolean {
  const { heap, types } = values;
  const number = numberOf(values, object);
  if (number !== null) return number !== 0 && number !== 0n;
  const type = heap.types.of(object);
  if (type === heap.builtins.str) return strText(heap, object) !== '';
  if (type === types.bytes) return bytesText(values, object) !== '';
  if (type === heap.builtins.tuple || type === heap.builtins.list) return itemsOf(values, object).length > 0;
  return object !== heap.none && type !== types.frozenset;
}

/** `is` asks whether both are one object; the others look at values. @throws {PyTypeError} for `>` of other than numbers. */
export function compare(values: Values, operator: Comparison, left: Address, right: Address): boolean {
  if (operator === 'is') return left === right;
  if (operator === '==') return left === right || equal(values, left, right);
  const [one, other] = [numberOf(values, left), numberOf(values, right)];
  if (one !== null && other !== null) return one > other;
  const names = [left, right].map((object) => `'${values.heap.types.of(object).name}'`);
  throw new PyTypeError(`'>' not supported between instances of ${names.join(' and ')}`);
}

function equal(values: Values, left: Address, right: Address): boolean {
  const [one, other] = [numberOf(values, left), numberOf(values, right)];
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number are equal by `==` alone, as in Python.
  if (one !== null || other !== null) return one == other;
  const type = values.heap.types.of(left);
  if (type !== values.heap.types.of(right)) return false;
  const { tuple, list } = values.heap.builtins;
  if (type !== tuple && type !== list) return show(values, left) === show(values, right);
  const [items, others] = [itemsOf(values, left), itemsOf(values, right)];
  return (
    items.length === others.length && items.every((item, index) => compare(values, '==', item, others[index] ?? item))
  );
}

/** Of an int, a bool or a float; null of anything else. */
function numberOf(values: Values, object: Address): bigint | number | null {
  const { heap, types } = values;
  const type = heap.types.of(object);
  if (type === heap.builtins.int || type === types.bool) return intValue(heap, object);
  return type === types.float ? floatValue(values, object) : null;
}

/** `of[index]`: a new reference. @throws {PythonError} IndexError. @throws {PyTypeError} */
export function subscript(values: Values, of: Address, index: Address): Address {
  const { heap } = values;
  const type = heap.types.of(of);
  if (heap.types.of(index) !== heap.builtins.int) throw new PyTypeError('indices must be integers');
  const at = Number(intValue(heap, index));
  if (type === heap.builtins.str) {
    const character = [...strText(heap, of)].at(at);
    if (character === undefined) throw new PythonError('IndexError', 'string index out of range');
    return values.str(character);
  }
  if (type !== heap.builtins.list && type !== heap.builtins.tuple) {
    throw new PyTypeError(`'${type.name}' object is not subscriptable`);
  }
  const item = itemsOf(values, of).at(at);
  if (item === undefined) throw new PythonError('IndexError', `${type.name} index out of range`);
  return incref(heap, item);
}

function compute(operator: BinaryOperator, left: bigint, right: bigint): bigint {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (right < 0n) throw new PyTypeError('a negative power of an int is a float, which is not computed here');
  return left ** right;
}

function repeat(values: Values, what: Address, times: number): Address {
  const { heap, types } = values;
  const type = heap.types.of(what);
  const count = Math.max(times, 0);
  if (type === heap.builtins.str) return values.str(strText(heap, what).repeat(count));
  if (type === types.bytes) return values.bytes(bytesText(values, what).repeat(count));
  const items = () => Array.from({ length: count }, () => itemsOf(values, what)).flat();
  if (type === heap.builtins.tuple) return values.tuple(items());
  if (type === heap.builtins.list) return newList(heap, items());
  throw new PyTypeError(`can't multiply sequence by non-int of type '${type.name}'`);
}
