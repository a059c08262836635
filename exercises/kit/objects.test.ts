import { describe, expect, it } from 'vitest';
import {
  call,
  classmethod,
  construct,
  type Descriptor,
  defineClass,
  getAttribute,
  lookUp,
  object,
  type PyClass,
  type PyInstance,
  type PyValue,
  setAttribute,
} from './objects.ts';

/** A descriptor with the methods that are named, which tells what it was asked. */
function descriptor(...methods: readonly ('get' | 'set')[]): Descriptor & { readonly log: PyValue[] } {
  const log: PyValue[] = [];
  const get = { __get__: (instance: PyInstance | null) => (instance === null ? 'got by class' : 'got') };
  const set = { __set__: (_instance: PyInstance, value: PyValue) => void log.push(value) };
  return { log, ...(methods.includes('get') ? get : {}), ...(methods.includes('set') ? set : {}) };
}

function instanceOf(namespace: Readonly<Record<string, PyValue>>): PyInstance {
  return construct(defineClass('A', object, { namespace }));
}

describe('getAttribute', () => {
  it.each([
    ['a data descriptor with __get__ before the instance', descriptor('get', 'set'), 'got'],
    ['the instance before a data descriptor without __get__', descriptor('set'), 'own'],
    ['the instance before a descriptor without __set__', descriptor('get'), 'own'],
    ['the instance before a value of the class', 'of the class', 'own'],
  ])('finds %s', (_rule, held, found) => {
    const instance = instanceOf({ x: held });
    instance.dict.set('x', 'own');
    expect(getAttribute(instance, 'x')).toBe(found);
  });

  it('gives a descriptor without __get__ itself while the instance has nothing', () => {
    const held = descriptor('set');
    expect(getAttribute(instanceOf({ x: held }), 'x')).toBe(held);
  });

  it('asks a descriptor on a class without an instance', () => {
    expect(getAttribute(instanceOf({ x: descriptor('get') }).cls, 'x')).toBe('got by class');
  });

  it('finds None on an instance and on a class', () => {
    const instance = instanceOf({ x: null });
    expect([getAttribute(instance, 'x'), getAttribute(instance.cls, 'x')]).toEqual([null, null]);
  });

  it('binds functions to the instance and class methods to the class', () => {
    const instance = instanceOf({ who: (self: PyInstance) => self, cls: classmethod((cls: PyClass) => cls) });
    expect(call(getAttribute(instance, 'who'))).toBe(instance);
    expect(call(getAttribute(instance, 'cls'))).toBe(instance.cls);
    expect(call(getAttribute(instance.cls, 'cls'))).toBe(instance.cls);
  });

  it('raises AttributeError in the words of CPython', () => {
    const instance = instanceOf({});
    expect(() => getAttribute(instance, 'x')).toThrow("'A' object has no attribute 'x'");
    expect(() => getAttribute(instance.cls, 'x')).toThrow("type object 'A' has no attribute 'x'");
  });
});

describe('setAttribute', () => {
  it('asks a data descriptor of the class, and leaves the instance alone', () => {
    const held = descriptor('set');
    const instance = instanceOf({ x: held });
    setAttribute(instance, 'x', 1n);
    expect([held.log, instance.dict.size]).toEqual([[1n], 0]);
  });

  it('asks the nearest __setattr__ first', () => {
    const log: string[] = [];
    const Base = defineClass('Base', object, { namespace: { __setattr__: (_self, name) => void log.push(name) } });
    const instance = construct(defineClass('Sub', Base));
    setAttribute(instance, 'x', 1n);
    expect([log, instance.dict.size]).toEqual([['x'], 0]);
  });

  it('stores on a class without asking anything', () => {
    const { cls } = instanceOf({ x: descriptor('set') });
    setAttribute(cls, 'x', 1n);
    expect(lookUp(cls, 'x')).toBe(1n);
  });
});

describe('defineClass', () => {
  it('tells the nearest base that has an __init_subclass__, and not for the class that defines it', () => {
    const told: string[] = [];
    const note = (who: string) => ({ __init_subclass__: (cls: PyClass) => void told.push(`${who}: ${cls.name}`) });
    const A = defineClass('A', object, { namespace: note('A') });
    const B = defineClass('B', A, { namespace: note('B') });
    defineClass('C', B);
    expect(told).toEqual(['A: B', 'B: C']);
  });

  it('keeps the order of names and puts annotations before them', () => {
    const cls = defineClass('A', object, {
      annotations: { x: null },
      namespace: new Map([
        ['b', 1n],
        ['a', 2n],
      ]),
    });
    expect([...cls.dict.keys()]).toEqual(['__module__', '__annotations__', 'b', 'a', '__doc__']);
  });
});

describe('construct', () => {
  it('gives __init__ keywords that it may change', () => {
    const clear = (_self: PyInstance, kwargs: Map<string, PyValue>) => kwargs.clear();
    const kwargs = new Map([['x', 1n]]);
    construct(defineClass('A', object, { namespace: { __init__: clear } }), kwargs);
    expect(kwargs.size).toBe(1);
  });

  it('refuses keywords where no class has an __init__', () => {
    expect(() => construct(defineClass('A', object), { x: 1n })).toThrow('A() takes no arguments');
  });
});
