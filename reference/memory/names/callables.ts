import { PyAttributeError, PythonError } from '../../../exercises/kit/errors.ts';
import type { Address } from '../../../exercises/kit/memory.ts';
import { objectNew } from '../objects/allocate.ts';
import type { TypeObject } from '../objects/type-object.ts';
import type { Values } from './values.ts';

/** What a builtin does with its arguments, which stay the caller's. Returns a new reference. */
export type Builtin = (values: Values, args: readonly Address[]) => Address;

/** What modules and types have, by name. A method's first argument is its object. */
export type Members = Readonly<Record<string, Builtin>>;

/** The functions written in TypeScript that programs can call: each is an object, or a member of one. */
export class Callables {
  readonly #values: Values;
  readonly #functions = new Map<Address, Builtin>();
  readonly #modules = new Map<string, Address>();
  readonly #members = new Map<Address | TypeObject, Members>();

  constructor(values: Values) {
    this.#values = values;
  }

  /** A function object: a new reference. It must not be released as long as programs run. */
  newFunction(call: Builtin): Address {
    const object = objectNew(this.#values.heap, this.#values.types.builtin);
    this.#functions.set(object, call);
    return object;
  }

  /** What the function object does; undefined if it is none of these. */
  function(object: Address): Builtin | undefined {
    return this.#functions.get(object);
  }

  addModule(name: string, functions: Members): void {
    const module = objectNew(this.#values.heap, this.#values.types.module);
    this.#modules.set(name, module);
    this.#members.set(module, functions);
  }

  /** The module: no new reference. @throws {PythonError} ModuleNotFoundError. */
  module(name: string): Address {
    const module = this.#modules.get(name);
    if (module === undefined) throw new PythonError('ModuleNotFoundError', `No module named '${name}'`);
    return module;
  }

  addMethods(type: TypeObject, methods: Members): void {
    this.#members.set(type, methods);
  }

  /** What `object.name(…)` calls: a module's function, or a method with the object in front. @throws {PyAttributeError} */
  member(object: Address, name: string): Builtin {
    const type = this.#values.heap.types.of(object);
    const own = this.#members.get(object);
    const call = (own ?? this.#members.get(type))?.[name];
    if (call === undefined) throw new PyAttributeError(`'${type.name}' object has no attribute '${name}'`);
    return own === undefined ? (values, args) => call(values, [object, ...args]) : call;
  }
}
