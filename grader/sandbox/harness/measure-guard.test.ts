import { afterEach, describe, expect, it } from 'vitest';
import { BuiltInsChanged, watchBuiltIns } from './measure-guard.ts';

describe('watchBuiltIns', () => {
  const undo: (() => void)[] = [];
  afterEach(() => {
    for (const step of undo.splice(0)) step();
  });

  function replace(object: object, key: PropertyKey, descriptor: PropertyDescriptor): void {
    const before = Object.getOwnPropertyDescriptor(object, key);
    undo.push(() => {
      if (before === undefined) Reflect.deleteProperty(object, key);
      else Object.defineProperty(object, key, before);
    });
    Object.defineProperty(object, key, { configurable: true, ...descriptor });
  }

  it('says nothing while all is as it was', () => {
    expect(watchBuiltIns()).not.toThrow();
  });

  it.each<[string, object, PropertyKey, PropertyDescriptor]>([
    ['a method of arrays', Array.prototype, 'push', { value: () => 0 }],
    ['a function of Math', Math, 'min', { value: () => 0 }],
    ['a function of Object', Object, 'keys', { value: () => [] }],
    [
      'how arrays are iterated',
      Object.getPrototypeOf([][Symbol.iterator]()),
      'next',
      { value: () => ({ done: true }) },
    ],
    ['how typed arrays are filled', Object.getPrototypeOf(Uint8Array).prototype, 'fill', { value: () => null }],
    ['a setter that waits for elements', Array.prototype, '0', { set() {} }],
    ['a property that every object inherits', Object.prototype, 'get', { value: 1 }],
    ['a method turned into a getter', Array.prototype, 'map', { get: () => () => [] }],
  ])('notices %s', (_name, object, key, descriptor) => {
    const intact = watchBuiltIns();
    replace(object, key, descriptor);
    let thrown: unknown;
    try {
      intact();
    } catch (error) {
      thrown = error;
    }
    for (const step of undo.splice(0)) step();
    expect(thrown).toBeInstanceOf(BuiltInsChanged);
  });

  it('notices a property that was removed', () => {
    const intact = watchBuiltIns();
    const { at } = Array.prototype;
    Reflect.deleteProperty(Array.prototype, 'at');
    undo.push(() => Object.defineProperty(Array.prototype, 'at', { value: at, writable: true, configurable: true }));
    expect(intact).toThrow(BuiltInsChanged);
  });
});
