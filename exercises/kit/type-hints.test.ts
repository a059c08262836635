import { describe, expect, it } from 'vitest';
import { float, int, NoneType, str } from './builtins.ts';
import { defineClass, object } from './objects.ts';
import { typeHints, typeHintsAsked } from './type-hints.ts';

const Person = defineClass('Person', object, { annotations: { name: str, age: int } });

describe('typeHints', () => {
  it('puts the hints of the bases first; a hint declared again keeps its place', () => {
    const Sub = defineClass('Sub', Person, { annotations: { boss: str, name: float } });
    expect([...typeHints(Sub)]).toEqual([
      ['name', float],
      ['age', int],
      ['boss', str],
    ]);
  });

  it('turns None into NoneType', () => {
    expect(typeHints(defineClass('A', object, { annotations: { x: null } })).get('x')).toBe(NoneType);
  });

  it('gives a Map of its own each time', () => {
    typeHints(Person).clear();
    expect(typeHints(Person).size).toBe(2);
  });
});

describe('typeHintsAsked', () => {
  it('counts the calls', () => {
    const before = typeHintsAsked();
    typeHints(Person);
    typeHints(Person);
    expect(typeHintsAsked() - before).toBe(2);
  });
});
