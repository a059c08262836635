import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, sameJson } from '../../exercises/kit/json.ts';
import { decode, encode, NotPlainData } from './wire.ts';

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY));
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u0001', '\u0001NaN', '__proto__', '\n'));
const { tree: json } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    number,
    text,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(text, tie('tree'), { maxKeys: 4 }),
  ),
}));

describe('encode', () => {
  it('is undone by decode, for every plain value', () => {
    fc.assert(fc.property(json, (value) => sameJson(decode(encode(value)), value)));
  });

  it('fits on one line', () => {
    fc.assert(fc.property(json, (value) => !/[\r\n]/.test(encode(value))));
  });

  it.each([
    ['undefined', undefined],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['an item that is missing', [1, undefined]],
    ['a class of its own', new (class A {})()],
    ['a Map', new Map()],
    ['a Date', new Date(0)],
  ])('refuses %s', (_name, value) => {
    expect(() => encode(value)).toThrow(NotPlainData);
  });

  it('refuses a value within itself', () => {
    const value: unknown[] = [];
    value.push(value);
    expect(() => encode(value)).toThrow(/within itself/);
  });

  it('stops at the length that is allowed', () => {
    expect(() => encode(new Array(1e6).fill(1), 100)).toThrow(/more data/);
    expect(() => encode('x'.repeat(101), 100)).toThrow(/more data/);
  });

  it('asks no toJSON', () => {
    expect(encode({ toJSON: 1 })).toBe('{"toJSON":1}');
    expect(() => encode({ toJSON: () => 1 })).toThrow(NotPlainData);
  });
});

describe('decode', () => {
  it('refuses what is nested too deep to be walked', () => {
    expect(() => decode('['.repeat(1e5) + ']'.repeat(1e5))).toThrow(NotPlainData);
  });

  it('refuses a mark that encode does not write', () => {
    expect(() => decode('"\\u0001x"')).toThrow(NotPlainData);
  });
});
