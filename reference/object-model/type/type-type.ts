import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { classMethod, getset, members, methods, newMethod, slotWrapper, slotWrappers } from '../descriptors/define.ts';
import { PyMappingProxy } from '../descriptors/mapping-proxy.ts';
import { type Keywords, PyInstance, type PyValue } from '../object/py-object.ts';
import { objectIsInstance, recursiveIsSubclass } from '../protocols/is-instance.ts';
import { repr } from '../protocols/repr.ts';
import { truth } from '../protocols/truth.ts';
import { computeMro } from './mro.ts';
import { isSubtype, isType, type PyType } from './py-type.ts';
import { setBases } from './set-bases.ts';
import { initSlotOf, newSlotOf } from './slots.ts';
import { NotImplemented, tupleOf, type, typeOf } from './static-types.ts';
import { subclassesOf } from './subclasses.ts';
import { immutable, typeGetAttr, typeSetAttr } from './type-attributes.ts';
import { typeModified } from './type-cache.ts';
import { typeNew } from './type-new.ts';

/**
 * What `type` can do, and so all classes.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_getsets`, `type_methods`, `PyType_Type`.
 */

newMethod(type, typeNew);
slotWrapper(type, '__init__', ([self, ...args], kwds) => typeInit(self as PyValue, args, kwds) ?? null, typeInit);
slotWrapper(type, '__call__', ([self, ...args], kwds) => typeCall(self as PyValue, args, kwds), typeCall);
slotWrapper(type, '__getattribute__', ([self, name]) => typeGetAttr(self as PyValue, String(name)), typeGetAttr);
slotWrapper(
  type,
  '__setattr__',
  ([self, name, value]) => typeSetAttr(self as PyValue, String(name), value as PyValue) ?? null,
  typeSetAttr,
);
slotWrapper(
  type,
  '__delattr__',
  ([self, name]) => typeSetAttr(self as PyValue, String(name), undefined) ?? null,
  typeSetAttr,
);
// A union of types, which is a class for `isinstance` alone, is not made here.
slotWrappers(type, {
  __repr__: ([self]) => typeRepr(asType(self)),
  __or__: () => NotImplemented,
  __ror__: () => NotImplemented,
});
methods(type, {
  mro: ([self]) => computeMro(asType(self)),
  __subclasses__: ([self]) => subclassesOf(asType(self)),
  __instancecheck__: ([self, instance]) => objectIsInstance(instance as PyValue, asType(self)),
  __subclasscheck__: ([self, subclass]) => recursiveIsSubclass(subclass as PyValue, asType(self)),
});
classMethod(type, '__prepare__', () => new Map());

members(type, {
  __basicsize__: (self) => BigInt(asType(self).basicsize),
  __itemsize__: (self) => BigInt(asType(self).itemsize),
  __weakrefoffset__: (self) => BigInt(asType(self).weaklistoffset),
  __base__: (self) => asType(self).base,
  __dictoffset__: (self) => BigInt(asType(self).dictoffset),
  __mro__: (self) => {
    const { mro } = asType(self);
    return mro === null ? null : tupleOf(mro);
  },
});
getset(type, '__dict__', (self) => new PyMappingProxy(asType(self).dict));

getset(
  type,
  '__name__',
  (self) => asType(self).name,
  (self, value) => {
    const cls = asType(self);
    const name = checkText(cls, '__name__', value);
    if (name.includes('\0')) throw new PyValueError('type name must not contain null characters');
    cls.name = name;
  },
);
getset(
  type,
  '__qualname__',
  (self) => asType(self).qualname,
  (self, value) => {
    const cls = asType(self);
    cls.qualname = checkText(cls, '__qualname__', value);
  },
);
getset(
  type,
  '__bases__',
  (self) => tupleOf(asType(self).bases),
  (self, value) => {
    const cls = asType(self);
    setBases(cls, checkSettable(cls, '__bases__', value));
  },
);
getset(
  type,
  '__module__',
  (self) => moduleOf(asType(self)),
  (self, value) => {
    const cls = asType(self);
    cls.dict.set('__module__', checkSettable(cls, '__module__', value));
    typeModified(cls);
  },
);
getset(
  type,
  '__doc__',
  (self) => {
    const cls = asType(self);
    return cls.dict.get('__doc__') ?? null;
  },
  (self, value) => {
    const cls = asType(self);
    cls.dict.set('__doc__', checkSettable(cls, '__doc__', value));
    typeModified(cls);
  },
);
getset(
  type,
  '__annotations__',
  (self) => {
    const cls = asType(self);
    if (!cls.isHeapType) throw new PyAttributeError(`type object '${cls.tpName}' has no attribute '__annotations__'`);
    const annotations = cls.dict.get('__annotations__') ?? new Map();
    cls.dict.set('__annotations__', annotations);
    return annotations;
  },
  (self, value) => {
    const cls = asType(self);
    if (!cls.isHeapType) throw immutable(cls, '__annotations__');
    if (value !== undefined) cls.dict.set('__annotations__', value);
    else if (!cls.dict.delete('__annotations__')) throw new PyAttributeError('__annotations__');
    typeModified(cls);
  },
);
getset(type, '__abstractmethods__', (self) => abstractMethods(asType(self)), setAbstractMethods);

