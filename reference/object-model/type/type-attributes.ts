import { PyAttributeError, PyTypeError } from '../../../exercises/kit/errors.ts';
import { genericSetAttr } from '../object/attributes.ts';
import type { PyValue } from '../object/py-object.ts';
import { isType, type PyType } from './py-type.ts';
import { bind, updateNewSlots } from './slots.ts';
import { find, typeModified } from './type-cache.ts';

/**
 * `type.__getattribute__`, the order of attribute lookup on classes:
 *
 * 1. a data descriptor on the metaclass with `__get__`,
 * 2. the class and its MRO; a descriptor found there is asked without an instance,
 * 3. another descriptor on the metaclass,
 * 4. whatever else the metaclass holds.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_getattro`.
 *
 * @throws {PyAttributeError}
 */
export function typeGetAttr(cls: PyValue, name: string): PyValue {
  if (!isType(cls)) throw new PyTypeError("descriptor '__getattribute__' requires a 'type' object");
  const metatype = cls.type;
  const { value: onMeta, get: metaGet, set: metaSet } = bind(find(metatype, name));
  if (onMeta !== undefined && metaGet !== null && metaSet !== null) return metaGet(onMeta, cls, metatype);
  const { value: found, get } = bind(find(cls, name));
  if (found !== undefined) return get === null ? found : get(found, undefined, cls);
  if (onMeta !== undefined) return metaGet === null ? onMeta : metaGet(onMeta, cls, metatype);
  throw new PyAttributeError(`type object '${cls.tpName.slice(0, 50)}' has no attribute '${name}'`);
}

/**
 * `type.__setattr__` and `type.__delattr__`: as for any object, in the class's own dict; and everything that was known
 * of the class is forgotten.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_setattro`.
 */
export function typeSetAttr(cls: PyValue, name: string, value: PyValue | undefined): void {
  if (!isType(cls)) throw new PyTypeError("descriptor '__setattr__' requires a 'type' object");
  if (!cls.isHeapType) throw immutable(cls, name);
  try {
    genericSetAttr(cls, name, value);
  } finally {
    typeModified(cls);
  }
  if (name === '__new__') updateNewSlots(cls);
}

export function immutable(cls: PyType, name: string): PyTypeError {
  return new PyTypeError(`cannot set '${name}' attribute of immutable type '${cls.tpName}'`);
}
