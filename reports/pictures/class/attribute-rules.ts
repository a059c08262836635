import { PyMethod } from '../../../reference/object-model/descriptors/function.ts';
import {
  PyBuiltin,
  PyMemberDescriptor,
  PyMethodDescriptor,
  PyMethodWrapper,
  PyWrapperDescriptor,
} from '../../../reference/object-model/descriptors/native-descriptors.ts';
import { PyProperty } from '../../../reference/object-model/descriptors/property.ts';
import { PyClassMethod } from '../../../reference/object-model/descriptors/wrappers.ts';
import { allocate } from '../../../reference/object-model/object/object-type.ts';
import type { PyValue } from '../../../reference/object-model/object/py-object.ts';
import { isSubtype, isType, type PyType } from '../../../reference/object-model/type/py-type.ts';
import { descrGetOf } from '../../../reference/object-model/type/slots.ts';
import { type, typeOf } from '../../../reference/object-model/type/static-types.ts';
import { lookup } from '../../../reference/object-model/type/type-cache.ts';
import { type AttributeKind, descriptorMethods, kindOf } from './attribute-kind.ts';

/** The five places of `object.__getattribute__` and `__getattr__`, in their order; of `type.__getattribute__` too. */
export type Place = 1 | 2 | 3 | 4 | 5;

/** A place that answers, or may, and what it gives. */
export interface Answer {
  readonly place: Place;
  readonly gives: string;
}

/** What a class has under a name, and what reading it comes to. */
export interface AttributeRule {
  readonly name: string;
  /** The classes on the MRO that have the name in their own dict. The first decides; undefined `found` if there is none. */
  readonly holders: readonly PyType[];
  readonly found: PyValue | undefined;
  readonly kind: AttributeKind | null;
  /** The same on the MRO of the metaclass. */
  readonly metaHolders: readonly PyType[];
  readonly onMeta: PyValue | undefined;
  readonly metaKind: AttributeKind | null;
  /** `x.name`: the places that may answer, in order. None: AttributeError. */
  readonly instance: readonly Answer[];
  /** `x.name = value`. */
  readonly assignment: string;
  /** `C.name`: the place that answers. None: AttributeError. */
  readonly class: readonly Answer[];
}

/**
 * Where `lookup`, the machine's own, finds the name, and the place in which what is found there counts.
 *
 * Source: CPython 3.11, Objects/object.c, `_PyObject_GenericGetAttrWithDict`; Objects/typeobject.c, `type_getattro`.
 */
export function ruleOf(cls: PyType, name: string): AttributeRule {
  const found = lookup(cls, name);
  const onMeta = lookup(cls.type, name);
  const kind = found === undefined ? null : kindOf(found);
  const metaKind = onMeta === undefined ? null : kindOf(onMeta);
  return {
    name,
    holders: holdersOf(cls, name),
    found,
    kind,
    metaHolders: holdersOf(cls.type, name),
    onMeta,
    metaKind,
    instance: instanceAnswers(cls, name, found, kind),
    assignment: assignmentWords(cls, name, found, kind),
    class: classAnswers(cls, found, onMeta, kind, metaKind),
  };
}

/** Whether instances have a `__dict__` for attributes of their own. */
export function hasInstanceDict(cls: PyType): boolean {
  return cls.dictoffset !== 0;
}

/** Whether instances are classes themselves. */
export function isMetaclass(cls: PyType): boolean {
  return isSubtype(cls, type);
}

function holdersOf(cls: PyType, name: string): readonly PyType[] {
  return (cls.mro ?? []).filter(({ dict }) => dict.has(name));
}

function instanceAnswers(
  cls: PyType,
  name: string,
  found: PyValue | undefined,
  kind: AttributeKind | null,
): readonly Answer[] {
  const hook: readonly Answer[] =
    lookup(cls, '__getattr__') === undefined ? [] : [{ place: 5, gives: `__getattr__(x, '${name}') is called` }];
  if (found !== undefined && kind?.hasGet && kind.isData) {
    return [{ place: 1, gives: boundWords(cls, found, kind) }, ...(mayFail(found, kind) ? hook : [])];
  }
  const own: readonly Answer[] = isMetaclass(cls)
    ? [{ place: 2, gives: 'what x or a class on its MRO has' }]
    : hasInstanceDict(cls)
      ? [{ place: 2, gives: 'x.__dict__, if there' }]
      : [];
  if (found === undefined || kind === null) return hook.length === 0 ? [] : [...own, ...hook];
  if (kind.hasGet) return [...own, { place: 3, gives: boundWords(cls, found, kind) }];
  return [...own, { place: 4, gives: kind.isData ? `the ${typeOf(found).name} itself` : 'the value itself' }];
}

