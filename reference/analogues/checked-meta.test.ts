import { describe, expect, expectTypeOf, it } from 'vitest';
import { Checked, CheckedMeta } from './checked-meta.ts';
import { float, int, str } from './converters.ts';

const Person = CheckedMeta.create('Person', Checked, { name: str, age: int, salary: float });

/** What the lecture's recording tells of it is in `lecture.test.ts`. */
describe('CheckedMeta', () => {
  it('names the slots as the lecture does', () => {
    expect(Person.slots).toEqual(['_name', '_age', '_salary']);
    expect(Object.getOwnPropertyNames(new Person())).toEqual(Person.slots);
    expect(Reflect.get(new Person({ name: 'John Doe' }), '_name')).toBe('John Doe');
  });

  it('makes fields that are checked whenever they are assigned', () => {
    const person = new Person({ name: 'John Doe' });
    person.name = 'Jane Dane';
    expect(person.name).toBe('Jane Dane');
    expect(() => Reflect.set(person, 'age', 'text')).toThrow(
      expect.objectContaining({
        message: "'text' is not compatible with age:int",
        cause: new RangeError("invalid literal for int() with base 10: 'text'"),
      }),
    );
    expect(person.age).toBe(0);
  });

  it('is what its classes are instances of; their subclasses too', () => {
    class Employee extends Person {}
    expect([Person, Employee, Checked].every((cls) => cls instanceof CheckedMeta)).toBe(true);
    expect(new Person()).not.toBeInstanceOf(CheckedMeta);
  });

  it('gives classes what instances have not', () => {
    expect('slots' in Person).toBe(true);
    expect('slots' in new Person()).toBe(false);
    expect(Person).toBeInstanceOf(Function);
  });
});

describe('an instance', () => {
  it('is sealed', () => {
    expect(Object.isSealed(new Person())).toBe(true);
  });

  it('loses no slot', () => {
    expect(Reflect.deleteProperty(new Person(), '_age')).toBe(false);
  });

  it('shows no slot when it is enumerated, as in cell 51 it has no __dict__', () => {
    expect(Object.keys(new Person({ name: 'a' }))).toEqual([]);
  });

  it('takes no field of a class body either', () => {
    class Noted extends Person {
      note = '';
    }
    expect(() => new Noted()).toThrow(new TypeError('Cannot define property note, object is not extensible'));
  });
});

describe('a class statement', () => {
  it('makes a class that inherits the metaclass, and tells it nothing', () => {
    class Employee extends Person {}
    expect(Employee).toBeInstanceOf(CheckedMeta);
    expect(Employee.slots).toEqual(Person.slots);
  });
});

describe('CheckedMeta, to the compiler', () => {
  it('makes classes with the fields that it is given', () => {
    const person = new Person({ age: '42' });
    expectTypeOf(person.age).toEqualTypeOf<number>();
    expectTypeOf(Person.slots).toEqualTypeOf<readonly string[]>();
    expectTypeOf(Person).toExtend<CheckedMeta>();
    expect(() => {
      // @ts-expect-error: Person has no field year.
      person.year = 'text';
    }).toThrow(TypeError);
    // @ts-expect-error: Person has no field foo.
    expect(() => new Person({ foo: 1 })).toThrow(TypeError);
    // @ts-expect-error: 3 is no converter.
    expect(() => CheckedMeta.create('Emp', Checked, { boss: 3 })).toThrow(TypeError);
    // @ts-expect-error: int takes no list.
    expect(() => new Person({ age: [] })).toThrow('[] is not compatible with age:int');
    // @ts-expect-error: the metaclass's attributes are the classes', not the instances'.
    expect(person.slots).toBeUndefined();
  });

  it('does not let a subclass make of a field what its base does not expect', () => {
    // @ts-expect-error: a Person's age is a number.
    expect(() => CheckedMeta.create('Emp', Person, { age: str })).not.toThrow();
  });
});
