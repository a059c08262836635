import { PyAttributeError, PyTypeError } from './errors.ts';

/**
 * A value of Python's: `int` is a bigint, `float` a number, `str` a string, `None` null, `bool` a boolean, `list` an
 * array, `dict` a Map, a function a function. `undefined` is none of them: it means *not found* and *not given*.
 */
export type PyValue = null | boolean | bigint | number | string | object;

/** What can be called and has a name: the builtin constructors `int`, `str`, … */
export interface PyCallable {
  (value?: PyValue): PyValue;
  readonly __name__: string;
}

/** What a function that is found on a class binds to, and what takes part in `setAttribute`. Each method may be absent. */
export interface Descriptor {
  __get__?(instance: PyInstance | null, owner: PyClass): PyValue;
  __set__?(instance: PyInstance, value: PyValue): void;
}

/** Names with values, in order: `{ age: 42n }` or a Map, which may hold any name. */
export type Names = { readonly [name: string]: PyValue | undefined } | ReadonlyMap<string, PyValue>;

/** The body of a class statement. The named methods get their parameters' types from here. */
export type Namespace = {
  readonly __init_subclass__?: (subclass: PyClass) => void;
  readonly __init__?: (self: PyInstance, kwargs: Map<string, PyValue>) => void;
  readonly __setattr__?: (self: PyInstance, name: string, value: PyValue) => void;
  readonly __repr__?: (self: PyInstance) => string;
  readonly [name: string]: PyValue | undefined;
};

/** A class, as data: single inheritance, no metaclass. Made by `defineClass`. */
export class PyClass {
  /** `__name__`. */
  readonly name: string;
  /** The one base; null for `object` alone. */
  readonly base: PyClass | null;
  /** `__dict__`: what the class itself holds, in order. */
  readonly dict = new Map<string, PyValue>();
  /** The class's own `__annotations__`; `typeHints` adds those of its bases. */
  readonly annotations: ReadonlyMap<string, PyValue>;

  constructor(name: string, base: PyClass | null, annotations: ReadonlyMap<string, PyValue>) {
    this.name = name;
    this.base = base;
    this.annotations = annotations;
  }
}

/** An instance of a class that `defineClass` made. `construct` makes one. */
export class PyInstance {
  /** `__class__`. */
  readonly cls: PyClass;
  /** `__dict__`, in order. */
  readonly dict = new Map<string, PyValue>();

  constructor(cls: PyClass) {
    this.cls = cls;
  }
}

/** Python's `...`, the one object of its type. */
export const Ellipsis: object = Object.freeze({ toString: () => 'Ellipsis' });

/** `@classmethod`: a function that gets the class, whether it is found on a class or through an instance. */
export class ClassMethod implements Descriptor {
  readonly #function: PyValue;

  constructor(implementation: object) {
    this.#function = implementation;
  }

