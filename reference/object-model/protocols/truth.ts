import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { PyInstance, PyTuple, type PyValue } from '../object/py-object.ts';
import { callSpecial } from '../type/slots.ts';
import { typeOf } from '../type/static-types.ts';

/**
 * `bool(value)`: `__bool__`, else `__len__`, else true.
 *
 * Source: CPython 3.11, Objects/object.c, `PyObject_IsTrue`; Objects/typeobject.c, `slot_nb_bool`.
 */
export function truth(value: PyValue): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  const result = callSpecial(value, '__bool__', []);
  if (typeof result === 'boolean') return result;
  if (result !== undefined) throw new PyTypeError(`__bool__ should return bool, returned ${typeOf(result).tpName}`);
  const length = callSpecial(value, '__len__', []);
  return length === undefined || checkLength(length) !== 0n;
}

/** What `__len__` may return. @throws {PyTypeError | PyValueError} for anything else. */
export function checkLength(result: PyValue): bigint {
  const size = result instanceof PyInstance && result.payload !== undefined ? result.payload : result;
  const length = typeof size === 'boolean' ? BigInt(size) : size;
  if (typeof length !== 'bigint') {
    throw new PyTypeError(`'${typeOf(result).tpName}' object cannot be interpreted as an integer`);
  }
  if (length < 0n) throw new PyValueError('__len__() should return >= 0');
  return length;
}

/** Of builtin values: zeros and what is empty are false. */
export function truthOfBuiltin(value: PyValue): boolean {
  if (value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyInstance) return value.payload === undefined || truthOfBuiltin(value.payload);
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value) || Number.isNaN(value);
}
