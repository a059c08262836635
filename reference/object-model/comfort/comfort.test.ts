// biome-ignore-all lint/complexity/noThisInStatic: in the comfortable way, `this` and `super` in a static method are Python's `cls` and `super()`
import { describe, expect, it } from 'vitest';
import { PythonError } from '../../../exercises/kit/errors.ts';
import { OBJECT_MODEL_RECORDINGS, readObjectModelRecording } from '../../conformance/object-model/recording.ts';
import {
  bases,
  type Dynamic,
  dict as dictionary,
  Ellipsis,
  float,
  int,
  isinstance,
  kw,
  list,
  object,
  python,
  repr,
  str,
  tuple,
  type,
} from './index.ts';

/** The lecture's `Field` and `Checked` in the section on `__init_subclass__()`, method for method. */
const Field = python(
  'Field',
  class extends object {
    __init__(name: string, hint: Dynamic) {
      this.name = name;
      this.constructor_ = hint;
    }
    __set__(instance: Dynamic, value: Dynamic) {
      instance.__dict__.set(this.name, value === Ellipsis ? this.constructor_() : this.convert(value));
    }
    convert(value: Dynamic) {
      try {
        return this.constructor_(value);
      } catch (cause) {
        const what = `${repr(value)} is not compatible with ${this.name}:${this.constructor_.__name__}`;
        throw cause instanceof PythonError ? new PythonError('TypeError', what, { cause }) : cause;
      }
    }
  },
);
const Checked = python(
  'Checked',
  class extends object {
    static _fields() {
      return this.__annotations__;
    }
    static __init_subclass__() {
      super.__init_subclass__();
      for (const [name, hint] of this._fields()) this[name] = Field(name, hint);
    }
    __init__(given: Dynamic = {}) {
      for (const name of this._fields().keys()) this[name] = given[name] ?? Ellipsis;
    }
    __repr__() {
      const shown = [...this._fields().keys()].map((name: string) => `${name}=${repr(this[name])}`);
      return `${this.__class__.__name__}(${shown.join(', ')})`;
    }
  },
);
const Person = python(
  'Person',
  class extends Checked {
    static __annotations__ = { name: str, age: int, salary: float };
  },
);

describe('python, in the cells of the lecture', () => {
  const john = () => Person(kw({ name: 'John Doe', age: 42n, salary: 199_999.99 }));

  it('prints the person of cell 21 and reads it as cell 22 does', () => {
    const person = john();
    expect(repr(person)).toBe("Person(name='John Doe', age=42, salary=199999.99)");
    expect([person.name, person.age]).toEqual(['John Doe', 42n]);
  });

  it('refuses the assignment of cell 23 with its cause', () => {
    const person = john();
    const assign = () => {
      person.age = 'text';
    };
    const cause = { type: 'ValueError', message: "invalid literal for int() with base 10: 'text'" };
    const error = { type: 'TypeError', message: "'text' is not compatible with age:int" };
    expect(assign).toThrow(expect.objectContaining({ ...error, cause: expect.objectContaining(cause) }));
    expect(person.age).toBe(42n);
  });

  it('gives the defaults of cell 24', () => {
    expect(repr(Person())).toBe("Person(name='', age=0, salary=0.0)");
  });

  it('makes the classes of cells 8 to 10 by calling type', () => {
    const A = type('A', tuple([object]), { a: 42n, greet: () => 'Hello from A!' });
    const B = type('B', tuple([A]), { b: 24n, greet: () => 'Hello from B!' });
    expect([A().a, A().greet(), B().b, B().a, B().greet()]).toEqual([42n, 'Hello from A!', 24n, 42n, 'Hello from B!']);
  });
});

describe('a view', () => {
  const A = python(
    'A',
    class extends object {
      get shown() {
        return `<${this.x}>`;
      }
      set shown(value) {
        this.x = value;
      }
    },
  );

  it('is one for each object', () => {
    const a = A();
    a.self = a;
    expect([a.self === a, a.__class__ === A, A.__bases__[0] === object]).toEqual([true, true, true]);
  });

  it('reads, writes, deletes and asks as Python does', () => {
    const a = A();
    a.shown = 1n;
    expect(['x' in a, a.shown, isinstance(a, A)]).toEqual([true, '<1>', true]);
    delete a.x;
    expect('x' in a).toBe(false);
    expect(() => a.x).toThrow(expect.objectContaining({ message: "'A' object has no attribute 'x'" }));
  });

  it('leaves a class body below it what is assigned to the body, as compilers may do with static fields', () => {
    const body = class extends A {};
    Reflect.set(body, 'x', 1n);
    expect([Object.hasOwn(body, 'x'), 'x' in A]).toEqual([true, false]);
  });

  it('is iterable if the object is, and prints as it', () => {
    const L = python('L', class extends list {});
    const made = L([1n, 'two']);
    expect([...made]).toEqual([1n, 'two']);
    expect(`${made}`).toBe("[1, 'two']");
    expect([...A.mro()]).toEqual([A, object]);
  });
});

