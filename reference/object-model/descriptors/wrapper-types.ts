import { PyAttributeError, PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
import { isAbstractMethod } from '../abc/is-abstract-method.ts';
import type { PyValue } from '../object/py-object.ts';
import { repr } from '../protocols/repr.ts';
import { getDict, setDict } from '../type/instance-dict.ts';
import { isType, type PyType } from '../type/py-type.ts';
import { call, descrGetOf } from '../type/slots.ts';
import { classmethod, property, staticmethod, superType, typeOf } from '../type/static-types.ts';
import { getset, members, methods, newMethod, slotWrapper, slotWrappers } from './define.ts';
import { PyMethod } from './function.ts';
import { getWrapper } from './function-type.ts';
import { dataDescriptor } from './native-types.ts';
import { PyProperty } from './property.ts';
import { PySuper, superCheck, superGetAttr } from './super.ts';
import { PyClassMethod, PyStaticMethod } from './wrappers.ts';

/**
 * `property`, `classmethod`, `staticmethod` and `super` as a program calls them.
 *
 * Source: CPython 3.11, Objects/descrobject.c, `PyProperty_Type`; Objects/funcobject.c, `PyClassMethod_Type`;
 * Objects/typeobject.c, `PySuper_Type`.
 */

/** `property(fget, fset, fdel, doc)`. */
export function makeProperty(fget: PyValue, fset: PyValue = null, fdel: PyValue = null): PyProperty {
  const made = new PyProperty(fget);
  made.fset = fset;
  made.fdel = fdel;
  return made;
}

const self = (value: PyValue | undefined) => value as PyProperty;
newMethod(property, (cls) => new PyProperty(null, cls));
slotWrapper(
  property,
  '__init__',
  ([target, ...args], kwds) => initProperty(target as PyValue, args, kwds) ?? null,
  initProperty,
);
function initProperty(target: PyValue, args: readonly PyValue[], kwds: ReadonlyMap<string, PyValue>): void {
  const [fget, fset, fdel, doc] = ['fget', 'fset', 'fdel', 'doc'].map((name, at) => args[at] ?? kwds.get(name) ?? null);
  Object.assign(target as PyProperty, { fget, fset, fdel, doc });
}
getWrapper(property, (value, instance) => {
  if (instance === undefined || instance === null) return value;
  const { fget } = self(value);
  if (fget === null) throw missing(self(value), instance, 'getter');
  return call(fget, [instance]);
});
dataDescriptor(property, (value, instance, assigned) => {
  const { fset, fdel } = self(value);
  if (assigned === undefined) {
    if (fdel === null) throw missing(self(value), instance, 'deleter');
    call(fdel, [instance]);
  } else {
    if (fset === null) throw missing(self(value), instance, 'setter');
    call(fset, [instance, assigned]);
  }
});
function missing({ propName }: PyProperty, instance: PyValue, what: string): PyAttributeError {
  const which = propName === null ? 'property' : `property ${repr(propName)}`;
  return new PyAttributeError(`${which} of ${repr(typeOf(instance).qualname)} object has no ${what}`);
}
methods(property, {
  getter: ([value, fget]) => copyProperty(self(value), { fget: fget as PyValue }),
  setter: ([value, fset]) => copyProperty(self(value), { fset: fset as PyValue }),
  deleter: ([value, fdel]) => copyProperty(self(value), { fdel: fdel as PyValue }),
  __set_name__: ([value, _owner, name]) => {
    self(value).propName = name as PyValue;
    return null;
  },
});
function copyProperty(old: PyProperty, changes: Partial<Pick<PyProperty, 'fget' | 'fset' | 'fdel'>>): PyValue {
  const { fget, fset, fdel, doc } = { ...pick(old), ...changes };
  const made = call(old.type, [fget, fset, fdel, doc]);
  if (made instanceof PyProperty) made.propName = old.propName;
  return made;
}
function pick({ fget, fset, fdel, doc }: PyProperty) {
  return { fget, fset, fdel, doc };
}
for (const name of ['fget', 'fset', 'fdel'] as const) members(property, { [name]: (value) => self(value)[name] });
getset(
  property,
  '__doc__',
  (value) => self(value).doc,
  (value, doc) => {
    self(value).doc = doc ?? null;
  },
);
getset(property, '__isabstractmethod__', (value) => {
  const { fget, fset, fdel } = self(value);
  return [fget, fset, fdel].some((part) => part !== null && isAbstractMethod(part));
});

for (const [type, make] of [
  [classmethod, PyClassMethod],
  [staticmethod, PyStaticMethod],
] as const) {
  newMethod(type, (cls) => new make(null, cls));
  const init = (target: PyValue, args: readonly PyValue[]): void => {
    const [callable] = args;
    if (callable === undefined || args.length !== 1) {
      throw new PyTypeError(`${type.name} expected 1 argument, got ${args.length}`);
    }
    (target as PyClassMethod).callable = callable;
  };
  slotWrapper(type, '__init__', ([target, ...args]) => init(target as PyValue, args) ?? null, init);
  const wrapped = (value: PyValue) => (value as PyClassMethod).callable;
  members(type, { __func__: wrapped, __wrapped__: wrapped });
  getset(type, '__isabstractmethod__', (value) => isAbstractMethod((value as PyClassMethod).callable));
  getset(type, '__dict__', getDict, setDict);
  slotWrappers(type, { __repr__: ([value]) => `<${type.name}(${repr((value as PyClassMethod).callable)})>` });
}
/** Tricky: since 3.9 what is wrapped may be a descriptor itself; then it is bound, to the class. */
getWrapper(classmethod, (value, instance, owner) => {
  const { callable } = value as PyClassMethod;
  const cls: PyType = isType(owner) ? owner : typeOf(instance ?? null);
  const get = descrGetOf(typeOf(callable));
  return get === null ? new PyMethod(callable, cls) : get(callable, cls, cls);
});
getWrapper(staticmethod, (value) => (value as PyStaticMethod).callable);
const callStatic = (value: PyValue, args: readonly PyValue[], kwds: ReadonlyMap<string, PyValue>) =>
  call((value as PyStaticMethod).callable, args, kwds);
slotWrapper(staticmethod, '__call__', ([value, ...args], kwds) => callStatic(value as PyValue, args, kwds), callStatic);

newMethod(superType, (cls) => new PySuper(superType, null, null, cls));
slotWrapper(superType, '__init__', ([target, ...args]) => initSuper(target as PyValue, args) ?? null, initSuper);
function initSuper(target: PyValue, args: readonly PyValue[]): void {
  const [cls, object = null] = args;
  if (cls === undefined) throw new PythonError('RuntimeError', 'super(): no arguments');
  if (!isType(cls)) throw new PyTypeError(`super() argument 1 must be a type, not ${typeOf(cls).tpName}`);
  if (args.length > 2) throw new PyTypeError(`super expected at most 2 arguments, got ${args.length}`);
  const selfClass = object === null ? null : superCheck(cls, object);
  Object.assign(target as PySuper, { thisClass: cls, self: object, selfClass });
}
slotWrapper(
  superType,
  '__getattribute__',
  ([value, name]) => superGetAttr(value as PyValue, String(name)),
  superGetAttr,
);
getWrapper(superType, (value, instance) => {
  const unbound = value as PySuper;
  if (instance === undefined || instance === null || unbound.selfClass !== null) return value;
  return new PySuper(unbound.thisClass, instance, superCheck(unbound.thisClass, instance));
});
members(superType, {
  __thisclass__: (value) => (value as PySuper).thisClass,
  __self__: (value) => (value as PySuper).self,
  __self_class__: (value) => (value as PySuper).selfClass,
});
slotWrappers(superType, {
  __repr__: ([value]) => {
    const { thisClass, selfClass } = value as PySuper;
    const of = selfClass === null ? 'NULL' : `<${selfClass.name} object>`;
    return `<super: <class '${thisClass.name}'>, ${of}>`;
  },
});
