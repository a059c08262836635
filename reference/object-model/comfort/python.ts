import {
  type Body,
  buildClass,
  makeProperty,
  PyClassMethod,
  PyFunction,
  PyStaticMethod,
  type PyValue,
} from '../index.ts';
import { fromKeywords, KeywordArguments } from './keyword-arguments.ts';
import { type Dynamic, unview, view } from './view.ts';

type Method = (...args: unknown[]) => unknown;
type Written = object & { readonly prototype: object };

/**
 * Makes a class of Python's of a class body of TypeScript's, by Python's class statement:
 *
 *     const Person = python(
 *       'Person',
 *       class extends Checked {
 *         static __annotations__ = { name: str, age: int };
 *         greet() {
 *           return `Hello from ${this.name}!`;
 *         }
 *       },
 *     );
 *     const person = Person(kw({ name: 'Ada', age: 36n }));
 *
 * | in the body                     | in Python                                                              |
 * | ------------------------------- | ---------------------------------------------------------------------- |
 * | `extends A`, `extends bases(…)` | bases, metaclass and keywords                                          |
 * | `name(…) { … }`                 | a method; `this` is its first argument                                 |
 * | `static name(…) { … }`          | a class method; `this` is the class. `static __new__(cls, …)` is static |
 * | `get name()`, `set name(value)` | a property                                                             |
 * | `static name = value`           | `name = value`; functions become functions                             |
 * | `super.name(…)`                 | `super().name(…)`: along the MRO of `this`                             |
 *
 * The name is given beside the class, because tools that bundle and minify give classes names of their own.
 *
 * Differs from a class statement in Python: names come in the order methods, class methods, values, whatever the order
 * written, for that is how the host keeps them; and arguments are not checked against parameters.
 */
export function python(name: string, body: Dynamic): Dynamic {
  const written = body as Written;
  const { bases, keywords } = basesOf(written);
  const { metaclass, ...kwds } = keywords;
  const cls = buildClass({
    name,
    bases,
    ...(metaclass === undefined ? {} : { metaclass: unview(metaclass) }),
    kwds: new Map(Object.entries(kwds).map(([name, value]) => [name, unview(value)])),
    body: (scope) => fill(scope, name, written),
  });
  return view(cls);
}

const BASES = Symbol('bases');

/** `extends bases(A, B, kw({ metaclass: Meta, key: value }))`: more than one base, a metaclass, keywords. */
export function bases(...listed: unknown[]): Dynamic {
  return Object.assign(function several() {}, { [BASES]: listed });
}

function basesOf(written: object): { readonly bases: readonly PyValue[]; readonly keywords: KeywordArguments } {
  const parent: unknown = Object.getPrototypeOf(written);
  if (parent === Function.prototype) return { bases: [], keywords: new KeywordArguments() };
  const listed = (Reflect.getOwnPropertyDescriptor(parent as object, BASES)?.value as unknown[] | undefined) ?? [
    parent,
  ];
  const last = listed.at(-1);
  const keywords = last instanceof KeywordArguments ? last : new KeywordArguments();
  return { bases: listed.filter((base) => base !== keywords).map(unview), keywords };
}

/** Runs the body: what it holds goes into the namespace. */
function fill(scope: Body, className: string, written: Written): void {
  if (usesSuper(written)) {
    const parent = scope.useSuper();
    Object.setPrototypeOf(written.prototype, superView(parent));
    Object.setPrototypeOf(written, superView(parent));
  }
  const qualified = (name: string) => `${className}.${name}`;
  for (const [name, { value, get, set }] of ownProperties(written.prototype, ['constructor'])) {
    if (typeof value === 'function') scope.set(name, methodOf(value as Method, qualified(name), name));
    else {
      const part = (code: Method | undefined) => (code === undefined ? null : methodOf(code, qualified(name), name));
      scope.set(name, makeProperty(part(get as Method | undefined), part(set as Method | undefined)));
    }
  }
  for (const [name, { value, writable, enumerable }] of ownProperties(written, ['length', 'name', 'prototype'])) {
    const isMethod = typeof value === 'function' && writable === true && enumerable === false;
    scope.set(name, isMethod ? staticOf(value as Method, qualified(name), name) : unview(value));
  }
}

function ownProperties(object: object, hidden: readonly string[]): (readonly [string, PropertyDescriptor])[] {
  return Object.entries(Object.getOwnPropertyDescriptors(object)).filter(([name]) => !hidden.includes(name));
}

/** `this` is the first argument. */
function methodOf(code: Method, qualname: string, name: string): PyFunction {
  return new PyFunction(
    name,
    ([self = null, ...args], kwds) => unview(code.call(view(self), ...args.map(view), ...fromKeywords(kwds, view))),
    { qualname },
  );
}

/** A class method; `__new__` gets the class as `this` and as its first argument. */
function staticOf(code: Method, qualname: string, name: string): PyValue {
  if (name !== '__new__') return new PyClassMethod(methodOf(code, qualname, name));
  const made = new PyFunction(
    name,
    ([cls = null, ...args], kwds) =>
      unview(code.call(view(cls), view(cls), ...args.map(view), ...fromKeywords(kwds, view))),
    { qualname },
  );
  return new PyStaticMethod(made);
}

/** As the compiler of Python does: whether any function in the body speaks of `super`. */
function usesSuper(written: object): boolean {
  return /\bsuper\b/.test(Function.prototype.toString.call(written));
}

/**
 * What `super` reads from in the methods of the body. The host looks names up there and tells for whom: that is
 * `super()` in that method.
 */
function superView(parent: (self: PyValue) => PyValue): object {
  return new Proxy(Object.create(null) as object, {
    get: (_target, name, receiver) => (view(parent(unview(receiver))) as Record<string | symbol, unknown>)[name],
  });
}
