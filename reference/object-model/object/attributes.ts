import { PyAttributeError } from '../../../exercises/kit/errors.ts';
import { PyFunction, withSelf } from '../descriptors/function.ts';
import { isSubtype, type PyType } from '../type/py-type.ts';
import { bind, call, descrGetOf, getattroOf, setattroOf } from '../type/slots.ts';
import { type, typeOf } from '../type/static-types.ts';
import { find, lookup } from '../type/type-cache.ts';
import { deleteOwn, getOwn, setOwn } from './instance-attributes.ts';
import { type Keywords, NO_KEYWORDS, PyInstance, PyObject, type PyValue } from './py-object.ts';
import { isRaised } from './raised.ts';

/**
 * `getattr(object, name)`: the type decides, by `__getattribute__` and `__getattr__`.
 *
 * Instances come first, here and below, and nothing else comes that way: where the host meets one kind of object alone
 * it knows where its fields are.
 */
export function getAttribute(object: PyValue, name: string): PyValue {
  if (object instanceof PyInstance) {
    const cls = object.type;
    if (cls.getattro === genericGetAttr) return getFrom(object, name, cls);
  }
  return getattroOf(typeOf(object))(object, name);
}

/** `setattr(object, name, value)`. */
export function setAttribute(object: PyValue, name: string, value: PyValue): void {
  if (object instanceof PyInstance) {
    const cls = object.type;
    if (cls.setattro === genericSetAttr) {
      setOn(object, name, value, cls);
      return;
    }
  }
  setattroOf(typeOf(object))(object, name, value);
}

/** `delattr(object, name)`. */
export function deleteAttribute(object: PyValue, name: string): void {
  setattroOf(typeOf(object))(object, name, undefined);
}

/** `getattr(object, name, None)`, with undefined in the place of None: AttributeError alone is caught. */
export function findAttribute(object: PyValue, name: string): PyValue | undefined {
  const getattro = getattroOf(typeOf(object));
  if (getattro === genericGetAttr) return genericFindAttr(object, name);
  try {
    return getattro(object, name);
  } catch (error) {
    if (isRaised(error, 'AttributeError')) return undefined;
    throw error;
  }
}

/** `hasattr(object, name)`. */
export function hasAttribute(object: PyValue, name: string): boolean {
  return findAttribute(object, name) !== undefined;
}

/**
 * `object.name(*args, **kwds)`. A function that is found on the class is called at once, without a bound method.
 *
 * Source: CPython 3.11, Objects/object.c, `_PyObject_GetMethod`.
 */
export function callMethod(
  object: PyValue,
  name: string,
  args: readonly PyValue[] = [],
  kwds: Keywords = NO_KEYWORDS,
): PyValue {
  if (object instanceof PyInstance) {
    const cls = object.type;
    if (cls.getattro === genericGetAttr) {
      const found = find(cls, name);
      const { value } = found;
      const own = getOwn(object, cls, found);
      if (own === undefined && value instanceof PyFunction) return value.call(withSelf(object, args), kwds);
      // Nothing on the class can come before it, or bind it.
      if (own !== undefined && value === undefined) return call(own, args, kwds);
    }
  }
  return call(getAttribute(object, name), args, kwds);
}

/** `_PyObject_LookupSpecial`: found on the type, and bound. Undefined if there is none. */
export function lookupSpecial(object: PyValue, name: string): PyValue | undefined {
  const cls = typeOf(object);
  const found = lookup(cls, name);
  if (found === undefined) return undefined;
  const get = descrGetOf(typeOf(found));
  return get === null ? found : get(found, object, cls);
}

/**
 * `object.__getattribute__`, the order of all attribute lookup on instances:
 *
 * 1. a data descriptor on the class (`__set__` or `__delete__`) with `__get__`,
 * 2. the instance's dict,
 * 3. another descriptor on the class (functions become bound methods here),
 * 4. whatever else the class holds.
 *
 * Tricky: a data descriptor without `__get__` is only a value here, in the fourth place.
 * Source: CPython 3.11, Objects/object.c, `_PyObject_GenericGetAttrWithDict`.
 *
 * @throws {PyAttributeError}
 */
export function genericGetAttr(object: PyValue, name: string): PyValue {
  return getFrom(object, name, typeOf(object));
}

function getFrom(object: PyValue, name: string, cls: PyType): PyValue {
  const found = find(cls, name);
  const { value } = found;
  if (value !== undefined) {
    bind(found);
    if (found.get !== null && found.set !== null) return found.get(value, object, cls);
  }
  const own = object instanceof PyObject ? getOwn(object, cls, found) : undefined;
  if (own !== undefined) return own;
  if (value !== undefined) return found.get === null ? value : found.get(value, object, cls);
  throw new PyAttributeError(`'${cls.tpName}' object has no attribute '${name}'`);
}

/** As `genericGetAttr`, but undefined where there is nothing; an AttributeError of a descriptor is caught too. */
function genericFindAttr(object: PyValue, name: string): PyValue | undefined {
  const cls = typeOf(object);
  const found = find(cls, name);
  const isOwn = object instanceof PyObject && getOwn(object, cls, found) !== undefined;
  if (!isOwn && found.value === undefined) return undefined;
  try {
    return genericGetAttr(object, name);
  } catch (error) {
    if (isRaised(error, 'AttributeError')) return undefined;
    throw error;
  }
}

/**
 * `object.__setattr__` and `object.__delattr__`: a data descriptor on the class, else the instance's dict.
 *
 * Source: CPython 3.11, Objects/object.c, `_PyObject_GenericSetAttrWithDict`.
 *
 * @throws {PyAttributeError}
 */
export function genericSetAttr(object: PyValue, name: string, value: PyValue | undefined): void {
  setOn(object, name, value, typeOf(object));
}

function setOn(object: PyValue, name: string, value: PyValue | undefined, cls: PyType): void {
  const found = find(cls, name);
  if (found.value !== undefined) {
    const { set } = bind(found);
    if (set !== null) {
      set(found.value, object, value);
      return;
    }
  }
  if (cls.dictoffset === 0 || !(object instanceof PyObject)) {
    if (found.value === undefined) throw new PyAttributeError(`'${cls.tpName}' object has no attribute '${name}'`);
    throw new PyAttributeError(`'${cls.tpName}' object attribute '${name}' is read-only`);
  }
  if (value !== undefined) setOwn(object, cls, found, value);
  else if (!deleteOwn(object, cls, found)) {
    if (isSubtype(cls, type)) {
      throw new PyAttributeError(`type object '${(object as { name?: string }).name}' has no attribute '${name}'`);
    }
    throw new PyAttributeError(`'${cls.tpName}' object has no attribute '${name}'`);
  }
}
