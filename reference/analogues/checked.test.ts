import { describe, expect, expectTypeOf, it } from 'vitest';
import { Checked } from './checked.ts';
import { float, int, type Numeric, str } from './converters.ts';
import type { Fields } from './field.ts';

class Person extends Checked.with({ name: str, age: int, salary: float }) {}

/** Cells and probes are those of the lecture's recording; the expectations are CPython's. */
describe('Checked, as in the lecture', () => {
  const john = () => new Person({ name: 'John Doe', age: 42, salary: 199_999.99 });

  it('shows the person of cell 21', () => {
    expect(String(john())).toBe("Person(name='John Doe', age=42, salary=199999.99)");
  });

  it('reads it as cell 22 does', () => {
    const person = john();
    expect([person.name, person.age]).toEqual(['John Doe', 42]);
  });

  it('refuses the text of cell 23 with its cause, and keeps the old value', () => {
    const person = john();
    expect(() => {
      // @ts-expect-error: text is no number. Python learns it here, the compiler before.
      person.age = 'text';
    }).toThrow(
      expect.objectContaining({
        message: "'text' is not compatible with age:int",
        cause: new RangeError("invalid literal for int() with base 10: 'text'"),
      }),
    );
    expect(person.age).toBe(42);
  });

  it('refuses the keyword of cell 25', () => {
    // @ts-expect-error: Person has no field first_name.
    expect(() => new Person({ first_name: 'John Doe', age: 42, salary: 199_999.99 })).toThrow(
      new TypeError("'Person' object has no attribute 'first_name'"),
    );
  });

  it('refuses two keywords at once (probe checked_unknown_two)', () => {
    // @ts-expect-error: Person has neither field.
    expect(() => new Person({ a: 1, b: 2 })).toThrow(new TypeError("'Person' object has no attributes 'a', 'b'"));
  });

  it('refuses an assignment to an unknown name (probe checked_unknown_set)', () => {
    expect(() => {
      // @ts-expect-error: Person has no field year.
      new Person().year = 'x';
    }).toThrow(new TypeError("'Person' object has no attribute 'year'"));
  });

  it.each([
    ['a number', 3],
    ['nothing', null],
  ])('refuses %s as a type hint (probes checked_bad_hint, checked_none_hint)', (_name, x) => {
    // @ts-expect-error: x is no converter.
    expect(() => Checked.with({ x })).toThrow(new TypeError("'x' type hint must be callable"));
  });

  it('sets the fields in their order, so the first that is wrong is refused, and unknown names last', () => {
    // @ts-expect-error: what is not type-checked may look so.
    const make = () => new Person({ foo: 1, salary: 'much', age: 'old' });
    expect(make).toThrow("'old' is not compatible with age:int");
  });
});

describe('a subclass', () => {
  class Employee extends Person.with({ boss: str }) {}

  it('has the fields of its base first (probe checked_inherited_fields_asdict)', () => {
    // In the recording the salary is 0.0.
    expect(String(new Employee({ name: 'a', boss: 'b' }))).toBe("Employee(name='a', age=0, salary=0, boss='b')");
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
  it('has one kind of number, so cell 24 shows the salary without a point', () => {
    expect(String(new Person())).toBe("Person(name='', age=0, salary=0)");
  });

  it('has a class between Person and Checked', () => {
    expect(Object.getPrototypeOf(Object.getPrototypeOf(Person))).toBe(Checked);
  });

  it('keeps the values where only the accessors reach them (probe checked_instance_dict)', () => {
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
