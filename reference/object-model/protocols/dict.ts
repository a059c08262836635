import { PythonError } from '../../../exercises/kit/errors.ts';
import { type PyDict, PyObject, type PyValue } from '../object/py-object.ts';
import { isEqual } from './equality.ts';
import { hash } from './hash.ts';
import { repr } from './repr.ts';

/**
 * The key under which a dict holds what equals `key`; undefined if it holds nothing such.
 *
 * Cost: one access for what a Map can compare, strings above all; else every key is compared.
 *
 * @throws {PyTypeError} if `key` cannot be hashed.
 */
export function findKey(dict: PyDict, key: PyValue): PyValue | undefined {
  if (dict.has(key)) return key;
  if (typeof key === 'string' || key === null) return undefined;
  hash(key);
  for (const present of dict.keys()) {
    if (
      (present instanceof PyObject || typeof present !== typeof key || key instanceof PyObject) &&
      isEqual(present, key)
    ) {
      return present;
    }
  }
  return undefined;
}

/** `dict[key]`. @throws {PythonError} KeyError. */
export function dictGet(dict: PyDict, key: PyValue): PyValue {
  const found = findKey(dict, key);
  if (found === undefined) throw keyError(key);
  return dict.get(found) as PyValue;
}

/** KeyError, whose text is the key as `repr` prints it. */
export function keyError(key: PyValue): PythonError {
  return new PythonError('KeyError', repr(key));
}
