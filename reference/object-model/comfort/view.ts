import { PyFunction } from '../descriptors/function.ts';
import {
  call,
  deleteAttribute,
  getAttribute,
  getItem,
  hasAttribute,
  iterate,
  type Keywords,
  type PyDict,
  type PyList,
  PyObject,
  PyTuple,
  type PyValue,
  repr,
  setAttribute,
  toStr,
} from '../index.ts';
import { DictView } from './dict-view.ts';
import { fromKeywords, KeywordArguments } from './keyword-arguments.ts';

/**
 * A value of Python's as TypeScript sees it in the comfortable way.
 *
 * It is `any`, and the one place where that is right: which attributes there are is decided by the program that runs.
 */
// biome-ignore lint/suspicious/noExplicitAny: the attributes of a Python object are not known to the compiler
export type Dynamic = any;

/** How Node is told what to print for an object. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

const views = new WeakMap<object, object>();
const originals = new WeakMap<object, PyValue>();

/**
 * A value of Python's, so that `x.name`, `x.name = value`, `delete x.name`, `'name' in x`, `x(…)`, `new x(…)` and
 * `for (… of x)` do what they do in Python. Numbers, text, None and bools are themselves; one object has one view.
 */
export function view(value: PyValue): Dynamic {
  if (typeof value !== 'object' || value === null) return value;
  const known = views.get(value);
  if (known !== undefined) return known;
  const made = makeView(value);
  views.set(value, made);
  originals.set(made, value);
  return made;
}

/** The value of Python's behind a view, or that a value of TypeScript's stands for. */
export function unview(value: unknown): PyValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'function' && !originals.has(value)) return functionOf(value);
  if (typeof value !== 'object' && typeof value !== 'function') return value as PyValue;
  const original = originals.get(value);
  if (original !== undefined) return original;
  if (value instanceof PyObject) return value;
  if (Array.isArray(value)) return value.map(unview);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [unview(key), unview(item)]));
  return new Map(Object.entries(value).map(([key, item]) => [key, unview(item)]));
}

/** A call's arguments: those by position, and those of `kw({ … })` at the end. */
export function splitArguments(args: readonly unknown[]): { readonly args: PyValue[]; readonly kwds: Keywords } {
  const last = args.at(-1);
  if (!(last instanceof KeywordArguments)) return { args: args.map(unview), kwds: new Map() };
  const kwds = new Map(Object.entries(last).map(([name, value]) => [name, unview(value)]));
  return { args: args.slice(0, -1).map(unview), kwds };
}

/** A function of TypeScript's as one of Python's: a lambda. */
function functionOf(code: object): PyFunction {
  const run = code as (...args: unknown[]) => unknown;
  return new PyFunction(run.name || '<lambda>', (args, kwds) =>
    unview(run(...args.map(view), ...fromKeywords(kwds, view))),
  );
}

function makeView(value: PyObject | PyList | PyDict): object {
  if (Array.isArray(value)) return listView(value);
  if (value instanceof Map) return new DictView(value, view, unview);
  // Callable and constructible, as any object may be. Its own properties are never looked at.
  return new Proxy(function target() {}, new ObjectHandler(value));
}

function listView(list: PyList): object {
  return new Proxy(list, {
    get: (target, key, receiver) => view(Reflect.get(target, key, receiver) as PyValue),
    set: (target, key, value) => Reflect.set(target, key, unview(value)),
  });
}

/** What is asked of a view, asked of the object behind it. */
class ObjectHandler implements ProxyHandler<() => void> {
  readonly #object: PyObject;

  constructor(object: PyObject) {
    this.#object = object;
  }

  get(target: () => void, key: string | symbol): unknown {
    const object = this.#object;
    if (key === Symbol.iterator) return () => viewsOf(iterate(object));
    if (key === Symbol.toPrimitive) return () => toStr(object);
    if (key === INSPECT) return () => repr(object);
    if (typeof key === 'symbol') return undefined;
    // `class … extends x` and `await x` ask for these.
    if (key === 'prototype') return Reflect.get(target, key) as unknown;
    if (key === 'then' && !hasAttribute(object, key)) return undefined;
    if (object instanceof PyTuple && /^\d+$/.test(key)) return view(getItem(object, BigInt(key)));
    return view(getAttribute(object, key));
  }

  /** Tricky: where static fields are assigned, not defined, a body `class extends x` asks `x` on its own behalf. */
  set(_target: () => void, key: string | symbol, value: unknown, receiver: unknown): boolean {
    if (receiver !== views.get(this.#object)) {
      const own = { value, writable: true, enumerable: true, configurable: true };
      return Reflect.defineProperty(receiver as object, key, own);
    }
    setAttribute(this.#object, String(key), unview(value));
    return true;
  }

  deleteProperty(_target: () => void, key: string | symbol): boolean {
    deleteAttribute(this.#object, String(key));
    return true;
  }

  has(_target: () => void, key: string | symbol): boolean {
    return typeof key === 'string' && hasAttribute(this.#object, key);
  }

  apply(_target: () => void, _self: unknown, args: readonly unknown[]): unknown {
    const { args: positional, kwds } = splitArguments(args);
    return view(call(this.#object, positional, kwds));
  }

  construct(target: () => void, args: readonly unknown[]): object {
    return this.apply(target, undefined, args) as object;
  }
}

function* viewsOf(values: Iterable<PyValue>): Iterable<unknown> {
  for (const value of values) yield view(value);
}
