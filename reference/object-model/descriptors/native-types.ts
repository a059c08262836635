import { PyAttributeError, PyTypeError } from '../../../exercises/kit/errors.ts';
import { type Keywords, PyInstance, type PyValue } from '../object/py-object.ts';
import { dictGet } from '../protocols/dict.ts';
import { exactItems, PyIterator } from '../protocols/iterate.ts';
import { repr } from '../protocols/repr.ts';
import { isSubtype, isType, type PyType } from '../type/py-type.ts';
import {
  builtinFunctionType,
  cellType,
  classMethodDescriptorType,
  getSetDescriptorType,
  mappingProxyType,
  memberDescriptorType,
  methodDescriptorType,
  methodWrapperType,
  tupleOf,
  typeOf,
  wrapperDescriptorType,
} from '../type/static-types.ts';
import { getset, methods, slotWrapper, slotWrappers } from './define.ts';
import { getWrapper } from './function-type.ts';
import type { PyMappingProxy } from './mapping-proxy.ts';
import {
  PyBuiltin,
  type PyClassMethodDescriptor,
  type PyGetSetDescriptor,
  type PyMemberDescriptor,
  PyMethodDescriptor,
  PyMethodWrapper,
  PyReadOnlyMember,
  PyWrapperDescriptor,
} from './native-descriptors.ts';

/**
 * The descriptors of builtin classes: how they bind, and whom they refuse.
 *
 * Source: CPython 3.11, Objects/descrobject.c.
 */

type Descriptor = PyWrapperDescriptor | PyMethodDescriptor | PyGetSetDescriptor | PyMemberDescriptor | PyReadOnlyMember;

/** @throws {PyTypeError} if `instance` is no instance of the class that the descriptor stands on. `descr_check`. */
function check(descriptor: Descriptor, instance: PyValue): void {
  const type = typeOf(instance);
  if (type === descriptor.objclass || isSubtype(type, descriptor.objclass)) return;
  const whose = `descriptor '${descriptor.name}' for '${descriptor.objclass.tpName}' objects`;
  throw new PyTypeError(`${whose} doesn't apply to a '${typeOf(instance).tpName}' object`);
}

function bind(self: PyValue, instance: PyValue | undefined): PyValue {
  if (instance === undefined) return self;
  if (self instanceof PyWrapperDescriptor) {
    check(self, instance);
    return new PyMethodWrapper(self, instance);
  }
  if (!(self instanceof PyMethodDescriptor)) return self;
  check(self, instance);
  return new PyBuiltin(self.name, (args, kwds) => self.code([instance, ...args], kwds), instance);
}

/** `list.append(x, …)`: called on the class, the first argument must be an instance. `method_check_args`. */
function callUnbound(self: PyValue, args: readonly PyValue[], kwds: Keywords): PyValue {
  const { objclass, name, code } = self as PyWrapperDescriptor | PyMethodDescriptor;
  const [instance] = args;
  if (instance === undefined) {
    const what = self instanceof PyWrapperDescriptor ? `of '${objclass.tpName}' object needs an argument` : undefined;
    if (what !== undefined) throw new PyTypeError(`descriptor '${name}' ${what}`);
    throw new PyTypeError(`unbound method ${objclass.name}.${name}() needs an argument`);
  }
  if (!isSubtype(typeOf(instance), objclass)) {
    const found = `'${objclass.tpName}' object but received a '${typeOf(instance).tpName}'`;
    if (self instanceof PyWrapperDescriptor) throw new PyTypeError(`descriptor '${name}' requires a ${found}`);
    const whose = `descriptor '${name}' for '${objclass.tpName}' objects`;
    throw new PyTypeError(`${whose} doesn't apply to a '${typeOf(instance).tpName}' object`);
  }
  return code(args, kwds);
}

for (const kind of [wrapperDescriptorType, methodDescriptorType]) {
  getWrapper(kind, bind);
  slotWrapper(kind, '__call__', ([self, ...args], kwds) => callUnbound(self as PyValue, args, kwds), callUnbound);
}

function bindToClass(self: PyValue, instance: PyValue | undefined, owner: PyType): PyValue {
  const descriptor = self as PyClassMethodDescriptor;
  const cls = isType(owner) ? owner : typeOf(instance ?? null);
  return new PyBuiltin(descriptor.name, (args, kwds) => descriptor.code([cls, ...args], kwds), cls);
}
getWrapper(classMethodDescriptorType, bindToClass);
const callClassMethod = (self: PyValue, args: readonly PyValue[], kwds: Keywords) =>
  (self as PyClassMethodDescriptor).code(args, kwds);
slotWrapper(
  classMethodDescriptorType,
  '__call__',
  ([self, ...args], kwds) => callClassMethod(self as PyValue, args, kwds),
  callClassMethod,
);

