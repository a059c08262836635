import { type Identifiers, parseIdentifiers } from './identifiers.ts';
import { show, showRecord } from './show.ts';

/**
 * A new class whose instances have exactly the fields named: `recordFactory('Dog', 'name, weight owner')`.
 *
 * Values are given by position, by name, or the first ones by position and the rest by name:
 * `new Dog('Rex', named({ weight: 30, owner: 'Bob' }))`. Instances are iterable in the order of the fields, show
 * themselves as `Dog(name='Rex', weight=30, owner='Bob')`, and are sealed, which is what `__slots__` does in Python.
 * Instances of a subclass are not, as in Python those of a subclass without `__slots__` have a `__dict__`.
 *
 * The compiler reads the names from the text. The type of a field is that of the value which the instance is made with.
 *
 * Differs from the lecture: a value left out is `undefined`, where an unset slot raises AttributeError; no field may
 * hide a member of the class; an iterator of names is read once, where the lecture's function loses them.
 * Source: the lecture, section “Class factory function”, `record_factory`.
 *
 * @throws {RangeError} for a name that is no identifier, or that the class has already.
 */
export function recordFactory<const Names extends string | Iterable<string>>(
  name: string,
  fieldNames: Names,
): RecordClass<Identifiers<Names>> {
  const fields = parseIdentifiers(fieldNames);

  class NewClass {
    static readonly fields = fields;
    [field: string]: unknown;

    constructor(...args: readonly unknown[]) {
      const last = args.at(-1);
      const [values, keywords] = last instanceof Named ? [args.slice(0, -1), last.values] : [args, {}];
      for (const [index, field] of fields.entries()) this[field] = values[index];
      if (new.target === NewClass) Object.seal(this);
      Object.assign(this, keywords);
    }

    *[Symbol.iterator](): Iterator<unknown> {
      for (const field of fields) yield this[field];
    }

    toString(): string {
      const values = fields.map((field) => [field, this[field]] as const);
      return showRecord(this.constructor.name, values);
    }
  }

  Object.defineProperty(NewClass, 'name', { value: name });
  for (const field of fields) {
    if (field in NewClass.prototype) throw new RangeError(`${show(field)} conflicts with a member of the class`);
  }
  // The compiler does not follow computed names: what they come to is what RecordClass says.
  return NewClass as unknown as RecordClass<Identifiers<Names>>;
}

/** What `recordFactory` returns. `fields` is the lecture's `__slots__`. */
export interface RecordClass<Names extends readonly string[]> {
  new <Args extends Arguments<Names> = Arguments<Names>>(...args: Args): RecordInstance<Bound<Names, Args>>;
  readonly fields: Names;
}

/** The fields; and, when iterated, values that the compiler knows only as one of the fields'. */
export type RecordInstance<Values> = { -readonly [Name in keyof Values]: Values[Name] } & Iterable<
  Values[keyof Values]
>;

/**
 * Python's keyword arguments: `Person(name='John Doe', age=42)` is `new Person(named({ name: 'John Doe', age: 42 }))`.
 * A bare object would not do: it may be a value.
 */
export function named<Values extends object>(values: Values): Named<Values> {
  return new Named(values);
}

/** Values by name. `Names` is there for the compiler: a `Named` with more names than are due does not fit. */
class Named<Values extends object, Names extends PropertyKey = keyof Values> {
  readonly values: Values;
  declare readonly names: readonly Names[];

  constructor(values: Values) {
    this.values = values;
  }
}

/** Every value by position, or the first ones so and the rest by name. */
type Arguments<Names extends readonly string[]> = Names extends readonly [
  string,
  ...infer Rest extends readonly string[],
]
  ? [unknown, ...Arguments<Rest>] | [Named<Record<Names[number], unknown>>]
  : Names extends readonly []
    ? []
    : unknown[];

/** The fields with the types of the arguments; `unknown` where no arguments are known, in a subclass say. */
type Bound<Names extends readonly string[], Args extends readonly unknown[]> =
  Arguments<Names> extends Args ? Record<Names[number], unknown> : BoundInTurn<Names, Args>;

type BoundInTurn<Names extends readonly string[], Args extends readonly unknown[]> = Args extends [Named<infer Values>]
  ? Values
  : Names extends readonly [infer Name extends string, ...infer OtherNames extends readonly string[]]
    ? Args extends [infer Value, ...infer OtherArgs]
      ? Record<Name, Value> & BoundInTurn<OtherNames, OtherArgs>
      : never
    : Record<Names[number], unknown>;
