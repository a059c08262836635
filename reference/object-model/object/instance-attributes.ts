import type { PyType } from '../type/py-type.ts';
import type { Found } from '../type/type-cache.ts';
import { type PyDict, PyInstance, type PyObject, type PyValue } from './py-object.ts';
import { SharedKeys } from './shared-keys.ts';

/**
 * An object's own attributes: where they are kept, and that they look like a dict.
 *
 * Most instances never show a dict to anybody. Their values lie in an array, at the indices that their class gives to
 * the names (`SharedKeys`); the dict is made of it when somebody asks for `__dict__`, and from then on it holds them.
 *
 *     values  [5, 70]   +   the class's keys  age → 0, mass → 1     before x.__dict__
 *     dict    {'age': 5, 'mass': 70}, values null                   after
 *
 * Invariants: `values` or `dict` is null; the last of `values` is not undefined; where `values` is not null, they are
 * in the order in which they were stored.
 *
 * Source: CPython 3.11, Objects/dictobject.c, `_PyObject_StoreInstanceAttribute`, `_PyObject_GetInstanceAttribute`,
 * `_PyObject_MakeDictFromInstanceAttributes`.
 * Differs from CPython: it notes the order beside the values; here an instance whose order is not that of its class's
 * keys gets its dict at once.
 */
export function getOwn(object: PyObject, cls: PyType, found: Found): PyValue | undefined {
  if (!(object instanceof PyInstance) || object.values === null) return object.dict?.get(found.name);
  const { values } = object;
  const index = indexOf(found, cls.cachedKeys);
  return index >= 0 && index < values.length ? values[index] : undefined;
}

export function setOwn(object: PyObject, cls: PyType, found: Found, value: PyValue): void {
  if (object instanceof PyInstance && object.values !== null) {
    const { values } = object;
    const index = indexOf(found, cls.cachedKeys);
    if (index >= 0 && index < values.length && values[index] !== undefined) {
      values[index] = value;
      return;
    }
  }
  insert(object, cls, found.name, value);
}

function insert(object: PyObject, cls: PyType, name: string, value: PyValue): void {
  if (cls.hasManagedDict && object.dict === null && object instanceof PyInstance) {
    cls.cachedKeys ??= new SharedKeys();
    const index = cls.cachedKeys.add(name);
    object.values ??= [];
    const { values } = object;
    if (index >= values.length) {
      while (values.length < index) values.push(undefined);
      values.push(value);
      return;
    }
  }
  ownDict(object).set(name, value);
}

/** False if there was none. */
export function deleteOwn(object: PyObject, cls: PyType, found: Found): boolean {
  if (!(object instanceof PyInstance) || object.values === null) return object.dict?.delete(found.name) === true;
  const { values } = object;
  if (getOwn(object, cls, found) === undefined) return false;
  values[found.index] = undefined;
  while (values.length > 0 && values.at(-1) === undefined) values.pop();
  return true;
}

/** In the order in which they were stored. */
export function ownNames(object: PyObject): readonly PyValue[] {
  return [...(valuesByName(object) ?? object.dict ?? new Map<PyValue, PyValue>()).keys()];
}

/** The object's dict, made now if nobody asked for it before. */
export function ownDict(object: PyObject): PyDict {
  object.dict ??= valuesByName(object) ?? new Map();
  if (object instanceof PyInstance) object.values = null;
  return object.dict;
}

function valuesByName(object: PyObject): PyDict | null {
  if (!(object instanceof PyInstance) || object.values === null) return null;
  const byName: PyDict = new Map();
  let index = 0;
  for (const name of object.type.cachedKeys?.names ?? []) {
    const value = object.values[index];
    if (value !== undefined) byName.set(name, value);
    index += 1;
  }
  return byName;
}

/** The index of what was searched among the keys of the class that was searched; worked out again if there are more. */
function indexOf(found: Found, keys: SharedKeys | null): number {
  if (found.index >= 0 || keys === null || found.keysSize === keys.size) return found.index;
  found.index = keys.indexOf(found.name);
  found.keysSize = keys.size;
  return found.index;
}
