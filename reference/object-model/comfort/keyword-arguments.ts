import type { Keywords, PyValue } from '../object/py-object.ts';

/**
 * Keyword arguments in a call: `Person(kw({ name: 'Ada', age: 36n }))`. A method that is called with some gets them as
 * its last argument, and can hand them on as they are.
 */
export class KeywordArguments {
  [name: string]: unknown;
}

export function kw(values: Readonly<Record<string, unknown>>): KeywordArguments {
  return Object.assign(new KeywordArguments(), values);
}

/** What a method gets for `**kwds`; nothing if there are none. */
export function fromKeywords(kwds: Keywords, convert: (value: PyValue) => unknown): readonly KeywordArguments[] {
  if (kwds.size === 0) return [];
  return [kw(Object.fromEntries([...kwds].map(([name, value]) => [name, convert(value)])))];
}
