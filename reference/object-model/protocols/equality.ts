import { PyInstance, PyTuple, type PyValue } from '../object/py-object.ts';
import { isSubtype } from '../type/py-type.ts';
import { callSpecial } from '../type/slots.ts';
import { NotImplemented, typeOf } from '../type/static-types.ts';
import { lookup } from '../type/type-cache.ts';
import { truth } from './truth.ts';

/**
 * `left == right` as a value: `__eq__` of the left, of the right, or whether they are one object. A subclass's method
 * comes first.
 *
 * Source: CPython 3.11, Objects/object.c, `do_richcompare`.
 */
export function richEqual(left: PyValue, right: PyValue): PyValue {
  const [leftType, rightType] = [typeOf(left), typeOf(right)];
  const rightFirst =
    leftType !== rightType &&
    isSubtype(rightType, leftType) &&
    lookup(rightType, '__eq__') !== lookup(leftType, '__eq__');
  const pairs = rightFirst
    ? [[right, left] as const, [left, right] as const]
    : [[left, right] as const, [right, left] as const];
  for (const [self, other] of pairs) {
    const result = callSpecial(self, '__eq__', [other]);
    if (result !== undefined && result !== NotImplemented) return result;
  }
  return left === right;
}

/** Whether they are one object or equal: what `in` asks. `PyObject_RichCompareBool`. */
export function isEqual(left: PyValue, right: PyValue): boolean {
  return left === right || truth(richEqual(left, right));
}

/** `__eq__` of `int`, `float`, `bool`, `str`, `list`, `tuple`, `dict`. */
export function equalBuiltin(left: PyValue, right: PyValue): PyValue {
  const [a, b] = [plain(left), plain(right)];
  if (isNumber(a) && isNumber(b)) return typeof a === typeof b ? a === b : Number(a) === Number(b);
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  if (a instanceof PyTuple && b instanceof PyTuple) return equalItems(a.items, b.items);
  if (Array.isArray(a) && Array.isArray(b)) return equalItems(a, b);
  if (a instanceof Map && b instanceof Map) {
    if (a.size !== b.size) return false;
    return [...a].every(([key, value]) => {
      const other = b.get(key);
      return other !== undefined && isEqual(value, other);
    });
  }
  return a === null && b === null ? true : NotImplemented;
}

function equalItems(left: readonly PyValue[], right: readonly PyValue[]): boolean {
  return left.length === right.length && left.every((item, at) => isEqual(item, right[at] as PyValue));
}

function isNumber(value: PyValue): value is bigint | number | boolean {
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';
}

function plain(value: PyValue): PyValue {
  return value instanceof PyInstance && value.payload !== undefined ? value.payload : value;
}
