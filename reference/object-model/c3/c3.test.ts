import { describe, expect, it } from 'vitest';
import { type Linearised, mroImplementation } from './c3.ts';

interface Cls extends Linearised<Cls> {
  readonly name: string;
  readonly mro: readonly Cls[] | null;
}

const object = made('object', () => []);

function made(name: string, orderBehind: (cls: Cls) => readonly Cls[]): Cls {
  const mro: Cls[] = [];
  const cls = { name, mro };
  mro.push(cls, ...orderBehind(cls));
  return cls;
}

function define(name: string, ...bases: readonly Cls[]): Cls {
  return made(name, (cls) => mroImplementation(cls, bases.length === 0 ? [object] : bases).slice(1));
}

function names(cls: Cls): string {
  return String(cls.mro?.map(({ name }) => name));
}

describe('mroImplementation', () => {
  const a = define('A');
  const b = define('B', a);
  const c = define('C', a);

  it('puts the shared base of a diamond behind both sides', () => {
    expect(names(define('D', b, c))).toBe('D,B,C,A,object');
  });

  it('copies the order of a single base', () => {
    expect(mroImplementation(c, [b])).not.toBe(b.mro);
    expect(mroImplementation(c, [b])).toEqual([c, b, a, object]);
  });

  it('reads its input and changes nothing', () => {
    const bases = Object.freeze([frozen(b), frozen(c)]);
    expect(mroImplementation(a, bases)).toHaveLength(5);
  });

  it('refuses a base whose class statement is still running', () => {
    expect(() => mroImplementation(a, [{ name: 'Unfinished', mro: null }, b])).toThrow(
      "Cannot extend an incomplete type 'Unfinished'",
    );
  });

  it('is stuck on an order that names a class twice, as an overridden mro() can give', () => {
    const odd = made('Odd', () => [a, a, object]);
    expect(() => mroImplementation(c, [odd, b])).toThrow('order (MRO) for bases A');
  });

  it('merges a ladder of 200 diamonds', () => {
    let top = a;
    for (let rung = 0; rung < 200; rung += 1) top = define('J', define('L', top), define('R', top));
    expect(top.mro).toHaveLength(602);
  });
});

function frozen(cls: Cls): Cls {
  Object.freeze(cls.mro);
  return cls;
}
