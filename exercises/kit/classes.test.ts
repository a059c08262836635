import { describe, expect, it } from 'vitest';
import { defineClass, object, type PyClass } from './classes.ts';

const chain = (cls: PyClass) => [cls, ...(cls.bases[0]?.mro ?? [])];

describe('object', () => {
  it('is the one class without a base, and its own order', () => {
    expect(object.bases).toEqual([]);
    expect(object.mro).toEqual([object]);
  });
});

describe('defineClass', () => {
  it('gives a class without written bases the base object', () => {
    expect(defineClass('A', [], chain).bases).toEqual([object]);
  });

  it('shows the bases, and no order yet, to the function that computes it', () => {
    const a = defineClass('A', [], chain);
    let seen: unknown;
    defineClass('B', [a, object], (cls) => {
      seen = [cls.name, cls.bases, cls.mro];
      return [cls];
    });
    expect(seen).toEqual(['B', [a, object], []]);
  });

  it('keeps a copy of the order', () => {
    const order: PyClass[] = [];
    const a = defineClass('A', [], (cls) => {
      order.push(cls, object);
      return order;
    });
    order.pop();
    expect(a.mro).toEqual([a, object]);
  });

  it('makes classes that cannot be changed', () => {
    const bases = [object];
    const a = defineClass('A', bases, chain);
    bases.pop();
    expect(a.bases).toEqual([object]);
    for (const part of [a, a.bases, a.mro, object, object.bases, object.mro]) expect(Object.isFrozen(part)).toBe(true);
  });

  it('makes two classes of one name, not one', () => {
    expect(defineClass('A', [], chain)).not.toBe(defineClass('A', [], chain));
  });
});
