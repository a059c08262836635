import { PyTypeError } from '../../../exercises/kit/errors.ts';
import type { PyValue } from '../object/py-object.ts';
import { typeOf } from '../type/static-types.ts';

/** `sorted(values)`, of text or of numbers. @throws {PyTypeError} if two of them cannot be compared. */
export function sorted(values: readonly PyValue[]): PyValue[] {
  for (const [at, value] of values.entries()) {
    const before = values[at - 1];
    if (before === undefined || (isText(value) ? isText(before) : isNumber(value) && isNumber(before))) continue;
    const types = `'${typeOf(value).tpName}' and '${typeOf(before).tpName}'`;
    throw new PyTypeError(`'<' not supported between instances of ${types}`);
  }
  return [...values].sort((a, b) => (isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0));
}

function isLess(left: PyValue, right: PyValue): boolean {
  return left !== null && right !== null && left < right;
}

function isText(value: PyValue): boolean {
  return typeof value === 'string';
}

function isNumber(value: PyValue): boolean {
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';
}
