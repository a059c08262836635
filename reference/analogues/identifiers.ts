/**
 * Names as the lecture gives them, `'name, weight owner'` or a list, in order.
 *
 * @throws {RangeError} for a name that is no identifier of JavaScript's: Python's, and those with a `$`.
 */
export function parseIdentifiers(names: string | Iterable<string>): readonly string[] {
  const parsed = typeof names === 'string' ? names.split(/[,\s]+/).filter((name) => name !== '') : [...names];
  if (parsed.every((name) => IDENTIFIER.test(name))) return Object.freeze(parsed);
  throw new RangeError('names must all be valid identifiers');
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * What `parseIdentifiers` returns, known when compiling: `Identifiers<'name, age'>` is `readonly ['name', 'age']`.
 * Names that are known only at run time are `readonly string[]`.
 */
export type Identifiers<Names> = Names extends string
  ? string extends Names
    ? readonly string[]
    : Split<Spaced<Names>>
  : Names extends readonly string[]
    ? Names
    : readonly string[];

/** The lecture's `names.replace(',', ' ')`. */
type Spaced<Text extends string> = Replace<Replace<Replace<Text, ','>, '\n'>, '\t'>;

type Replace<Text extends string, Part extends string> = Text extends `${infer Before}${Part}${infer After}`
  ? Replace<`${Before} ${After}`, Part>
  : Text;

/** The lecture's `.split()`. */
type Split<
  Text extends string,
  Found extends readonly string[] = readonly [],
> = Text extends `${infer Word} ${infer Rest}` ? Split<Rest, Append<Found, Word>> : Append<Found, Text>;

type Append<Found extends readonly string[], Word extends string> = Word extends '' ? Found : readonly [...Found, Word];
