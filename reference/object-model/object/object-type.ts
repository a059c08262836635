import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { classMethod, getset, methods, newMethod, slotWrapper, slotWrappers } from '../descriptors/define.ts';
import { identityHash } from '../protocols/hash.ts';
import { iterate } from '../protocols/iterate.ts';
import { str } from '../protocols/repr.ts';
import { sorted } from '../protocols/sorted.ts';
import { checkCompatible } from '../type/compatible-layout.ts';
import { isType, type PyType } from '../type/py-type.ts';
import { callSpecial, initSlotOf, newSlotOf } from '../type/slots.ts';
import { NotImplemented, object, typeOf } from '../type/static-types.ts';
import { genericGetAttr, genericSetAttr, getAttribute } from './attributes.ts';
import { ownDict, ownNames } from './instance-attributes.ts';
import { type Keywords, PyInstance, PyObject, type PyValue } from './py-object.ts';

/**
 * What `object` can do, and so everything.
 *
 * Source: CPython 3.11, Objects/typeobject.c, from `excess_args` to `PyBaseObject_Type`.
 */

newMethod(object, objectNew);
slotWrapper(object, '__init__', ([self, ...args], kwds) => objectInit(self as PyValue, args, kwds) ?? null, objectInit);
slotWrapper(
  object,
  '__getattribute__',
  ([self, name]) => genericGetAttr(self as PyValue, attributeName(name)),
  genericGetAttr,
);
slotWrapper(
  object,
  '__setattr__',
  ([self, name, value]) => genericSetAttr(self as PyValue, attributeName(name), value as PyValue) ?? null,
  genericSetAttr,
);
slotWrapper(
  object,
  '__delattr__',
  ([self, name]) => genericSetAttr(self as PyValue, attributeName(name), undefined) ?? null,
  genericSetAttr,
);
slotWrappers(object, {
  __repr__: ([self]) => defaultRepr(self as PyValue),
  // Not checked here: `str()` complains of what is no string, in its own name.
  __str__: ([self]) => callSpecial(self as PyValue, '__repr__', []) ?? null,
  __hash__: ([self]) => identityHash(self as PyValue),
  __eq__: ([self, other]) => (self === other ? true : NotImplemented),
  __ne__: () => NotImplemented,
});
methods(object, {
  __format__: ([self]) => str(self as PyValue),
  __reduce_ex__: ([self]) => typeOf(self as PyValue),
  __dir__: ([self]) => [...namesIn(self as PyValue)].sort(),
});
classMethod(object, '__subclasshook__', () => NotImplemented);
classMethod(object, '__init_subclass__', ([cls, ...args], kwds) => {
  if (!isType(cls)) throw new PyTypeError('__init_subclass__ needs a class');
  if (kwds.size === 0 && args.length === 0) return null;
  const takes = kwds.size > 0 ? 'no keyword arguments' : `no arguments (${args.length} given)`;
  throw new PyTypeError(`${str(getAttribute(cls, '__qualname__'))}.__init_subclass__() takes ${takes}`);
});
getset(object, '__class__', typeOf, setClass);
object.dict.set(
  '__doc__',
  'The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\n' +
    'instance that has no instance attributes and cannot be given any.\n',
);

/**
 * `object.__new__`. Tricky: arguments are refused only if nobody overrode the other of `__new__` and `__init__`,
 * for then nobody can have meant them.
 *
 * @throws {PyTypeError} for arguments, and for a class with abstract methods.
 */
export function objectNew(cls: PyType, args: readonly PyValue[], kwds: Keywords): PyValue {
  if (args.length > 0 || kwds.size > 0) {
    if (newSlotOf(cls) !== objectNew) {
      throw new PyTypeError('object.__new__() takes exactly one argument (the type to instantiate)');
    }
    if (initSlotOf(cls) === objectInit) throw new PyTypeError(`${cls.tpName}() takes no arguments`);
  }
  if (cls.isAbstract) refuseAbstract(cls);
  return allocate(cls);
}

/** `object.__init__`. */
export function objectInit(self: PyValue, args: readonly PyValue[], kwds: Keywords): void {
  if (args.length === 0 && kwds.size === 0) return;
  const cls = typeOf(self);
  if (initSlotOf(cls) !== objectInit) {
    throw new PyTypeError('object.__init__() takes exactly one argument (the instance to initialize)');
  }
  if (newSlotOf(cls) === objectNew) {
    throw new PyTypeError(`${cls.tpName}.__init__() takes exactly one argument (the instance to initialize)`);
  }
}

/** An instance with room for its slots, empty. `PyType_GenericAlloc`. */
export function allocate(cls: PyType): PyInstance {
  const instance = new PyInstance(cls);
  if (cls.slotCount > 0) instance.slots = new Array<PyValue | undefined>(cls.slotCount).fill(undefined);
  return instance;
}

function refuseAbstract(cls: PyType): never {
  const names = sorted([...iterate(cls.dict.get('__abstractmethods__') ?? [])]);
  for (const [at, name] of names.entries()) {
    if (typeof name === 'string') continue;
    throw new PyTypeError(`sequence item ${at}: expected str instance, ${typeOf(name).tpName} found`);
  }
  const methods = `abstract method${names.length > 1 ? 's' : ''} ${names.join(', ')}`;
  throw new PyTypeError(`Can't instantiate abstract class ${cls.tpName} with ${methods}`);
}

/**
 * `x.__class__ = cls`.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `object_set_class`.
 */
function setClass(self: PyValue, cls: PyValue | undefined): void {
  if (cls === undefined) throw new PyTypeError("can't delete __class__ attribute");
  if (!isType(cls)) throw new PyTypeError(`__class__ must be set to a class, not '${typeOf(cls).tpName}' object`);
  if (!(self instanceof PyObject) || !cls.isHeapType || !self.type.isHeapType) {
    throw new PyTypeError('__class__ assignment only supported for mutable types or ModuleType subclasses');
  }
  checkCompatible(self.type, cls, '__class__');
  // Its values lie as its old class has the names.
  if (self instanceof PyInstance && self.values !== null) ownDict(self);
  self.type = cls;
}

/** `<__main__.A object at 0x…>`. The number stands for the address: one object, one number. */
function defaultRepr(self: PyValue): string {
  const type = typeOf(self);
  const module = type.isHeapType ? type.dict.get('__module__') : type.module;
  const name = typeof module === 'string' && module !== 'builtins' ? `${module}.${type.qualname}` : type.name;
  return `<${name} object at 0x${identityHash(self).toString(16).padStart(12, '0')}>`;
}

function attributeName(name: PyValue | undefined): string {
  const text = name instanceof PyInstance ? name.payload : name;
  if (typeof text === 'string') return text;
  throw new PyTypeError(`attribute name must be string, not '${typeOf(name ?? null).tpName}'`);
}

function namesIn(self: PyValue): Set<PyValue> {
  const own = self instanceof PyObject ? ownNames(self) : [];
  return new Set([...own, ...(typeOf(self).mro ?? []).flatMap((cls) => [...cls.dict.keys()])]);
}
