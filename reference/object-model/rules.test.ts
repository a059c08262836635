import { describe, expect, it } from 'vitest';
import { PythonError } from '../../exercises/kit/errors.ts';
import {
  buildClass,
  type ClassStatement,
  call,
  callMethod,
  createAbc,
  def,
  deleteAttribute,
  getAttribute,
  isInstance,
  isSubclass,
  iterate,
  NotImplemented,
  object,
  PyClassMethod,
  type PyType,
  type PyValue,
  setAttribute,
  subclassesOf,
  tupleOf,
  type,
} from './index.ts';

/**
 * The rules that a re-implementation of classes gets wrong, each as a fact. What CPython does at every step of some
 * thousand scenarios is held in `reference/conformance/object-model`.
 */

const define = (name: string, options: Omit<ClassStatement, 'name'> = {}) => buildClass({ name, ...options }) as PyType;
const keys = (cls: PyType) => [...iterate(getAttribute(cls, '__dict__'))];

function errorOf(run: () => unknown): { type: string; message: string; cause?: { type: string; message: string } } {
  try {
    run();
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const { type, message, cause } = error;
    return {
      type,
      message,
      ...(cause instanceof PythonError ? { cause: { type: cause.type, message: cause.message } } : {}),
    };
  }
  throw new Error('nothing was raised');
}

/** A descriptor class whose instances tell of `__set_name__`. */
function teller(log: PyValue[][], fails = false): PyValue {
  const Teller = define('Teller', {
    body: (body) => {
      body.def('__set_name__', ['self', 'owner', 'name'], ([, owner, name]) => {
        log.push(['set_name', (owner as PyType).name, name]);
        if (fails) throw new PythonError('ValueError', 'boom');
        return null;
      });
    },
  });
  return call(Teller, []);
}

describe('a class statement', () => {
  const log: PyValue[] = [];
  const Meta = define('Meta', {
    bases: [type],
    body: (body) => {
      const parent = body.useSuper();
      const prepare = def('__prepare__', ['mcls', 'name', 'bases', '**kwds'], () => {
        log.push('__prepare__');
        return new Map();
      });
      body.set('__prepare__', new PyClassMethod(prepare));
      body.def('__new__', ['mcls', 'name', 'bases', 'ns', '**kwds'], ([mcls, ...args], kwds) => {
        log.push('__new__');
        return callMethod(parent(mcls), '__new__', [mcls, ...args], kwds);
      });
      body.def('__init__', ['cls', 'name', 'bases', 'ns', '**kwds'], () => {
        log.push('__init__');
        return null;
      });
    },
  });
  const MetaMeta = define('MetaMeta', {
    bases: [type],
    body: (body) => {
      const parent = body.useSuper();
      body.def('__call__', ['cls', '*args', '**kwds'], ([cls, ...args], kwds) => {
        log.push('__call__ of the metametaclass');
        return callMethod(parent(cls), '__call__', args, kwds);
      });
    },
  });
  const Called = define('Called', { bases: [Meta], metaclass: MetaMeta });
  const Base = define('Base', {
    body: (body) => {
      body.def('__init_subclass__', ['cls', '**kwds'], (_, kwds) => {
        log.push(`__init_subclass__ ${[...kwds.keys()].join()}`);
        return null;
      });
    },
  });
  const Hook = define('Hook', {
    body: (body) => {
      body.def('__mro_entries__', ['self', 'bases'], () => {
        log.push('__mro_entries__');
        return tupleOf([Base]);
      });
    },
  });

  it('asks __mro_entries__, __prepare__, the body, then the metaclass: __call__, __new__, __init__', () => {
    log.length = 0;
    const made = teller([]);
    const names: PyValue[][] = [];
    define('C', {
      bases: [call(Hook, [])],
      metaclass: Called,
      kwds: new Map([['key', 1n]]),
      body: (body) => {
        log.push('body');
        body.set('first', teller(names));
        body.set('second', made);
      },
    });
    expect(log).toEqual([
      '__mro_entries__',
      '__prepare__',
      'body',
      '__call__ of the metametaclass',
      '__new__',
      '__init_subclass__ key',
      '__init__',
    ]);
  });

  it('calls __set_name__ in the order of the namespace, before __init_subclass__', () => {
    const events: PyValue[][] = [];
    const Parent = define('Parent', {
      body: (body) => {
        body.def('__init_subclass__', ['cls'], ([cls]) => {
          events.push(['init_subclass', (cls as PyType).name]);
          return null;
        });
      },
    });
    const shared = teller(events);
    define('Child', {
      bases: [Parent],
      body: ({ set }) => {
        set('z', shared);
        set('a', teller(events));
        set('again', shared);
      },
    });
    expect(events).toEqual([
      ['set_name', 'Child', 'z'],
      ['set_name', 'Child', 'a'],
      ['set_name', 'Child', 'again'],
      ['init_subclass', 'Child'],
    ]);
  });

  it('finds a metaclass conflict before a duplicate base or an impossible MRO', () => {
    const [A, B] = ['M', 'N'].map((name) => define('X', { metaclass: define(name, { bases: [type] }) }));
    const bases = [A as PyType, A as PyType, B as PyType];
    expect(errorOf(() => define('C', { bases })).message).toMatch(/^metaclass conflict/);
    expect(errorOf(() => define('C', { bases: bases.slice(0, 2) })).message).toBe('duplicate base class X');
  });

  it('names in an MRO conflict the heads that are left, each once, in the order met: not the bases', () => {
    const [A, B, W] = ['A', 'B', 'W'].map((name) => define(name)) as [PyType, PyType, PyType];
    const [X, Y] = [define('X', { bases: [A, B] }), define('Y', { bases: [B, A] })];
    expect(errorOf(() => define('Z', { bases: [W, X, Y] })).message).toBe(
      'Cannot create a consistent method resolution\norder (MRO) for bases object, A, B',
    );
  });

  it('orders the dict: module, body, slots sorted, __dict__, __weakref__, __doc__, and __hash__ for __eq__', () => {
    const cls = define('A', {
      body: (body) => {
        body.set('__slots__', tupleOf(['__p', 'b', 'a', '__dict__', '__weakref__']));
        body.def('__eq__', ['self', 'other'], () => true);
      },
    });
    expect(keys(cls)).toEqual([
      '__module__',
      '__slots__',
      '__eq__',
      '_A__p',
      'a',
      'b',
      '__dict__',
      '__weakref__',
      '__doc__',
      '__hash__',
    ]);
    const called = call(type, ['B', tupleOf([]), new Map([['x', 1n]])]) as PyType;
    expect(keys(called)).toEqual(['x', '__module__', '__dict__', '__weakref__', '__doc__']);
  });

  it('wraps what __set_name__ raises, and leaves a class that only its bases name', () => {
    const Parent = define('Parent');
    const statement = {
      bases: [Parent],
      body: ({ set }: { set: (name: string, value: PyValue) => void }) => set('d', teller([], true)),
    };
    expect(errorOf(() => define('A', statement))).toEqual({
      type: 'RuntimeError',
      message: "Error calling __set_name__ on 'Teller' instance 'd' in 'A'",
      cause: { type: 'ValueError', message: 'boom' },
    });
    expect(subclassesOf(Parent).map(({ name }) => name)).toEqual(['A']);
  });
});