getWrapper(getSetDescriptorType, (self, instance) => {
  if (instance === undefined) return self;
  const descriptor = self as PyGetSetDescriptor;
  check(descriptor, instance);
  return descriptor.get(instance);
});
dataDescriptor(getSetDescriptorType, (self, instance, value) => {
  const descriptor = self as PyGetSetDescriptor;
  check(descriptor, instance);
  if (descriptor.set !== null) return descriptor.set(instance, value);
  const whose = `'${descriptor.objclass.tpName}' objects`;
  throw new PyAttributeError(`attribute '${descriptor.name}' of ${whose} is not writable`);
});

getWrapper(memberDescriptorType, (self, instance) => {
  if (instance === undefined) return self;
  const member = self as PyMemberDescriptor | PyReadOnlyMember;
  check(member, instance);
  if (member instanceof PyReadOnlyMember) return member.read(instance);
  const value = slotsOf(instance)[member.index];
  if (value !== undefined) return value;
  throw new PyAttributeError(`'${typeOf(instance).tpName}' object has no attribute '${member.name}'`);
});
dataDescriptor(memberDescriptorType, (self, instance, value) => {
  const member = self as PyMemberDescriptor | PyReadOnlyMember;
  check(member, instance);
  if (member instanceof PyReadOnlyMember) throw new PyAttributeError('readonly attribute');
  const slots = slotsOf(instance);
  // Tricky: deleting an empty slot raises the bare name.
  if (value === undefined && slots[member.index] === undefined) throw new PyAttributeError(member.name);
  slots[member.index] = value;
});

function slotsOf(instance: PyValue): (PyValue | undefined)[] {
  return instance instanceof PyInstance && instance.slots !== null ? instance.slots : [];
}

/** Puts `__set__` and `__delete__` on a builtin class of descriptors. */
export function dataDescriptor(
  on: PyType,
  set: (self: PyValue, instance: PyValue, value: PyValue | undefined) => void,
): void {
  slotWrapper(on, '__set__', ([self, at, value]) => set(self as PyValue, at as PyValue, value as PyValue) ?? null, set);
  slotWrapper(on, '__delete__', ([self, at]) => set(self as PyValue, at as PyValue, undefined) ?? null, set);
}

const callWrapper = (self: PyValue, args: readonly PyValue[], kwds: Keywords) => {
  const wrapper = self as PyMethodWrapper;
  return wrapper.descriptor.code([wrapper.self, ...args], kwds);
};
slotWrapper(
  methodWrapperType,
  '__call__',
  ([self, ...args], kwds) => callWrapper(self as PyValue, args, kwds),
  callWrapper,
);
getset(methodWrapperType, '__self__', (self) => (self as PyMethodWrapper).self);
getset(methodWrapperType, '__name__', (self) => (self as PyMethodWrapper).descriptor.name);

const callBuiltin = (self: PyValue, args: readonly PyValue[], kwds: Keywords) => (self as PyBuiltin).code(args, kwds);
slotWrapper(
  builtinFunctionType,
  '__call__',
  ([self, ...args], kwds) => callBuiltin(self as PyValue, args, kwds),
  callBuiltin,
);
getset(builtinFunctionType, '__name__', (self) => (self as PyBuiltin).name);
getset(builtinFunctionType, '__self__', (self) => (self as PyBuiltin).self ?? null);
slotWrappers(builtinFunctionType, { __repr__: ([self]) => `<built-in function ${(self as PyBuiltin).name}>` });

for (const [kind, what] of [
  [wrapperDescriptorType, 'slot wrapper'],
  [methodDescriptorType, 'method'],
  [classMethodDescriptorType, 'method'],
  [getSetDescriptorType, 'attribute'],
  [memberDescriptorType, 'member'],
] as const) {
  slotWrappers(kind, {
    __repr__: ([self]) => {
      const { name, objclass } = self as Descriptor;
      return `<${what} '${name}' of '${objclass.tpName}' objects>`;
    },
  });
  getset(kind, '__name__', (self) => (self as Descriptor).name);
  getset(kind, '__qualname__', (self) => (self as Descriptor).qualname);
  getset(kind, '__objclass__', (self) => (self as Descriptor).objclass);
}

const mapping = (self: PyValue | undefined) => (self as PyMappingProxy).mapping;
slotWrappers(mappingProxyType, {
  __len__: ([self]) => BigInt(mapping(self).size),
  __iter__: ([self]) => new PyIterator(exactItems(mapping(self)) ?? []),
  __getitem__: ([self, key]) => dictGet(mapping(self), key as PyValue),
  __contains__: ([self, key]) => mapping(self).has(key as PyValue),
  __repr__: ([self]) => `mappingproxy(${repr(mapping(self))})`,
});
methods(mappingProxyType, {
  get: ([self, key, otherwise = null]) => {
    const value = mapping(self).get(key as PyValue);
    return value === undefined ? otherwise : value;
  },
  keys: ([self]) => new PyIterator([...mapping(self).keys()]),
  items: ([self]) => new PyIterator([...mapping(self)].map(tupleOf)),
});
getset(cellType, 'cell_contents', (self) => (self as unknown as { contents: PyValue }).contents);
