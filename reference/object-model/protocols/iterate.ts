import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { PyInstance, PyObject, PyTuple, type PyValue } from '../object/py-object.ts';
import { isRaised } from '../object/raised.ts';
import { callSpecial } from '../type/slots.ts';
import { iteratorType, typeOf } from '../type/static-types.ts';
import { lookup } from '../type/type-cache.ts';
import { checkLength } from './truth.ts';

/** What `iter()` of a builtin container gives, and what generators are here. */
export class PyIterator extends PyObject {
  readonly values: Iterator<PyValue>;

  constructor(values: Iterable<PyValue>) {
    super();
    this.type = iteratorType;
    this.dict = null;
    this.values = values[Symbol.iterator]();
  }
}

/**
 * The values of `for value in iterable`.
 *
 * Source: CPython 3.11, Objects/abstract.c, `PyObject_GetIter`, `PyIter_Next`.
 *
 * @throws {PyTypeError} if it cannot be iterated.
 */
export function iterate(iterable: PyValue): Iterable<PyValue> {
  return exactItems(iterable) ?? steps(getIterator(iterable));
}

/**
 * `list(iterable)`. Tricky: `__len__`, if there is one, is asked how much room to make.
 *
 * Source: CPython 3.11, Objects/listobject.c, `list_extend`; Objects/abstract.c, `PyObject_LengthHint`.
 */
export function toList(iterable: PyValue): PyValue[] {
  const exact = exactItems(iterable);
  if (exact !== undefined) return [...exact];
  const iterator = getIterator(iterable);
  try {
    const length = callSpecial(iterable, '__len__', []);
    if (length !== undefined) checkLength(length);
  } catch (error) {
    if (!isRaised(error, 'TypeError')) throw error;
  }
  return [...steps(iterator)];
}

/** `iter(value)`. */
export function getIterator(value: PyValue): PyValue {
  const type = typeOf(value);
  const method = lookup(type, '__iter__');
  if (method === undefined || method === null) {
    if (lookup(type, '__getitem__') !== undefined) return new PyIterator(bySequence(value));
    throw new PyTypeError(`'${type.tpName}' object is not iterable`);
  }
  const iterator = callSpecial(value, '__iter__', []) ?? null;
  if (lookup(typeOf(iterator), '__next__') !== undefined) return iterator;
  throw new PyTypeError(`iter() returned non-iterator of type '${typeOf(iterator).tpName}'`);
}

/** `next(iterator)`, undefined at the end. */
export function next(iterator: PyValue): PyValue | undefined {
  if (iterator instanceof PyIterator) {
    const { done, value } = iterator.values.next();
    return done === true ? undefined : value;
  }
  try {
    return callSpecial(iterator, '__next__', []);
  } catch (error) {
    if (isRaised(error, 'StopIteration')) return undefined;
    throw error;
  }
}

/** The items of a builtin container; undefined for anything that might iterate in its own way. */
export function exactItems(value: PyValue): Iterable<PyValue> | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys()];
  if (typeof value === 'string') return value;
  if (value instanceof PyTuple && value.type.isHeapType === false) return value.items;
  return undefined;
}

/** The items of an instance of a builtin container or of a subclass, as the builtin class itself would iterate. */
export function builtinItems(value: PyValue): Iterable<PyValue> {
  if (value instanceof PyTuple) return value.items;
  const held = value instanceof PyInstance ? (value.payload ?? null) : value;
  return exactItems(held) ?? [];
}

function* steps(iterator: PyValue): Iterable<PyValue> {
  for (let value = next(iterator); value !== undefined; value = next(iterator)) yield value;
}

/** The old protocol: `value[0]`, `value[1]`, … until IndexError. */
function* bySequence(value: PyValue): Iterable<PyValue> {
  for (let index = 0n; ; index += 1n) {
    let item: PyValue;
    try {
      item = callSpecial(value, '__getitem__', [index]) ?? null;
    } catch (error) {
      if (isRaised(error, 'IndexError') || isRaised(error, 'StopIteration')) return;
      throw error;
    }
    yield item;
  }
}