describe('deleteAttribute', () => {
  it('names the class where a dict has nothing, and the bare slot where a slot is empty', () => {
    const Plain = define('Plain');
    const Slotted = define('Slotted', { body: ({ set }) => set('__slots__', 'x') });
    expect(errorOf(() => deleteAttribute(call(Plain, []), 'x')).message).toBe("'Plain' object has no attribute 'x'");
    expect(errorOf(() => deleteAttribute(call(Slotted, []), 'x')).message).toBe('x');
  });
});

describe('setAttribute', () => {
  it('raises the bare name of the method that a data descriptor lacks', () => {
    const withMethod = (method: string, parameters: readonly string[]) =>
      call(define('D', { body: (body) => void body.def(method, parameters, () => null) }), []);
    const A = define('A', {
      body: ({ set }) => {
        set('settable', withMethod('__set__', ['self', 'instance', 'value']));
        set('deletable', withMethod('__delete__', ['self', 'instance']));
      },
    });
    const a = call(A, []);
    expect(errorOf(() => setAttribute(a, 'deletable', 1n))).toEqual({ type: 'AttributeError', message: '__set__' });
    expect(errorOf(() => deleteAttribute(a, 'settable'))).toEqual({ type: 'AttributeError', message: '__delete__' });
  });

  it('is seen at once in all that inherits, however often the attribute was looked up before', () => {
    const A = define('A', { body: ({ set }) => set('x', 1n) });
    const [B, C] = [define('B', { bases: [A] }), define('C', { bases: [A] })];
    const D = define('D', { bases: [B, C] });
    const d = call(D, []);
    const seen = () => getAttribute(d, 'x');
    expect([seen(), seen()]).toEqual([1n, 1n]);
    setAttribute(C, 'x', 2n);
    expect(seen()).toBe(2n);
    setAttribute(B, 'x', 3n);
    expect(seen()).toBe(3n);
    setAttribute(D, '__bases__', tupleOf([C, B]));
    expect(seen()).toBe(2n);
    deleteAttribute(C, 'x');
    expect(seen()).toBe(3n);
  });

  it('changes slots too: a class can be given __getattr__ or __call__ later', () => {
    const A = define('A');
    const B = define('B', { bases: [A] });
    const b = call(B, []);
    expect(errorOf(() => call(b, [])).message).toBe("'B' object is not callable");
    setAttribute(
      A,
      '__call__',
      def('__call__', ['self'], () => 'called'),
    );
    expect(call(b, [])).toBe('called');
    expect(errorOf(() => getAttribute(b, 'x')).type).toBe('AttributeError');
    setAttribute(
      A,
      '__getattr__',
      def('__getattr__', ['self', 'name'], ([, name]) => name),
    );
    expect(getAttribute(b, 'x')).toBe('x');
  });

  it('changes how what was found binds: a descriptor is a data descriptor once its class has __set__', () => {
    const D = define('D', { body: (body) => void body.def('__get__', ['self', 'instance', 'owner'], () => 'got') });
    const A = define('A', { body: ({ set }) => set('d', call(D, [])) });
    const a = call(A, []);
    setAttribute(a, 'd', 'own');
    expect([getAttribute(a, 'd'), getAttribute(a, 'd')]).toEqual(['own', 'own']);
    setAttribute(
      D,
      '__set__',
      def('__set__', ['self', 'instance', 'value'], () => null),
    );
    expect(getAttribute(a, 'd')).toBe('got');
    deleteAttribute(D, '__set__');
    deleteAttribute(D, '__get__');
    setAttribute(a, 'd', 'again');
    expect(getAttribute(a, 'd')).toBe('again');
  });
});