/**
 * What CPython recorded for a step. The explicit way causes these events (`reference/conformance/object-model`); here
 * the same classes are written in the comfortable way.
 */
function recordedLog(scenario: string, step: number): unknown {
  const { scenarios } = readObjectModelRecording(OBJECT_MODEL_RECORDINGS.named);
  return scenarios.find(({ name }) => name === scenario)?.steps[step]?.expect.log;
}

describe('python, beside the explicit way', () => {
  const log: unknown[] = [];
  const cls = (named: Dynamic) => ({ cls: named.__name__ });
  const dict = (given: Dynamic = {}) => ({ d: Object.entries(given).map(([key, value]) => [key, Number(value)]) });
  const classes = (given: Dynamic) => ({ t: [...given].map(cls) });

  it('causes the events of a class statement with a metaclass, in their order', () => {
    const Desc = python(
      'Desc',
      class extends object {
        __get__() {
          return null;
        }
        __set_name__(owner: Dynamic, name: string) {
          log.push(['set_name', 'd1', cls(owner), name]);
        }
      },
    );
    const LogNS = python(
      'LogNS',
      class extends dictionary {
        __setitem__(key: string, value: Dynamic) {
          log.push(['ns_set', key]);
          super.__setitem__(key, value);
        }
      },
    );
    const M = python(
      'M',
      class extends type {
        static __prepare__(name: string, given: Dynamic, kwargs: Dynamic) {
          log.push(['prepare', 'M', cls(this), name, classes(given), dict(kwargs)]);
          return LogNS();
        }
        static __new__(mcls: Dynamic, name: string, given: Dynamic, ns: Dynamic, kwargs: Dynamic) {
          log.push(['meta_new', 'M', cls(mcls), name, classes(given), [...ns], dict(kwargs)]);
          return super.__new__(mcls, name, given, ns, kwargs);
        }
        __init__(name: string, given: Dynamic, ns: Dynamic, kwargs: Dynamic) {
          log.push(['meta_init', 'M', cls(this), name, classes(given), dict(kwargs)]);
          super.__init__(name, given, ns);
        }
        __call__(...args: Dynamic[]) {
          log.push(['meta_call', 'M', cls(this), args]);
          return super.__call__(...args);
        }
      },
    );
    const P = python(
      'P',
      class extends object {
        static __init_subclass__(kwargs: Dynamic) {
          log.push(['init_subclass', 'P', cls(this), dict(kwargs)]);
          super.__init_subclass__();
        }
      },
    );
    log.length = 0;
    const decorate = (tag: string) => (made: Dynamic) => {
      log.push(['decorate', tag, cls(made)]);
      return made;
    };
    // Methods come first here: the recording's namespace has x, d, m in this order, so m is a value as well.
    const A = decorate('outer')(
      decorate('inner')(
        python(
          'A',
          class extends bases(P, kw({ metaclass: M, opt: 1n })) {
            static x = 1n;
            static d = Desc();
            static m = () => null;
          },
        ),
      ),
    );
    expect(log).toEqual(recordedLog('metaclass-order', 2));
    expect(A.__class__).toBe(M);
  });

  it('follows super() along the MRO of the instance', () => {
    const called = (name: string) => log.push(['call', `${name}.m`, { obj: 'd' }, []]);
    const R = python(
      'R',
      class extends object {
        m() {
          called('R');
          return ['R'];
        }
      },
    );
    const A = python(
      'A',
      class extends R {
        m() {
          called('A');
          return ['A', ...super.m()];
        }
      },
    );
    const B = python(
      'B',
      class extends R {
        m() {
          called('B');
          return ['B', ...super.m()];
        }
      },
    );
    const D = python(
      'D',
      class extends bases(A, B) {
        m() {
          called('D');
          return ['D', ...super.m()];
        }
      },
    );
    log.length = 0;
    expect([...D().m()]).toEqual(['D', 'A', 'B', 'R']);
    expect(log).toEqual(recordedLog('super-chain', 5));
  });
});