/** Whether what computes the attribute can raise AttributeError, so that `__getattr__` is asked. */
function mayFail(found: PyValue, kind: AttributeKind): boolean {
  return kind.isOfProgram || found instanceof PyProperty || found instanceof PyMemberDescriptor;
}

function classAnswers(
  cls: PyType,
  found: PyValue | undefined,
  onMeta: PyValue | undefined,
  kind: AttributeKind | null,
  metaKind: AttributeKind | null,
): readonly Answer[] {
  if (onMeta !== undefined && metaKind?.hasGet && metaKind.isData) {
    return [{ place: 1, gives: metaWords(cls, onMeta, metaKind) }];
  }
  if (found !== undefined && kind !== null) return [{ place: 2, gives: unboundWords(cls, found, kind) }];
  if (onMeta !== undefined && metaKind !== null) {
    return [
      metaKind.hasGet ? { place: 3, gives: metaWords(cls, onMeta, metaKind) } : { place: 4, gives: 'the value itself' },
    ];
  }
  return lookup(cls.type, '__getattr__') === undefined
    ? []
    : [{ place: 5, gives: '__getattr__ of the metaclass is called' }];
}

/** What `__get__` gives for an instance. Asked of the machine where that runs no code of the program's. */
function boundWords(cls: PyType, found: PyValue, kind: AttributeKind): string {
  if (kind.isOfProgram) return `${typeOf(found).name}.__get__ is called`;
  if (found instanceof PyProperty) return found.fget === null ? 'AttributeError: no getter' : 'the getter is called';
  if (found instanceof PyMemberDescriptor) return 'what lies in the slot';
  if (kind.isData) return 'computed';
  return resultWords(cls, found, () => allocate(cls));
}

/** What `__get__` gives for the class. */
function unboundWords(cls: PyType, found: PyValue, kind: AttributeKind): string {
  if (!kind.hasGet) return kind.isData ? `the ${typeOf(found).name} itself` : 'the value itself';
  if (kind.isOfProgram) return `${typeOf(found).name}.__get__ is called with None`;
  return resultWords(cls, found, () => undefined);
}

/** What `__get__` on the metaclass gives, for which the class is the instance. */
function metaWords(cls: PyType, onMeta: PyValue, kind: AttributeKind): string {
  if (kind.isOfProgram) return `${typeOf(onMeta).name}.__get__ is called`;
  if (onMeta instanceof PyProperty) return onMeta.fget === null ? 'AttributeError: no getter' : 'the getter is called';
  if (kind.isData) return 'computed';
  return resultWords(cls.type, onMeta, () => cls);
}

function resultWords(cls: PyType, found: PyValue, instanceOf: () => PyValue | undefined): string {
  if (found instanceof PyClassMethod && kindOf(found.callable).isOfProgram) return 'what is wrapped, bound';
  const result = descrGetOf(typeOf(found))?.(found, instanceOf(), cls);
  if (result === undefined || result === found) return `the ${shortName(found)} itself`;
  if (result instanceof PyMethod) return `method bound to ${ownerWords(result.self)}`;
  if (result instanceof PyMethodWrapper || (result instanceof PyBuiltin && result.self !== undefined)) {
    return `builtin method bound to ${ownerWords(result.self)}`;
  }
  return kindOf(result).words === 'function' ? 'the function, not bound' : `${typeOf(result).name}`;
}

function ownerWords(self: PyValue | undefined): string {
  return isType(self) ? `the class ${self.name}` : 'x';
}

function shortName(found: PyValue): string {
  if (found instanceof PyMemberDescriptor) return 'slot descriptor';
  if (found instanceof PyWrapperDescriptor || found instanceof PyMethodDescriptor) return 'builtin method';
  return typeOf(found).name.replaceAll('_', ' ');
}

function assignmentWords(cls: PyType, name: string, found: PyValue | undefined, kind: AttributeKind | null): string {
  if (found !== undefined && kind?.isData) {
    if (found instanceof PyProperty) return found.fset === null ? 'AttributeError: no setter' : 'the setter is called';
    if (found instanceof PyMemberDescriptor) return 'into the slot';
    if (!kind.isOfProgram) return 'by the interpreter, or AttributeError';
    const methods = descriptorMethods(typeOf(found));
    return methods.includes('__set__') ? `${typeOf(found).name}.__set__ is called` : 'AttributeError: __set__';
  }
  if (isMetaclass(cls)) return 'into the dict of the class x';
  if (hasInstanceDict(cls)) return `into x.__dict__['${name}']`;
  return found === undefined ? 'AttributeError: no such attribute' : 'AttributeError: read-only';
}
