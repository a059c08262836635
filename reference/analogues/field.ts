import { show } from './show.ts';

/**
 * What a field's type hint is here: a function that converts a value, and gives the default without one. Its `name` is
 * shown in messages. TypeScript's own types are gone when the program runs; a converter stays.
 */
export type Converter = (value?: never) => unknown;

/** Fields by name, in order: `{ name: str, age: int }`. */
export type Fields = Readonly<Record<string, Converter>>;

/** What fields hold: `Values<{ name: typeof str; age: typeof int }>` is `{ name: string; age: number }`. */
export type Values<Of extends Fields> = { -readonly [Name in keyof Of]: ReturnType<Of[Name]> };

/** What fields are made from: what their converters take. Each may be left out. */
export type Inputs<Of extends Fields> = { readonly [Name in keyof Of]?: Parameters<Of[Name]>[0] };

/** `Of`, if each field that `Base` has too still holds what `Base` says: an instance must remain one of `Base`'s. */
export type FieldsFor<Base extends FieldsClass, Of extends Fields> = Of & {
  readonly [Name in keyof Of & keyof InstanceType<Base>]: (value?: never) => InstanceType<Base>[Name];
};

/** A class made from `Base` with more fields. */
export type WithFields<Base extends FieldsClass, Of extends Fields> = Omit<Base, 'fields' | 'prototype'> & {
  new (values?: Inputs<Base['fields'] & Of>): InstanceType<Base> & Values<Of>;
  readonly fields: Base['fields'] & Of;
};

interface FieldsClass {
  new (values?: never): object;
  readonly fields: object;
}

/** What JavaScript's own conversions throw for a value they refuse: `new URL`, `BigInt`, `toFixed`. */
const REFUSALS = [TypeError, RangeError, SyntaxError];

/**
 * The lecture's `Field.__set__`, without the storing: the converted value, or the default for `undefined`.
 *
 * Errors of other kinds pass as they are.
 * Source: the lecture, section “`__init_subclass__()` method”, class `Field`.
 *
 * @throws {TypeError} `'text' is not compatible with age:int`, with the converter's refusal as its cause.
 */
export function convert(name: string, converter: Converter, value: unknown): unknown {
  // A converter says what it wants to be given; at run time it is given anything, and refuses what it cannot take.
  const convertAny = converter as (value?: unknown) => unknown;
  if (value === undefined) return convertAny();
  try {
    return convertAny(value);
  } catch (cause) {
    if (!REFUSALS.some((refusal) => cause instanceof refusal)) throw cause;
    throw new TypeError(`${show(value)} is not compatible with ${name}:${converter.name}`, { cause });
  }
}

/** @throws {TypeError} for a converter that is none: callers that are not type-checked may bring one. */
export function checkConverters(fields: Fields): void {
  for (const [name, converter] of Object.entries(fields)) {
    if (typeof converter !== 'function') throw new TypeError(`${show(name)} type hint must be callable`);
  }
}

/** @throws {TypeError} `'Person' object has no attributes 'a', 'b'`, if there are names that are no fields. */
export function refuseUnknown(cls: string, fields: Fields, values: object): void {
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(fields, name));
  if (unknown.length > 0) throw noAttribute(cls, unknown);
}

/** JavaScript has no AttributeError; where it refuses a property itself, it throws a TypeError. */
export function noAttribute(cls: string, names: readonly string[]): TypeError {
  const plural = names.length > 1 ? 's' : '';
  return new TypeError(`${show(cls)} object has no attribute${plural} ${names.map(show).join(', ')}`);
}
