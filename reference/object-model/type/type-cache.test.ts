import { describe, expect, it } from 'vitest';
import { buildClass, lookup, type PyType, setAttribute } from '../index.ts';

function classWith(names: Readonly<Record<string, bigint>>, bases: readonly PyType[] = []): PyType {
  return buildClass({
    name: 'C',
    bases,
    body: (body) => {
      for (const [name, value] of Object.entries(names)) body.set(name, value);
    },
  }) as PyType;
}

describe('lookup', () => {
  it('tells names apart that share a place: of one length, with the same letter in the middle', () => {
    const cls = classWith({ abc: 1n, xbz: 2n });
    for (let time = 0; time < 3; time += 1) {
      expect([lookup(cls, 'abc'), lookup(cls, 'xbz'), lookup(cls, 'ybq'), lookup(cls, '')]).toEqual([
        1n,
        2n,
        undefined,
        undefined,
      ]);
    }
  });
  it('tells classes apart that share a place', () => {
    // Of 5000 classes some have to, where there are 4096 places.
    const classes = Array.from({ length: 5_000 }, (_, index) => classWith({ abc: BigInt(index) }));
    for (let time = 0; time < 2; time += 1) {
      expect(classes.every((cls, index) => lookup(cls, 'abc') === BigInt(index))).toBe(true);
    }
  });
  it('sees a new attribute anywhere on the MRO at once', () => {
    const root = classWith({});
    const between = classWith({}, [root]);
    const cls = classWith({}, [between]);
    expect([lookup(cls, 'late'), lookup(cls, 'late')]).toEqual([undefined, undefined]);
    setAttribute(root, 'late', 1n);
    expect([lookup(cls, 'late'), lookup(cls, 'late')]).toEqual([1n, 1n]);
    setAttribute(between, 'late', 2n);
    expect([lookup(cls, 'late'), lookup(root, 'late')]).toEqual([2n, 1n]);
  });
});
