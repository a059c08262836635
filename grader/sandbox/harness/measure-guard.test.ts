import { describe, expect, it } from 'vitest';
import { BuiltInsChanged, watchBuiltIns } from './measure-guard.ts';

const { defineProperty, getOwnPropertyDescriptor } = Object;
const { deleteProperty } = Reflect;

/**
 * What the guard throws while a built-in is another one (`null`: it was removed). Between the change and its undoing
 * nothing may run that relies on built-ins: no loop over an array, no matcher.
 */
function caughtWhile(object: object, key: PropertyKey, changed: PropertyDescriptor | null): unknown {
  const intact = watchBuiltIns();
  const before = getOwnPropertyDescriptor(object, key);
  let thrown: unknown;
  deleteProperty(object, key);
  if (changed !== null) defineProperty(object, key, changed);
  try {
    intact();
  } catch (error) {
    thrown = error;
  }
  deleteProperty(object, key);
  if (before !== undefined) defineProperty(object, key, before);
  return thrown;
}

const arrayIterator: object = Object.getPrototypeOf([][Symbol.iterator]());
const typedArray: object = Object.getPrototypeOf(Uint8Array).prototype;
const protoOf = getOwnPropertyDescriptor(Object.prototype, '__proto__')?.get as () => unknown;
const value = (replacement: unknown): PropertyDescriptor => ({ value: replacement, configurable: true });

describe('watchBuiltIns', () => {
  it('says nothing while all is as it was', () => {
    expect(watchBuiltIns()).not.toThrow();
  });

  it.each<[string, object, PropertyKey, PropertyDescriptor | null]>([
    ['a method of arrays', Array.prototype, 'push', value(() => 0)],
    ['a method that was removed', Array.prototype, 'at', null],
    ['a method turned into a getter', Array.prototype, 'map', { get: () => () => [], configurable: true }],
    ['a setter alone', Object.prototype, '__proto__', { get: protoOf, set() {}, configurable: true }],
    ['a function of Math', Math, 'min', value(() => 0)],
    ['a function of Object', Object, 'keys', value(() => [])],
    ['how arrays are iterated', arrayIterator, 'next', value(() => ({ done: true }))],
    ['how typed arrays are filled', typedArray, 'fill', value(() => null)],
    ['a setter that waits for elements', Array.prototype, '0', { set() {}, configurable: true }],
    ['a property that every object inherits', Object.prototype, 'get', value(1)],
  ])('notices %s', (_name, object, key, changed) => {
    expect(caughtWhile(object, key, changed)).toBeInstanceOf(BuiltInsChanged);
  });

  it('is content again when all is back', () => {
    const intact = watchBuiltIns();
    caughtWhile(
      Math,
      'min',
      value(() => 0),
    );
    expect(intact).not.toThrow();
  });
});
