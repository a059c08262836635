import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Identifiers, parseIdentifiers } from './identifiers.ts';

describe('parseIdentifiers', () => {
  it.each<[string, string | Iterable<string>, readonly string[]]>([
    ['commas and spaces, any number of them', ' name,  weight owner,', ['name', 'weight', 'owner']],
    ['lines', 'name\n\tage', ['name', 'age']],
    ['a list', ['name', 'age'], ['name', 'age']],
    ['no names', '', []],
    ['letters of any script, `_` and `$`', 'é $a _b2', ['é', '$a', '_b2']],
  ])('reads %s', (_name, names, parsed) => {
    expect(parseIdentifiers(names)).toEqual(parsed);
  });

  it('returns what cannot be changed, as a tuple cannot', () => {
    expect(Object.isFrozen(parseIdentifiers('name age'))).toBe(true);
  });

  it('keeps the names of an iterator, which the lecture’s function loses', () => {
    expect(parseIdentifiers(['a', 'b'].values())).toEqual(['a', 'b']);
  });

  it.each(['1a b', 'a-b', 'a.b'])('refuses %j', (names) => {
    expect(() => parseIdentifiers(names)).toThrow(new RangeError('names must all be valid identifiers'));
  });

  it('refuses a list with a name that is two words', () => {
    expect(() => parseIdentifiers(['a b'])).toThrow(new RangeError('names must all be valid identifiers'));
  });
});

describe('Identifiers', () => {
  it('is what parseIdentifiers returns', () => {
    expectTypeOf<Identifiers<' name,  weight owner,'>>().toEqualTypeOf<readonly ['name', 'weight', 'owner']>();
    expectTypeOf<Identifiers<'name\n\tage'>>().toEqualTypeOf<readonly ['name', 'age']>();
    expectTypeOf<Identifiers<readonly ['name', 'age']>>().toEqualTypeOf<readonly ['name', 'age']>();
    expectTypeOf<Identifiers<''>>().toEqualTypeOf<readonly []>();
  });

  it('is any number of names where they are not known', () => {
    expectTypeOf<Identifiers<string>>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<Identifiers<Set<string>>>().toEqualTypeOf<readonly string[]>();
  });
});
