import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { findAttribute } from '../object/attributes.ts';
import type { PyValue } from '../object/py-object.ts';
import { isRaised } from '../object/raised.ts';
import { isType } from '../type/py-type.ts';
import { call, callSpecial } from '../type/slots.ts';
import { typeOf } from '../type/static-types.ts';
import { lookup } from '../type/type-cache.ts';
import { isEqual } from './equality.ts';
import { iterate } from './iterate.ts';
import { checkLength, truth } from './truth.ts';

/** `container[key]`; of a class without such a method, `__class_getitem__`. Source: Objects/abstract.c, `PyObject_GetItem`. */
export function getItem(container: PyValue, key: PyValue): PyValue {
  const found = callSpecial(container, '__getitem__', [key]);
  if (found !== undefined) return found;
  if (isType(container)) {
    const method = findAttribute(container, '__class_getitem__');
    if (method !== undefined && method !== null) return call(method, [key]);
    throw new PyTypeError(`type '${container.tpName}' is not subscriptable`);
  }
  throw new PyTypeError(`'${typeOf(container).tpName}' object is not subscriptable`);
}

/** `container[key] = value`. */
export function setItem(container: PyValue, key: PyValue, value: PyValue): void {
  if (container instanceof Map && typeof key === 'string') container.set(key, value);
  else if (callSpecial(container, '__setitem__', [key, value]) === undefined) {
    throw new PyTypeError(`'${typeOf(container).tpName}' object does not support item assignment`);
  }
}

/** `len(container)`. Source: Objects/abstract.c, `PyObject_Size`. */
export function length(container: PyValue): bigint {
  const size = callSpecial(container, '__len__', []);
  if (size === undefined) throw new PyTypeError(`object of type '${typeOf(container).tpName}' has no len()`);
  return checkLength(size);
}

/** `item in container`: `__contains__`, else one by one. Source: Objects/abstract.c, `PySequence_Contains`. */
export function contains(container: PyValue, item: PyValue): boolean {
  const type = typeOf(container);
  const method = lookup(type, '__contains__');
  if (method === null) throw new PyTypeError(`'${type.tpName}' object is not a container`);
  if (method !== undefined) return truth(callSpecial(container, '__contains__', [item]) ?? false);
  let items: Iterable<PyValue>;
  try {
    items = iterate(container);
  } catch (error) {
    if (!isRaised(error, 'TypeError')) throw error;
    throw new PyTypeError(`argument of type '${type.tpName}' is not iterable`);
  }
  for (const each of items) if (isEqual(each, item)) return true;
  return false;
}

/** `del container[key]`. */
export function deleteItem(container: PyValue, key: PyValue): void {
  if (callSpecial(container, '__delitem__', [key]) === undefined) {
    throw new PyTypeError(`'${typeOf(container).tpName}' object does not support item deletion`);
  }
}
