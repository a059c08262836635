import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { repr as reprOfPlain } from '../../../exercises/kit/repr.ts';
import { PyInstance, PyTuple, type PyValue } from '../object/py-object.ts';
import { callSpecial } from '../type/slots.ts';
import { typeOf } from '../type/static-types.ts';

/** `repr(value)`. @throws {PyTypeError} if the type's `__repr__` gives no string. */
export function repr(value: PyValue): string {
  return textOf(callSpecial(value, '__repr__', []) ?? null, '__repr__');
}

/** `str(value)`. */
export function str(value: PyValue): string {
  if (typeof value === 'string') return value;
  return textOf(callSpecial(value, '__str__', []) ?? null, '__str__');
}

function textOf(result: PyValue, method: string): string {
  const text = result instanceof PyInstance ? result.payload : result;
  if (typeof text === 'string') return text;
  throw new PyTypeError(`${method} returned non-string (type ${typeOf(result).tpName})`);
}

/** What `int`, `str`, `list`, `tuple`, … themselves print. */
export function reprBuiltin(value: PyValue): string {
  if (value instanceof PyTuple) {
    const shown = value.items.map(repr);
    return shown.length === 1 ? `(${shown[0]},)` : `(${shown.join(', ')})`;
  }
  if (value instanceof PyInstance && value.payload !== undefined) return reprBuiltin(value.payload);
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (value instanceof Map) return `{${[...value].map(([key, item]) => `${repr(key)}: ${repr(item)}`).join(', ')}}`;
  return reprOfPlain(value);
}