  __get__(_instance: PyInstance | null, owner: PyClass): PyValue {
    return (...args: readonly PyValue[]) => call(this.#function, owner, ...args);
  }
}

/** Wraps `implementation(cls, …)` for a class body: `_fields: classmethod(fieldsOf)`. */
export function classmethod(implementation: (cls: PyClass, ...rest: never[]) => unknown): ClassMethod {
  return new ClassMethod(implementation);
}

/** The root of all classes: it stores attributes, takes no arguments and does nothing to subclasses. */
export const object = new PyClass('object', null, new Map());
object.dict.set('__init_subclass__', () => null);
object.dict.set('__init__', refuseArguments);
object.dict.set('__setattr__', genericSetAttribute);

/**
 * What a class statement does here: make the class, then tell the nearest base that has an `__init_subclass__`.
 * A class whose `__init_subclass__` raises is not returned, as a failed class statement binds nothing.
 *
 * Smaller than CPython's: one base, no metaclass, no `__set_name__`; strings among annotations are not evaluated.
 * Source: CPython 3.11, Objects/typeobject.c, `type_new_init_subclass`.
 */
export function defineClass(
  name: string,
  base: PyClass,
  body: { readonly annotations?: Names; readonly namespace?: Namespace | ReadonlyMap<string, PyValue> } = {},
): PyClass {
  const annotations = toMap(body.annotations);
  const cls = new PyClass(name, base, annotations);
  cls.dict.set('__module__', '__main__');
  if (annotations.size > 0) cls.dict.set('__annotations__', annotations);
  for (const [key, value] of toMap(body.namespace)) cls.dict.set(key, value);
  if (!cls.dict.has('__doc__')) cls.dict.set('__doc__', null);
  call(lookUp(base, '__init_subclass__'), cls);
  return cls;
}

/**
 * `cls(**kwargs)`: a new instance, then the `__init__` of its class. `__init__` gets a Map of its own, free to change.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_call`.
 */
export function construct(cls: PyClass, kwargs: Names = {}): PyInstance {
  const instance = new PyInstance(cls);
  call(lookUp(cls, '__init__'), instance, toMap(kwargs));
  return instance;
}

/** The value under `name` on the class or the nearest base that has it; no descriptor is asked. `_PyType_Lookup`. */
export function lookUp(cls: PyClass, name: string): PyValue | undefined {
  for (let holder: PyClass | null = cls; holder !== null; holder = holder.base) {
    const found = holder.dict.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * `getattr(target, name)`. On an instance, in this order: a descriptor of the class with `__get__` and `__set__`, the
 * instance's dict, a descriptor with `__get__` (functions bind), whatever else the class holds.
 *
 * Source: CPython 3.11, Objects/object.c, `_PyObject_GenericGetAttrWithDict`; Objects/typeobject.c, `type_getattro`.
 *
 * @throws {PyAttributeError} if there is no such attribute.
 */
export function getAttribute(target: PyInstance | PyClass, name: string): PyValue {
  if (target instanceof PyClass) {
    const found = lookUp(target, name);
    if (found === undefined) throw new PyAttributeError(`type object '${target.name}' has no attribute '${name}'`);
    const descriptor = asDescriptor(found);
    return descriptor?.__get__ === undefined ? found : descriptor.__get__(null, target);
  }
  const found = lookUp(target.cls, name);
  const descriptor = asDescriptor(found);
  if (descriptor?.__get__ !== undefined && descriptor.__set__ !== undefined) {
    return descriptor.__get__(target, target.cls);
  }
  const own = target.dict.get(name);
  if (own !== undefined) return own;
  if (descriptor?.__get__ !== undefined) return descriptor.__get__(target, target.cls);
  if (isMethod(found)) return (...args: readonly PyValue[]) => call(found, target, ...args);
  if (found !== undefined) return found;
  throw new PyAttributeError(`'${target.cls.name}' object has no attribute '${name}'`);
}

/** `setattr(target, name, value)`: on an instance the `__setattr__` of its class decides, on a class its dict changes. */
export function setAttribute(target: PyInstance | PyClass, name: string, value: PyValue): void {
  if (target instanceof PyClass) target.dict.set(name, value);
  else call(lookUp(target.cls, '__setattr__'), target, name, value);
}

/** `callable(value)`, of what a class body here can hold: functions and the builtin constructors. */
export function callable(value: PyValue): value is PyCallable {
  return typeof value === 'function';
}

/** `value(*args)`; a function that returns nothing returns None. */
export function call(value: PyValue | undefined, ...args: readonly PyValue[]): PyValue {
  if (typeof value === 'function') return (Reflect.apply(value, undefined, args) as PyValue | undefined) ?? null;
  throw new PyTypeError(`'${value === undefined ? 'NoneType' : typeName(value)}' object is not callable`);
}

/** `type(value).__name__`. */
export function typeName(value: PyValue): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'string') return 'str';
  if (value === Ellipsis) return 'ellipsis';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'dict';
  if (value instanceof PyInstance) return value.cls.name;
  if (value instanceof PyClass || isBuiltinType(value)) return 'type';
  if (typeof value === 'function') return 'function';
  return hostClassOf(value);
}

/** Whether a value is `int`, `str`, … : a function with a name in Python. */
export function isBuiltinType(value: PyValue): value is PyCallable {
  return typeof value === 'function' && Object.hasOwn(value, '__name__');
}

/** Total: the value may be of any kind, an object without a prototype say. */
function hostClassOf(value: object): string {
  const maker: unknown = Reflect.get(value, 'constructor');
  return typeof maker === 'function' ? maker.name : 'object';
}

/** `object.__setattr__`: a descriptor with `__set__` is asked, else the instance's dict changes. */
function genericSetAttribute(self: PyInstance, name: string, value: PyValue): void {
  const descriptor = asDescriptor(lookUp(self.cls, name));
  if (descriptor?.__set__ === undefined) self.dict.set(name, value);
  else descriptor.__set__(self, value);
}

function refuseArguments(self: PyInstance, kwargs: ReadonlyMap<string, PyValue>): void {
  if (kwargs.size > 0) throw new PyTypeError(`${self.cls.name}() takes no arguments`);
}

/** A value as a descriptor: it is one as soon as it has `__get__` or `__set__`. */
function asDescriptor(value: PyValue | undefined): Descriptor | undefined {
  return typeof value === 'object' && value !== null && !(value instanceof PyInstance) ? value : undefined;
}

function isMethod(value: PyValue | undefined): boolean {
  return typeof value === 'function' && !isBuiltinType(value);
}

function toMap(names: Names | undefined): Map<string, PyValue> {
  const entries = names instanceof Map ? names : Object.entries(names ?? {});
  const map = new Map<string, PyValue>();
  for (const [name, value] of entries) if (value !== undefined) map.set(name, value);
  return map;
}
