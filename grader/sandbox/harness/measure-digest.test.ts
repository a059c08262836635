import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, sameJson } from '../../../exercises/kit/json.ts';
import { AnswerDigest } from './measure-digest.ts';

const digestOf = (...answers: readonly Json[]): string => {
  const digest = new AnswerDigest();
  for (const answer of answers) digest.add(answer);
  return digest.digest();
};
const json = () => fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

describe('AnswerDigest', () => {
  it('is sixteen hexadecimal digits', () => {
    expect(digestOf({ a: [1, 'x', null, true] })).toMatch(/^[0-9a-f]{16}$/);
  });

  it('agrees with equality of plain data', () => {
    fc.assert(fc.property(json(), json(), (a, b) => (digestOf(a) === digestOf(b)) === sameJson(a, b)));
  });

  it.each<[string, readonly Json[], readonly Json[]]>([
    ['the order of answers', [1, 2], [2, 1]],
    ['where one answer ends', [[1, 2], 3], [1, [2, 3]]],
    ['a number and its text', [1], ['1']],
    ['a text with the marks of the form in it', ['a"1:b'], ['a', 'b']],
    ['zero and minus zero', [0], [-0]],
    ['null and an empty list', [null], [[]]],
    ['an empty list and an empty object', [[]], [{}]],
  ])('tells apart %s', (_name, a, b) => {
    expect(digestOf(...a)).not.toBe(digestOf(...b));
  });

  it('does not mind the order of keys', () => {
    expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
  });

  it.each<[string, unknown]>([
    ['a function', () => 1],
    ['a bigint', 1n],
    ['undefined', undefined],
    ['a list that holds itself', cyclic()],
  ])('refuses %s', (_name, value) => {
    expect(() => new AnswerDigest().add(value as Json)).toThrow(TypeError);
  });
});

function cyclic(): unknown {
  const list: unknown[] = [];
  list.push(list);
  return list;
}
