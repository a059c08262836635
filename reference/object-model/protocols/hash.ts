import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { PyInstance, PyObject, PyTuple, type PyValue } from '../object/py-object.ts';
import { callSpecial } from '../type/slots.ts';
import { typeOf } from '../type/static-types.ts';
import { lookup } from '../type/type-cache.ts';

const numbers = new WeakMap<object, bigint>();
let nextNumber = 0x7f0000000010n;

/** A number for each object, the same for its life: what an address is to CPython. */
export function identityHash(value: PyValue): bigint {
  if (typeof value !== 'object' || value === null) return 0n;
  let number = numbers.get(value);
  if (number === undefined) {
    number = nextNumber;
    nextNumber += 16n;
    numbers.set(value, number);
  }
  return number;
}

/**
 * `hash(value)`: the type's `__hash__`. The numbers of builtin values are not CPython's.
 *
 * @throws {PyTypeError} if the type has `__hash__ = None`.
 */
export function hash(value: PyValue): bigint {
  const type = typeOf(value);
  const method = lookup(type, '__hash__');
  if (method === undefined || method === null) throw new PyTypeError(`unhashable type: '${type.tpName}'`);
  const result = callSpecial(value, '__hash__', []);
  const number = result instanceof PyInstance ? result.payload : result;
  if (typeof number === 'bigint') return number;
  if (typeof number === 'boolean') return number ? 1n : 0n;
  throw new PyTypeError('__hash__ method should return an integer');
}

/** `hash` of builtin values: equal values, equal numbers. */
export function hashBuiltin(value: PyValue): bigint {
  if (value instanceof PyInstance && value.payload !== undefined) return hashBuiltin(value.payload);
  if (value instanceof PyTuple) return value.items.reduce<bigint>((sum, item) => sum * 31n + hash(item), 7n) % MODULUS;
  if (typeof value === 'bigint') return value % MODULUS;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) % MODULUS : hashText(String(value));
  if (typeof value === 'string') return hashText(value);
  return value instanceof PyObject ? identityHash(value) : 0n;
}

const MODULUS = 2n ** 61n - 1n;

function hashText(text: string): bigint {
  let number = 5381;
  for (let at = 0; at < text.length; at += 1) number = (Math.imul(number, 33) ^ text.charCodeAt(at)) >>> 0;
  return BigInt(number);
}
