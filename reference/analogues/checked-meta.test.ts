import { describe, expect, expectTypeOf, it } from 'vitest';
import { Checked, CheckedMeta } from './checked-meta.ts';
import { float, int, str } from './converters.ts';

const Person = CheckedMeta.create('Person', Checked, { name: str, age: int, salary: float });

/** Cells and probes are those of the lecture's recording; the expectations are CPython's. */
describe('CheckedMeta, as in the lecture', () => {
  const john = () => new Person({ name: 'John Doe', age: 42, salary: 199_999.99 });

  it('makes the person of cell 47', () => {
    expect(String(john())).toBe("Person(name='John Doe', age=42, salary=199999.99)");
  });

  it('reads and sets the name as cells 48 and 49 do', () => {
    const person = john();
    expect(person.name).toBe('John Doe');
    person.name = 'Jane Dane';
    expect(person.name).toBe('Jane Dane');
  });

  it('keeps values in slots named as the lecture names them (probes slots_order, slots_storage_name)', () => {
    const person = john();
    expect(Person.slots).toEqual(['_name', '_age', '_salary']);
    expect(Object.getOwnPropertyNames(person)).toEqual(['_name', '_age', '_salary']);
    expect(Reflect.get(person, '_name')).toBe('John Doe');
  });

  it('refuses what does not fit, with its cause', () => {
    expect(() => {
      // @ts-expect-error: text is no number.
      john().age = 'text';
    }).toThrow(
      expect.objectContaining({
        message: "'text' is not compatible with age:int",
        cause: new RangeError("invalid literal for int() with base 10: 'text'"),
      }),
    );
  });

  it('refuses an unknown keyword (probe slots_unknown_kw)', () => {
    // @ts-expect-error: Person has no field foo.
    expect(() => new Person({ foo: 1 })).toThrow(new TypeError("'Person' object has no attribute 'foo'"));
  });

  it('refuses a hint that is no converter (probe slots_bad_hint)', () => {
    // @ts-expect-error: a number is no converter.
    const make = () => CheckedMeta.create('Emp', Checked, { boss: 3 });
    expect(make).toThrow(new TypeError("'boss' type hint must be callable"));
  });

  it('is what its classes are instances of; their subclasses too', () => {
    class Employee extends Person {}
    expect([Person, Employee, Checked].every((cls) => cls instanceof CheckedMeta)).toBe(true);
    expect(john()).not.toBeInstanceOf(CheckedMeta);
  });

  it('gives classes what instances have not', () => {
    expect('slots' in Person).toBe(true);
    expect('slots' in john()).toBe(false);
    expect(Person).toBeInstanceOf(Function);
  });
});

describe('an instance', () => {
  it('takes no other attribute; in cell 50 Python says so in other words', () => {
    const person = new Person();
    expect(Object.isSealed(person)).toBe(true);
    expect(() => {
      // @ts-expect-error: Person has no field year.
      person.year = 'text';
    }).toThrow(new TypeError('Cannot add property year, object is not extensible'));
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

describe('CheckedMeta, where JavaScript differs', () => {
  it('has one kind of number, so the default salary has no point (probe slots_default)', () => {
    expect(String(new Person())).toBe("Person(name='', age=0, salary=0)");
  });

  it('shows inherited fields, which the lecture’s version loses (probe slots_subclass_inherits_checked)', () => {
    const Employee = CheckedMeta.create('Emp', Person, { boss: str });
    expect(String(new Employee({ name: 'a', boss: 'b' }))).toBe("Emp(name='a', age=0, salary=0, boss='b')");
    expect(Employee.slots).toEqual(['_name', '_age', '_salary', '_boss']);
  });

  it('lets an instance be weakly referred to (probe slots_no_weakref)', () => {
    const person = new Person();
    expect(new WeakRef(person).deref()).toBe(person);
  });

  it('is not told of a class statement', () => {
    class Employee extends Person {}
    expect(Employee.slots).toEqual(Person.slots);
  });
});

describe('CheckedMeta, to the compiler', () => {
  it('makes classes with the fields that it is given', () => {
    const person = new Person({ age: '42' });
    expectTypeOf(person.age).toEqualTypeOf<number>();
    expectTypeOf(Person.slots).toEqualTypeOf<readonly string[]>();
    expectTypeOf(Person).toExtend<CheckedMeta>();
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
