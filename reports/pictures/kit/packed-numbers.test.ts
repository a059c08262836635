import { describe, expect, it } from 'vitest';
import { packNumbers, unpackNumbers } from './packed-numbers.ts';

describe('packNumbers', () => {
  it.each([
    [[]],
    [[0]],
    [[127, 128, 16383, 16384]],
    [[2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 2 ** 64]],
    [Array.from({ length: 50_000 }, (_, index) => index * 7)],
  ])('is undone by unpackNumbers', (numbers) => expect(unpackNumbers(packNumbers(numbers))).toEqual(numbers));
  it('takes a byte for a small number', () => {
    expect(atob(packNumbers([1, 2, 127]))).toBe('\x01\x02\x7f');
    expect(atob(packNumbers([300]))).toBe('\xac\x02');
  });
  it('needs nothing that HTML would read', () => expect(packNumbers([60, 62, 38, 34])).toMatch(/^[A-Za-z0-9+/=]*$/));
});
