import { describe, expect, expectTypeOf, it } from 'vitest';
import { Checked } from './checked.ts';
import { float, int, type Numeric, str } from './converters.ts';
import type { Fields } from './field.ts';

class Person extends Checked.with({ name: str, age: int, salary: float }) {}

/** What the lecture's recording tells of it is in `lecture.test.ts`. */
describe('Checked', () => {
  it('keeps the old value when it refuses a new one', () => {
    const person = new Person({ age: 42 });
    expect(() => Reflect.set(person, 'age', 'text')).toThrow("'text' is not compatible with age:int");
    expect(person.age).toBe(42);
  });

  it('sets the fields in their order, so the first that is wrong is refused, and unknown names last', () => {
    // @ts-expect-error: what is not type-checked may look so.
    const make = () => new Person({ foo: 1, salary: 'much', age: 'old' });
    expect(make).toThrow("'old' is not compatible with age:int");
  });
});

describe('a subclass', () => {
  class Employee extends Person.with({ boss: str }) {}

  it('has the fields of its base first', () => {
    expect(Object.keys(Employee.fields)).toEqual(['name', 'age', 'salary', 'boss']);
    expect(Object.keys(Person.fields)).toEqual(['name', 'age', 'salary']);
  });

  it('keeps the place of a field that it declares again', () => {
    class Exact extends Person.with({ age: float, extra: int }) {}
    const exact = new Exact({ age: '1.5' });
    expect(String(exact)).toBe("Exact(name='', age=1.5, salary=0, extra=0)");
    expect(new Person({ age: '1' }).age).toBe(1);
  });

  it('is an instance of all its bases, with their methods', () => {
    class Greeter extends Checked.with({ name: str }) {
      greet(): string {
        return `I am ${this.name}`;
      }
    }
    class Polite extends Greeter.with({ title: str }) {
      override greet(): string {
        return `${super.greet()}, ${this.title}`;
      }
    }
    const polite = new Polite({ name: 'Ada', title: 'Countess' });
    expect(polite.greet()).toBe('I am Ada, Countess');
    expect([polite instanceof Greeter, polite instanceof Checked]).toEqual([true, true]);
  });

  it('may override the hook for its own subclasses', () => {
    const seen: string[] = [];
    class Watched extends Checked {
      static override initSubclass(subclass: typeof Checked, fields: Fields): void {
        Checked.initSubclass(subclass, fields);
        seen.push(...Object.keys(fields));
      }
    }
    class Point extends Watched.with({ x: int, y: int }) {}
    expect(seen).toEqual(['x', 'y']);
    expect(String(new Point({ x: '1' }))).toBe('Point(x=1, y=0)');
  });
});

describe('Checked, where JavaScript differs', () => {
  it('has a class between Person and Checked', () => {
    expect(Object.getPrototypeOf(Object.getPrototypeOf(Person))).toBe(Checked);
  });

  it('keeps values where only the accessors reach them, in the lecture they are in __dict__', () => {
    const person = new Person({ name: 'a' });
    expect(Object.keys(person)).toEqual([]);
    expect(person.asDict()).toEqual({ name: 'a', age: 0, salary: 0 });
  });

  it('leaves fields that a class body declares unchecked', () => {
    class Noted extends Person {
      note: unknown = '';
    }
    const noted = new Noted({ name: 'a' });
    noted.note = 1;
    expect(noted.note).toBe(1);
    expect(String(noted)).toBe("Noted(name='a', age=0, salary=0)");
  });

  it('lets an own property hide a field, which a data descriptor goes before in Python', () => {
    class Old extends Person {
      override age = 70;
    }
    const old = new Old({ age: 71 });
    Reflect.set(old, 'age', 'very');
    expect(old.age).toBe('very');
    expect(old.asDict()).toMatchObject({ age: 71 });
  });

  it('refuses also names that every object has, but not those of its own methods', () => {
    expect(() => {
      new Person().valueOf = () => 1;
    }).toThrow(new TypeError("'Person' object has no attribute 'valueOf'"));
    expect(new Person()).toBeInstanceOf(Object);
    const person = new Person();
    person.toString = () => 'someone';
    expect(String(person)).toBe('someone');
  });

  it('cannot call a class without new: a converter is a function', () => {
    // @ts-expect-error: a class is no converter.
    const Link = Checked.with({ target: URL });
    expect(() => new Link({ target: 'https://example.org' } as object)).toThrow(
      new TypeError("'https://example.org' is not compatible with target:URL"),
    );
    // As in the lecture, what goes wrong with a default is not wrapped.
    expect(() => new Link()).toThrow(new TypeError("Class constructor URL cannot be invoked without 'new'"));
  });

  it('takes the refusals of JavaScript’s own conversions as causes, and lets other errors pass', () => {
    const failing = (): never => {
      throw new Error('disk full');
    };
    class Mixed extends Checked.with({
      big: (value: string = '0') => BigInt(value),
      broken: (value?: string) => value && failing(),
    }) {}
    expect(() => new Mixed({ big: 'x' })).toThrow(
      expect.objectContaining({ message: "'x' is not compatible with big:big", cause: expect.any(SyntaxError) }),
    );
    expect(() => new Mixed({ broken: 'x' })).toThrow(new Error('disk full'));
  });
});

describe('Checked, to the compiler', () => {
  it('refuses before the program runs what Python refuses when it does', () => {
    const person = new Person();
    expect(() => {
      // @ts-expect-error: text is no number.
      person.age = 'text';
    }).toThrow(TypeError);
    expect(() => {
      // @ts-expect-error: Person has no field year.
      person.year = 1990;
    }).toThrow(TypeError);
    // @ts-expect-error: Person has no field first_name.
    expect(() => new Person({ first_name: 'John Doe' })).toThrow(TypeError);
    // @ts-expect-error: 3 is no converter.
    expect(() => Checked.with({ x: 3 })).toThrow(TypeError);
  });

  it('has fields of the types that the converters return', () => {
    const person = new Person({ name: 'a', age: '42', salary: 1n });
    expectTypeOf(person.name).toEqualTypeOf<string>();
    expectTypeOf(person.age).toEqualTypeOf<number>();
    expectTypeOf(person.salary).toEqualTypeOf<number>();
    expect([person.age, person.salary]).toEqual([42, 1]);
  });

  it('is made from what the converters take', () => {
    // @ts-expect-error: int takes no list.
    expect(() => new Person({ age: [] })).toThrow('[] is not compatible with age:int');
    expectTypeOf<ConstructorParameters<typeof Person>[0]>().toEqualTypeOf<
      { readonly name?: unknown; readonly age?: Numeric | undefined; readonly salary?: Numeric | undefined } | undefined
    >();
  });

  it('adds the fields of a subclass to those of its base', () => {
    class Employee extends Person.with({ boss: str }) {}
    expectTypeOf<Employee>().toExtend<Person>();
    expectTypeOf<Employee['boss']>().toEqualTypeOf<string>();
    expectTypeOf<Employee['age']>().toEqualTypeOf<number>();
  });

  it('does not let a subclass make of a field what its base does not expect', () => {
    // @ts-expect-error: a Person's age is a number, and an instance of a subclass is a Person.
    expect(() => Person.with({ age: str })).not.toThrow();
  });
});
