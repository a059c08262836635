import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { findAttribute, genericGetAttr } from '../object/attributes.ts';
import { PyObject, type PyValue } from '../object/py-object.ts';
import { isSubtype, isType, type PyType } from '../type/py-type.ts';
import { descrGetOf } from '../type/slots.ts';
import { superType, typeOf } from '../type/static-types.ts';

/**
 * Python's `super`: attributes as the classes behind `thisClass` on the MRO of the object would give them.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `superobject`.
 */
export class PySuper extends PyObject {
  /** `__thisclass__`. */
  declare thisClass: PyType;
  /** `__self__`; null if unbound. */
  declare self: PyValue;
  /** `__self_class__`: whose MRO is searched; null if unbound. */
  declare selfClass: PyType | null;

  constructor(thisClass: PyType, self: PyValue, selfClass: PyType | null, type: PyType = superType) {
    super();
    this.type = type;
    this.dict = null;
    this.thisClass = thisClass;
    this.self = self;
    this.selfClass = selfClass;
  }
}

/** `super(cls, object)`; with None unbound. @throws {PyTypeError} if `object` is no instance and no subclass of `cls`. */
export function superOf(cls: PyType, object: PyValue): PySuper {
  return new PySuper(cls, object, object === null ? null : superCheck(cls, object));
}

/**
 * Whose MRO `super(cls, object)` searches: the object's, if it is a class that derives from `cls`; its type's, if it is
 * an instance; that of what it says its class is.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `supercheck`.
 */
export function superCheck(cls: PyType, object: PyValue): PyType {
  if (isType(object) && isSubtype(object, cls)) return object;
  const type = typeOf(object);
  if (isSubtype(type, cls)) return type;
  const claimed = findAttribute(object, '__class__');
  if (isType(claimed) && claimed !== type && isSubtype(claimed, cls)) return claimed;
  throw new PyTypeError('super(type, obj): obj must be an instance or subtype of type');
}

/**
 * `super(…).name`: searched behind `thisClass`, in the dicts of classes alone, and bound to the object.
 *
 * Tricky: `__class__` is that of the super object itself.
 * Source: CPython 3.11, Objects/typeobject.c, `super_getattro`.
 */
export function superGetAttr(self: PyValue, name: string): PyValue {
  if (!(self instanceof PySuper) || self.selfClass === null || name === '__class__') return genericGetAttr(self, name);
  const { selfClass, thisClass } = self;
  const mro = selfClass.mro ?? [];
  let at = 0;
  while (at < mro.length && mro[at] !== thisClass) at += 1;
  for (at += 1; at < mro.length; at += 1) {
    const found = mro[at]?.dict.get(name);
    if (found === undefined) continue;
    const get = descrGetOf(typeOf(found));
    if (get === null) return found;
    return get(found, self.self === selfClass ? undefined : self.self, selfClass);
  }
  return genericGetAttr(self, name);
}