describe('isInstance and isSubclass', () => {
  it('never ask __instancecheck__ about an object of the class itself, but __subclasscheck__ about the class', () => {
    const asked: PyValue[] = [];
    const Meta = define('Meta', {
      bases: [type],
      body: (body) => {
        for (const name of ['__instancecheck__', '__subclasscheck__']) {
          body.def(name, ['cls', 'other'], () => {
            asked.push(name);
            return false;
          });
        }
      },
    });
    const A = define('A', { metaclass: Meta });
    expect([isInstance(call(A, []), A), isSubclass(A, A)]).toEqual([true, false]);
    expect(asked).toEqual(['__subclasscheck__']);
  });
});

describe('ABCMeta', () => {
  const { ABC } = createAbc();
  const asked: string[] = [];
  const Closable = define('Closable', {
    bases: [ABC],
    body: ({ set }) => {
      const hook = def('__subclasshook__', ['cls', 'sub'], ([, sub]) => {
        asked.push((sub as PyType).name);
        return NotImplemented;
      });
      set('__subclasshook__', new PyClassMethod(hook));
    },
  });

  it('asks __subclasshook__ once for each answer, until any class registers anywhere', () => {
    const X = define('X');
    expect([isSubclass(X, Closable), isSubclass(X, Closable)]).toEqual([false, false]);
    expect(asked.splice(0)).toEqual(['X']);
    callMethod(define('Other', { bases: [ABC] }), 'register', [define('Y')]);
    expect(isSubclass(X, Closable)).toBe(false);
    expect(asked.splice(0)).toEqual(['X']);
  });

  it('asks again about a class that is registered itself: that answer is in no cache', () => {
    const Z = define('Z');
    callMethod(Closable, 'register', [Z]);
    asked.length = 0;
    expect([isSubclass(Z, Closable), isSubclass(Z, Closable)]).toEqual([true, true]);
    expect(asked.splice(0)).toEqual(['Z', 'Z']);
  });
});

describe('__bases__', () => {
  it('cannot go from a class of a program to object alone: their instances are freed differently', () => {
    const [A, B] = [define('A'), define('B')];
    const C = define('C', { bases: [A] });
    expect(errorOf(() => setAttribute(C, '__bases__', tupleOf([object]))).message).toBe(
      "__bases__ assignment: 'object' deallocator differs from 'A'",
    );
    setAttribute(C, '__bases__', tupleOf([B]));
    expect(subclassesOf(B)).toEqual([C]);
  });

  it('stays as it was, in all subclasses, if one of them cannot have an MRO', () => {
    const [X, P] = [define('X'), define('P')];
    const A = define('A', { bases: [P] });
    const T = define('T', { bases: [X, A] });
    const before = [A.mro, T.mro, A.bases];
    expect(errorOf(() => setAttribute(A, '__bases__', tupleOf([X]))).message).toMatch(/^Cannot create a consistent/);
    expect([A.mro, T.mro, A.bases]).toEqual(before);
    expect([subclassesOf(X), subclassesOf(P)]).toEqual([[T], [A]]);
  });
});
