import { describe, expect, it } from 'vitest';
import { readCellSources } from './cell-sources.ts';

describe('readCellSources', () => {
  const sources = readCellSources();

  it('finds every cell of the class track', () => {
    expect(Array.from({ length: 61 }, (_, cell) => cell).filter((cell) => !sources.has(cell))).toEqual([]);
  });
  it.each([
    [1, 'main.B.__bases__'],
    [6, "main.A = python('A', class {});\n\nreturn type(main.A);"],
    [23, "main.person.age = 'text';"],
    [60, 'issubclass(main.Iterable, type)'],
  ])('gives cell %i without what is around it', (cell, source) => {
    expect(sources.get(cell)).toBe(source);
  });
  it('has nothing for cells that run from their own text', () => {
    expect([61, 74].map((cell) => sources.has(cell))).toEqual([false, false]);
  });
});
