import { PyTypeError, PythonError, PyValueError } from './errors.ts';
import { parseFloat64, parseInteger } from './number-literals.ts';
import { type PyCallable, type PyValue, typeName } from './objects.ts';
import { repr } from './repr.ts';

/**
 * `int()` is 0; `int(3.9)` is 3; `int('1_000')` is 1000.
 *
 * Differs from CPython: no limit of 4300 digits.
 * Source: CPython 3.11, Objects/abstract.c, `PyNumber_Long`; Objects/longobject.c, `PyLong_FromUnicodeObject`.
 *
 * @throws {PyTypeError} for what is neither a number nor a string.
 * @throws {PyValueError} for a string that is no whole number, and for nan.
 * @throws {PythonError} `OverflowError` for an infinity.
 */
export const int: PyCallable = builtin('int', (value = 0n) => {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return truncate(value);
  if (typeof value !== 'string') {
    const what = 'a string, a bytes-like object or a real number';
    throw new PyTypeError(`int() argument must be ${what}, not '${typeName(value)}'`);
  }
  const number = parseInteger(value);
  if (number !== undefined) return number;
  throw new PyValueError(`invalid literal for int() with base 10: ${firstCharacters(repr(value), 200)}`);
});

/** `str()` is `''`; `str(value)` is the text itself, or else what `repr` gives. */
export const str: PyCallable = builtin('str', (value = '') => (typeof value === 'string' ? value : repr(value)));

/**
 * `float()` is 0.0; `float('1e3')` is 1000.0; `float('nan')` is nan.
 *
 * Source: CPython 3.11, Objects/floatobject.c, `PyFloat_FromString`; Objects/abstract.c, `PyNumber_Float`.
 *
 * @throws {PyTypeError} for what is neither a number nor a string.
 * @throws {PyValueError} for a string that is no number.
 * @throws {PythonError} `OverflowError` for a whole number beyond the largest float.
 */
export const float: PyCallable = builtin('float', (value = 0) => {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') {
    const nearest = Number(value);
    if (Number.isFinite(nearest)) return nearest;
    throw new PythonError('OverflowError', 'int too large to convert to float');
  }
  if (typeof value !== 'string') {
    throw new PyTypeError(`float() argument must be a string or a real number, not '${typeName(value)}'`);
  }
  const number = parseFloat64(value);
  if (number !== undefined) return number;
  throw new PyValueError(`could not convert string to float: ${repr(value)}`);
});

/** `bool()` is False; zeros, None and what is empty are False, all else is True. */
export const bool: PyCallable = builtin('bool', (value = false) => {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Number.isNaN(value) || Boolean(value);
});

/**
 * `list()` is a new empty list; `list(value)` a new list of what `value` yields: a string its characters, a list its
 * items, a dict its keys.
 *
 * @throws {PyTypeError} for what cannot be iterated.
 */
export const list: PyCallable = builtin('list', (value = []) => {
  if (typeof value === 'string' || Array.isArray(value)) return [...value];
  if (value instanceof Map) return [...value.keys()];
  throw new PyTypeError(`'${typeName(value)}' object is not iterable`);
});

/** `type(None)`. */
export const NoneType: PyCallable = builtin('NoneType', (value) => {
  if (value === undefined) return null;
  throw new PyTypeError('NoneType takes no arguments');
});

function builtin(name: string, convert: (value?: PyValue) => PyValue): PyCallable {
  return Object.freeze(Object.assign(convert, { __name__: name }));
}

function truncate(value: number): bigint {
  if (Number.isNaN(value)) throw new PyValueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw new PythonError('OverflowError', 'cannot convert float infinity to integer');
  return BigInt(Math.trunc(value));
}

/** By code points, as Python counts. */
function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : Array.from(text).slice(0, count).join('');
}
