import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { findAttribute, lookupSpecial } from '../object/attributes.ts';
import { PyTuple, type PyValue } from '../object/py-object.ts';
import { isSubtype, isType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { type, typeOf } from '../type/static-types.ts';
import { truth } from './truth.ts';

/**
 * `isinstance(object, of)`.
 *
 * Tricky: an object of exactly this class is one without any hook being asked.
 * Source: CPython 3.11, Objects/abstract.c, `object_recursive_isinstance`.
 */
export function isInstance(object: PyValue, of: PyValue): boolean {
  if (typeOf(object) === of) return true;
  if (isType(of) && of.type === type) return objectIsInstance(object, of);
  if (of instanceof PyTuple) return of.items.some((each) => isInstance(object, each));
  const check = lookupSpecial(of, '__instancecheck__');
  return check === undefined ? objectIsInstance(object, of) : truth(call(check, [object]));
}

/**
 * `issubclass(derived, of)`.
 *
 * Tricky: of a class with a metaclass of its own even the class itself is asked about.
 * Source: CPython 3.11, Objects/abstract.c, `object_issubclass`.
 */
export function isSubclass(derived: PyValue, of: PyValue): boolean {
  if (isType(of) && of.type === type) return derived === of || recursiveIsSubclass(derived, of);
  if (of instanceof PyTuple) return of.items.some((each) => isSubclass(derived, each));
  const check = lookupSpecial(of, '__subclasscheck__');
  return check === undefined ? recursiveIsSubclass(derived, of) : truth(call(check, [derived]));
}

/** `type.__instancecheck__`: by the type, or by what the object says its `__class__` is. `object_isinstance`. */
export function objectIsInstance(object: PyValue, of: PyValue): boolean {
  if (isType(of)) {
    const real = typeOf(object);
    if (real === of || isSubtype(real, of)) return true;
    const claimed = findAttribute(object, '__class__');
    return isType(claimed) && claimed !== real && isSubtype(claimed, of);
  }
  if (basesOf(of) === undefined) {
    throw new PyTypeError('isinstance() arg 2 must be a type, a tuple of types, or a union');
  }
  const claimed = findAttribute(object, '__class__');
  return claimed !== undefined && abstractIsSubclass(claimed, of);
}

/** `type.__subclasscheck__`: by the MRO; of what is no type, by `__bases__`. `recursive_issubclass`. */
export function recursiveIsSubclass(derived: PyValue, of: PyValue): boolean {
  if (isType(of) && isType(derived)) return isSubtype(derived, of);
  if (basesOf(derived) === undefined) throw new PyTypeError('issubclass() arg 1 must be a class');
  if (basesOf(of) === undefined) {
    throw new PyTypeError('issubclass() arg 2 must be a class, a tuple of classes, or a union');
  }
  return abstractIsSubclass(derived, of);
}

function abstractIsSubclass(derived: PyValue, of: PyValue): boolean {
  return derived === of || (basesOf(derived)?.items.some((base) => abstractIsSubclass(base, of)) ?? false);
}

function basesOf(cls: PyValue): PyTuple | undefined {
  const bases = findAttribute(cls, '__bases__');
  return bases instanceof PyTuple ? bases : undefined;
}
