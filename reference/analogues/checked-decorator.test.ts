import { transform } from 'esbuild';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { asDict, checked, field, fieldsOf, type Unchecked } from './checked-decorator.ts';
import { float, int, str } from './converters.ts';

@checked
class Person {
  @field(str) accessor name = '';
  @field(int) accessor age = 0;
  @field(float) accessor salary = 0;

  constructor(_values: Unchecked<Person> = {}) {
    // For the compiler: `@checked` gives the class a constructor that sets the values.
  }
}

@checked
class Employee extends Person {
  @field(str) accessor boss = '';

  constructor(_values: Unchecked<Employee> = {}) {
    super();
  }
}

/** What the lecture's recording tells of it is in `lecture.test.ts`. */
describe('checked', () => {
  it('refuses what does not fit, with its cause', () => {
    const person = new Person({ age: 42 });
    expect(() => Reflect.set(person, 'age', 'text')).toThrow(
      expect.objectContaining({
        message: "'text' is not compatible with age:int",
        cause: new RangeError("invalid literal for int() with base 10: 'text'"),
      }),
    );
    expect(person.age).toBe(42);
  });

  it('converts what the constructor is given', () => {
    expect(asDict(new Person({ age: ' 4_2 ', salary: true }))).toEqual({ name: '', age: 42, salary: 1 });
  });

  it('keeps the name of the class, and its instances', () => {
    expect(Person).toHaveProperty('name', 'Person');
    expect(new Person()).toBeInstanceOf(Person);
  });

  it('lets a subclass that is not decorated show its fields all the same', () => {
    class Sub extends Person {
      @field(int) accessor extra = 0;
    }
    expect(String(new Sub({ name: 'a' }))).toBe("Sub(name='a', age=0, salary=0, extra=0)");
  });

  it('keeps as default what the class body gives, converted', () => {
    class Account {
      // The compiler has no say in what JSON holds.
      @field(int) accessor balance: number = JSON.parse('"100"');
    }
    expect(new Account().balance).toBe(100);
  });

  it('sets no field that has no value, so that the class body decides', () => {
    @checked
    class Account {
      @field(str) accessor owner = 'nobody';
      @field(int) accessor balance = 100;

      constructor(_values: Unchecked<Account> = {}) {
        // For the compiler.
      }
    }
    expect(asDict(new Account({ owner: 'Ada' }))).toEqual({ owner: 'Ada', balance: 100 });
  });

  it('leaves a subclass free to declare further properties', () => {
    class Noted extends Person {
      note = 'none';
    }
    expect(new Noted({ name: 'a' }).note).toBe('none');
  });

  it('has a decorated subclass with the fields of its base first', () => {
    expect(String(new Employee({ boss: 'b', name: 'a' }))).toBe("Employee(name='a', age=0, salary=0, boss='b')");
    expect(Object.keys(fieldsOf(Employee))).toEqual(['name', 'age', 'salary', 'boss']);
    expect(Object.keys(fieldsOf(Person))).toEqual(['name', 'age', 'salary']);
  });

  it('sets the fields in their order, whatever the order of the values', () => {
    expect(() => new Employee({ boss: Symbol('b'), salary: 'much', age: 'old' })).toThrow('age:int');
  });

  it('refuses a hint that is no converter when the class is made', () => {
    const make = () => {
      class Wrong {
        // @ts-expect-error: a number is no converter.
        @field(3) accessor x = 1;
      }
      return Wrong;
    };
    expect(make).toThrow(new TypeError("'x' type hint must be callable"));
  });

  it('has no fields on a class without decorators', () => {
    expect(fieldsOf(class {})).toEqual({});
  });
});

describe('checked, to the compiler', () => {
  it('leaves the types as the class body has them', () => {
    expectTypeOf<Person['age']>().toEqualTypeOf<number>();
    expectTypeOf<Unchecked<Person>>().toEqualTypeOf<{
      readonly name?: unknown;
      readonly age?: unknown;
      readonly salary?: unknown;
    }>();
  });

  it('refuses before the program runs what Python refuses when it does', () => {
    const person = new Person();
    expect(() => {
      // @ts-expect-error: text is no number.
      person.age = 'text';
    }).toThrow(TypeError);
    expect(() => {
      // @ts-expect-error: Person has no field year.
      person.year = 'x';
    }).toThrow(TypeError);
    // @ts-expect-error: Person has no field foo.
    expect(() => new Person({ foo: 1 })).toThrow(TypeError);
  });

  it('needs the constructor in the class: a decorator cannot change its type', () => {
    @checked
    class Silent {
      @field(int) accessor x = 0;
    }
    // @ts-expect-error: the class body says that there are no values.
    expect(new Silent({ x: '1' }).x).toBe(1);
  });

  it('compares a converter with its accessor', () => {
    class Wrong {
      // @ts-expect-error: int gives no text.
      @field(int) accessor name: string = '0';
    }
    expect(new Wrong().name).toBe(0);
  });

  it('decorates accessors alone', () => {
    const make = () => {
      class Wrong {
        // @ts-expect-error: a plain property has neither get nor set.
        @field(int) x = 0;
      }
      return Wrong;
    };
    expect(make).toThrow(TypeError);
  });
});

describe('standard decorators', () => {
  it('are lowered by esbuild to what Node 20 runs', async () => {
    const source = 'class A { @field accessor x = 1 }';
    const { code } = await transform(source, { loader: 'ts', target: 'es2023' });
    expect(code).not.toMatch(/@field|accessor x/);
  });
});
