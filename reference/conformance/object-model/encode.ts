import { PySet } from '../../object-model/builtin-types/set.ts';
import { PyFunction, PyMethod } from '../../object-model/descriptors/function.ts';
import { PyMappingProxy } from '../../object-model/descriptors/mapping-proxy.ts';
import {
  PyBuiltin,
  PyClassMethodDescriptor,
  PyGetSetDescriptor,
  PyMemberDescriptor,
  PyMethodDescriptor,
  PyMethodWrapper,
  PyReadOnlyMember,
  PyWrapperDescriptor,
} from '../../object-model/descriptors/native-descriptors.ts';
import { PyProperty } from '../../object-model/descriptors/property.ts';
import { PySuper } from '../../object-model/descriptors/super.ts';
import { PyClassMethod, PyStaticMethod } from '../../object-model/descriptors/wrappers.ts';
import { findAttribute, getAttribute } from '../../object-model/object/attributes.ts';
import { getOwn } from '../../object-model/object/instance-attributes.ts';
import { PyInstance, PyObject, PyTuple, type PyValue } from '../../object-model/object/py-object.ts';
import { isEqual } from '../../object-model/protocols/equality.ts';
import { iterate } from '../../object-model/protocols/iterate.ts';
import { str } from '../../object-model/protocols/repr.ts';
import { isType, type PyType } from '../../object-model/type/py-type.ts';
import {
  bool,
  builtinFunctionType,
  classMethodDescriptorType,
  Ellipsis,
  float,
  frozenset,
  int,
  type as metatype,
  methodDescriptorType,
  methodWrapperType,
  NotImplemented,
  OrderedDict,
  set,
  str as strType,
  tuple,
  wrapperDescriptorType,
} from '../../object-model/type/static-types.ts';
import { find } from '../../object-model/type/type-cache.ts';
import type { Session } from './session.ts';

const MAX_DEPTH = 6;

/**
 * A value as the recordings write it. Reads attributes where the recorder did, for a hook may see it.
 *
 * Source: `Session.encode` of the recorder; the format is `object-model/1`.
 */
export function encode(session: Session, value: PyValue, depth = 0): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value !== 'object') return value;
  if (value === NotImplemented) return { const: 'NotImplemented' };
  if (value === Ellipsis) return { const: 'Ellipsis' };
  if (value instanceof PyObject) isAmong(value.type, [bool, int, strType, float]);
  if (depth > MAX_DEPTH) return { deep: true };
  const name = session.boundNames.get(value);
  if (name !== undefined) return { obj: name };
  const inner = (item: PyValue) => encode(session, item, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Map) return { d: [...value].map(([key, item]) => [inner(key), inner(item)]) };
  isOnMro(value.type, metatype);
  if (isType(value)) return { cls: value.name };
  return encodeBuiltin(value, inner) ?? encodeInstance(session, value, inner);
}

/** `type in (…)`: a metaclass with `__eq__` is asked. Only for what that does: no type of a program is among these. */
function isAmong(type: PyType, types: readonly PyType[]): boolean {
  return type.type.isHeapType && types.some((each) => isEqual(each, type));
}

/** `of in type.__mro__`: a metaclass with hooks sees the attribute read, and is asked whether classes are equal. */
function isOnMro(type: PyType, of: PyType): boolean {
  if (!type.type.isHeapType) return type.mro?.includes(of) === true;
  getAttribute(type, '__mro__');
  return type.mro?.some((entry) => isEqual(entry, of)) === true;
}

/** Undefined for an instance of a class that a program made. */
function encodeBuiltin(value: PyObject, inner: (item: PyValue) => unknown): unknown {
  if (value instanceof PyTuple && value.type === tuple) return { t: value.items.map(inner) };
  if (value instanceof PyInstance && value.type === OrderedDict && value.payload instanceof Map) {
    return { d: [...value.payload].map(([key, item]) => [inner(key), inner(item)]) };
  }
  if (value.type.isHeapType) {
    isAmong(value.type, [set, frozenset]);
    return undefined;
  }
  if (value instanceof PyMappingProxy) return { mappingproxy: [...value.mapping.keys()].map(inner) };
  if (value instanceof PySet) {
    const items = [...value.items.keys()].map(inner);
    return { set: items.sort((a, b) => (String(a) < String(b) ? -1 : 1)) };
  }
  if (value instanceof PyFunction) return { fn: shown(value.qualname) };
  if (value instanceof PyMethod) {
    return { bm: shown(str(findAttribute(value.func, '__qualname__') ?? '?')), self: inner(value.self) };
  }
  if (value instanceof PyProperty)
    return { property: value.fget === null ? null : getAttribute(value.fget, '__name__') };
  if (value instanceof PyClassMethod) return { classmethod: inner(value.callable) };
  if (value instanceof PyStaticMethod) return { staticmethod: inner(value.callable) };
  if (value instanceof PyMemberDescriptor || value instanceof PyReadOnlyMember) return { member: whereIs(value) };
  if (value instanceof PyGetSetDescriptor) return { getset: whereIs(value) };
  if (value instanceof PyMethodWrapper) return { builtin: value.descriptor.name };
  if (isNative(value)) return { builtin: value.name };
  if (value instanceof PySuper) return { super: inner(value.thisClass), self: inner(value.self) };
  return undefined;
}

function encodeInstance(session: Session, value: PyObject, inner: (item: PyValue) => unknown): unknown {
  const { type } = value;
  if (isOnMro(type, session.descriptorBase)) return { desc: inner(getOwn(value, type, find(type, 'tag')) ?? null) };
  isAmong(type, NATIVE_TYPES);
  const marker = session.hookNames.get(value);
  if (marker !== undefined) return { hook: marker };
  const typeName = () => getAttribute(type, '__name__');
  if (isOnMro(type, session.enumClass ?? metatype)) {
    return { enum: `${str(typeName())}.${str(getAttribute(value, '_name_'))}` };
  }
  const isTuple = isOnMro(type, tuple);
  const fields = isTuple ? findAttribute(type, '_fields') : undefined;
  if (value instanceof PyTuple && fields !== undefined) {
    const names = [...iterate(fields)].slice(0, value.items.length);
    const pairs = names.map((field, at) => [field, inner(value.items[at] ?? null)]);
    return { namedtuple: typeName(), fields: pairs };
  }
  return { inst: typeName() };
}

const NATIVE_TYPES = [
  builtinFunctionType,
  methodWrapperType,
  wrapperDescriptorType,
  methodDescriptorType,
  classMethodDescriptorType,
];

function isNative(value: PyObject): value is PyBuiltin {
  return (
    value instanceof PyBuiltin ||
    value instanceof PyWrapperDescriptor ||
    value instanceof PyMethodDescriptor ||
    value instanceof PyClassMethodDescriptor
  );
}

function whereIs({ objclass, name }: { readonly objclass: PyType; readonly name: string }): string {
  return `${str(getAttribute(objclass, '__name__'))}.${name}`;
}

/** The recorder makes the functions of a `type` step inside a function of its own. */
function shown(qualname: string): string {
  return qualname.replace('__make.<locals>.', '');
}
