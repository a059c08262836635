import { PythonError } from '../../../exercises/kit/errors.ts';
import { type AbcModule, createAbc } from '../../object-model/abc/abc.ts';
import { builtinFunctions } from '../../object-model/builtin-types/builtin-functions.ts';
import * as exceptions from '../../object-model/builtin-types/exceptions.ts';
import { buildClass } from '../../object-model/class-statement/build-class.ts';
import { createEnum, type EnumModule } from '../../object-model/enum/enum.ts';
import { createNamedTuple } from '../../object-model/named-tuple/named-tuple.ts';
import type { PyValue } from '../../object-model/object/py-object.ts';
import type { PyType } from '../../object-model/type/py-type.ts';
import * as types from '../../object-model/type/static-types.ts';
import { encode } from './encode.ts';

/** A scenario that is not one: no outcome. */
export class MalformedScenario extends Error {
  override readonly name = 'MalformedScenario';
}

/** Events beyond this are not recorded. */
const MAX_EVENTS = 400;

/** The world of one scenario: its variables, what `new` has bound, and the events of the step that runs. */
export class Session {
  readonly variables = new Map<string, PyValue>();
  /** Variables bound by `new`, by the object: so results can name it. */
  readonly boundNames = new Map<PyValue, string>();
  /** Objects with `__mro_entries__`, by their tags. */
  readonly hookNames = new Map<PyValue, string>();
  events: unknown[][] = [];
  /** The class from which the classes of all scenario descriptors derive. */
  readonly descriptorBase = buildClass({ name: 'Desc' }) as PyType;
  readonly #constants = new Map<object, PyValue>();
  #abc: AbcModule | null = null;
  #enumeration: EnumModule | null = null;

  get abc(): AbcModule {
    this.#abc ??= createAbc();
    return this.#abc;
  }

  /** `Enum`, if the scenario has spoken of an enumeration. */
  get enumClass(): PyType | null {
    return this.#enumeration?.Enum ?? null;
  }

  get enumeration(): EnumModule {
    this.#enumeration ??= createEnum();
    return this.#enumeration;
  }

  /** Records an event. Its values are encoded now: they may change. */
  log(kind: string, ...values: readonly PyValue[]): void {
    if (this.events.length >= MAX_EVENTS) return;
    const event = [kind];
    const encoded = values.map((value) => encode(this, value));
    this.events.push([...event, ...encoded]);
  }

  /** The variable, or the builtin of that name. */
  lookUp(name: string): PyValue {
    let value = this.variables.get(name);
    if (value === undefined) value = BUILTINS.get(name);
    if (value === undefined) value = this.#imported(name);
    if (value === undefined) throw new MalformedScenario(`unknown variable '${name}'`);
    return value;
  }

  /** What the recorder imports; made when first spoken of. */
  #imported(name: string): PyValue | undefined {
    let value: PyValue | undefined;
    if (name === 'ABC' || name === 'ABCMeta' || name === 'abstractmethod') value = this.abc[name];
    else if (name === 'Enum' || name === 'IntEnum' || name === 'Flag' || name === 'auto' || name === 'unique') {
      value = this.enumeration[name];
    } else if (name === 'NamedTuple') value = createNamedTuple();
    if (value !== undefined) this.variables.set(name, value);
    return value;
  }

  /** A value written in a function's body: a tuple of constants is one object, made with the function. */
  literal(written: unknown): PyValue {
    if (typeof written !== 'object' || written === null || !('t' in written)) return this.decode(written);
    const known = this.#constants.get(written);
    if (known !== undefined) return known;
    const value = this.decode(written);
    const items = written.t as readonly unknown[];
    if (items.every((item) => typeof item !== 'object' || item === null)) this.#constants.set(written, value);
    return value;
  }

  /** Binds what `new` has made: results name it from now on. */
  bind(name: string, value: PyValue): void {
    this.variables.set(name, value);
    for (const [other, bound] of this.boundNames) if (bound === name) this.boundNames.delete(other);
    this.boundNames.set(value, name);
  }

  /** `del name`. */
  forget(name: string): void {
    const value = this.variables.get(name);
    this.variables.delete(name);
    if (value !== undefined) this.boundNames.delete(value);
  }

  decode(value: unknown): PyValue {
    return decode(value, (name) => this.lookUp(name));
  }
}

/** A JSON value of a scenario as a value of Python's; `lookUp` gives what names stand for. */
export function decode(value: unknown, lookUp: (name: string) => PyValue): PyValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map((item) => decode(item, lookUp));
  const [entry, ...rest] = Object.entries(value as object) as [string, unknown][];
  if (entry === undefined || rest.length > 0) throw new MalformedScenario(`no value: ${JSON.stringify(value)}`);
  const [kind, content] = entry;
  if (kind === 'cls' || kind === 'var') return lookUp(String(content));
  if (kind === 't') return types.tupleOf((content as unknown[]).map((item) => decode(item, lookUp)));
  if (kind === 'd') {
    const pairs = content as [unknown, unknown][];
    return new Map(pairs.map(([key, item]) => [decode(key, lookUp), decode(item, lookUp)]));
  }
  if (kind === 'const') return content === 'Ellipsis' ? types.Ellipsis : types.NotImplemented;
  throw new MalformedScenario(`no value: ${JSON.stringify(value)}`);
}

/** `raises` in a scenario. */
export function errorOf(raises: unknown): PythonError {
  const { type, message } = raises as { readonly type: string; readonly message: string };
  // The text of a KeyError is its key as repr prints it.
  return new PythonError(type, type === 'KeyError' ? `'${message}'` : message);
}

const BUILTINS = new Map<string, PyValue>([
  ...Object.values(types)
    .filter((value): value is PyType => value instanceof types.object.constructor)
    .map((type) => [type.name, type] as const),
  ...Object.values(exceptions).map((type) => [type.name, type] as const),
  ...builtinFunctions,
  ['NotImplemented', types.NotImplemented],
  ['Ellipsis', types.Ellipsis],
]);