/**
 * `cls(*args, **kwds)`: `__new__`, and `__init__` if that gave an instance of the class. Of `type` itself with one
 * argument: the argument's type.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_call`.
 */
export function typeCall(self: PyValue, args: readonly PyValue[], kwds: Keywords): PyValue {
  const cls = asType(self);
  if (cls === type) {
    const [only] = args;
    if (only !== undefined && args.length === 1 && kwds.size === 0) return typeOf(only);
    if (args.length !== 3) throw new PyTypeError('type() takes 1 or 3 arguments');
  }
  const made = (cls.newSlot ?? newSlotOf(cls))(cls, args, kwds);
  const madeType = typeOf(made);
  if (madeType === cls || isSubtype(madeType, cls)) {
    (madeType.initSlot ?? initSlotOf(madeType))(made, args, kwds);
  }
  return made;
}

/** `type.__init__`: nothing is left to do. Keywords were for `__init_subclass__`. */
function typeInit(_self: PyValue, args: readonly PyValue[], kwds: Keywords): void {
  if (kwds.size > 0 && args.length === 1) throw new PyTypeError('type.__init__() takes no keyword arguments');
  if (args.length !== 1 && args.length !== 3) throw new PyTypeError('type.__init__() takes 1 or 3 arguments');
}

/** `<class '__main__.A'>`, and `<class 'int'>` without the module. Source: Objects/typeobject.c, `type_repr`. */
function typeRepr(cls: PyType): string {
  const module = cls.isHeapType ? cls.dict.get('__module__') : cls.module;
  return typeof module === 'string' && module !== 'builtins'
    ? `<class '${module}.${cls.qualname}'>`
    : `<class '${cls.name}'>`;
}

function moduleOf(cls: PyType): PyValue {
  if (!cls.isHeapType) return cls.module;
  const module = cls.dict.get('__module__');
  if (module === undefined) throw new PyAttributeError('__module__');
  return module;
}

function abstractMethods(cls: PyType): PyValue {
  const names = cls === type ? undefined : cls.dict.get('__abstractmethods__');
  if (names === undefined) throw new PyAttributeError('__abstractmethods__');
  return names;
}

/** Source: CPython 3.11, Objects/typeobject.c, `type_set_abstractmethods`. */
function setAbstractMethods(self: PyValue, names: PyValue | undefined): void {
  const cls = asType(self);
  if (names !== undefined) {
    cls.isAbstract = truth(names);
    cls.dict.set('__abstractmethods__', names);
  } else {
    if (!cls.dict.delete('__abstractmethods__')) throw new PyAttributeError('__abstractmethods__');
    cls.isAbstract = false;
  }
  typeModified(cls);
}

/** Source: CPython 3.11, Objects/typeobject.c, `check_set_special_type_attr`. */
function checkSettable(cls: PyType, name: string, value: PyValue | undefined): PyValue {
  if (!cls.isHeapType) throw immutable(cls, name);
  if (value !== undefined) return value;
  throw new PyTypeError(`cannot delete '${name}' attribute of immutable type '${cls.tpName}'`);
}

function checkText(cls: PyType, name: string, value: PyValue | undefined): string {
  const checked = checkSettable(cls, name, value);
  const text = checked instanceof PyInstance ? checked.payload : checked;
  if (typeof text === 'string') return text;
  throw new PyTypeError(`can only assign string to ${cls.tpName}.${name}, not '${typeOf(checked).tpName}'`);
}

function asType(value: PyValue | undefined): PyType {
  if (isType(value)) return value;
  throw new PyTypeError(`descriptor requires a 'type' object but received ${repr(value ?? null)}`);
}
