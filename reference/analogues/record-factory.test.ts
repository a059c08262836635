import { describe, expect, expectTypeOf, it } from 'vitest';
import { named, recordFactory } from './record-factory.ts';

const Person = recordFactory('Person', 'name age');

/** What the lecture's recording tells of it is in `lecture.test.ts`. */
describe('recordFactory', () => {
  it('takes values by position, by name and by both', () => {
    const shown = "Person(name='a', age=1)";
    expect(String(new Person('a', 1))).toBe(shown);
    expect(String(new Person('a', named({ age: 1 })))).toBe(shown);
    expect(String(new Person(named({ age: 1, name: 'a' })))).toBe(shown);
  });

  it('lists its fields as __slots__ does, and the class by its name', () => {
    expect(Person.fields).toEqual(['name', 'age']);
    expect(Person).toHaveProperty('name', 'Person');
  });

  it('makes a subclass that has more attributes than fields, as one without __slots__ has', () => {
    class Child extends Person {
      school = 'none';
    }
    const ada = new Child('Ada', 7);
    ada.school = 'first';
    expect(String(ada)).toBe("Child(name='Ada', age=7)");
    expect([...ada]).toEqual(['Ada', 7]);
  });

  it('leaves undefined what Python leaves unset', () => {
    // @ts-expect-error: the age is missing.
    const ada = new Person('Ada');
    expect(ada.age).toBeUndefined();
    // @ts-expect-error: the age is missing here too.
    expect(new Person('Ada', named({})).age).toBeUndefined();
  });

  it('takes no name that the class has itself', () => {
    const message = "'toString' conflicts with a member of the class";
    expect(() => recordFactory('X', 'a toString')).toThrow(new RangeError(message));
    expect(() => recordFactory('X', '__proto__')).toThrow(RangeError);
  });

  it('spreads and takes apart by name, which Python does not', () => {
    const { name, ...others } = new Person('Ada', 36);
    expect([name, others]).toEqual(['Ada', { age: 36 }]);
  });

  it('has an object as a value, and does not mistake it for names', () => {
    const Box = recordFactory('Box', 'content');
    const box = new Box({ content: 1 });
    expect(box.content).toEqual({ content: 1 });
  });
});

describe('RecordClass, to the compiler', () => {
  const Dog = recordFactory('Dog', 'name, weight owner');

  it('has the fields that the text names, with the types of the values', () => {
    const rex = new Dog('Rex', 30, named({ owner: 'Bob' }));
    expectTypeOf(rex.name).toEqualTypeOf<string>();
    expectTypeOf(rex.weight).toEqualTypeOf<number>();
    expectTypeOf(rex.owner).toEqualTypeOf<string>();
    expectTypeOf<keyof typeof rex>().toEqualTypeOf<'name' | 'weight' | 'owner' | typeof Symbol.iterator>();
    rex.weight = 31;
    // @ts-expect-error: the weight was a number.
    rex.weight = 'heavy';
    expect([...rex]).toEqual(['Rex', 'heavy', 'Bob']);
  });

  it('knows of the values in turn only that each is one of the fields’', () => {
    const [first, ...rest] = new Dog('Rex', 30, null);
    expectTypeOf(first).toEqualTypeOf<string | number | null | undefined>();
    expectTypeOf(rest).toEqualTypeOf<(string | number | null)[]>();
    expect([first, rest]).toEqual(['Rex', [30, null]]);
  });

  it('has no other fields', () => {
    const rex = new Dog('Rex', 30, 'Bob');
    // @ts-expect-error: the text names no colour.
    expect(rex.colour).toBeUndefined();
  });

  it('takes as many values as there are fields, each once', () => {
    // @ts-expect-error: the owner is missing.
    new Dog('Rex', 30);
    // @ts-expect-error: the owner is missing, by name too.
    new Dog(named({ name: 'Rex', weight: 30 }));
    // @ts-expect-error: the name is given twice.
    new Dog('Rex', named({ name: 'Rex', weight: 30, owner: 'Bob' }));
    // @ts-expect-error: a bare object is a value, not names; two are missing.
    new Dog({ name: 'Rex', weight: 30, owner: 'Bob' });
    expectTypeOf(Dog.fields).toEqualTypeOf<readonly ['name', 'weight', 'owner']>();
  });

  it('is unknown in its values where nothing is known of them', () => {
    expectTypeOf<InstanceType<typeof Dog>['weight']>().toBeUnknown();
    const names: string = 'a b';
    const pair = new (recordFactory('Pair', names))(1, 2);
    expectTypeOf(pair['a']).toBeUnknown();
    expect(pair['a']).toBe(1);
  });
});
