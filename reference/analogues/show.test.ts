import { describe, expect, it } from 'vitest';
import { show, showRecord } from './show.ts';

describe('show', () => {
  it.each<[string, unknown, string]>([
    ['text in single quotes', 'text', "'text'"],
    ['text with single quotes in double ones', "it's", '"it\'s"'],
    ['a number as JavaScript writes it', 199_999.99, '199999.99'],
    ['zero without a point, whichever it is', 0.0, '0'],
    ['a list with its items shown', ['a', 1, [null]], "['a', 1, [null]]"],
    ['nothing', undefined, 'undefined'],
  ])('shows %s', (_name, value, text) => {
    expect(show(value)).toBe(text);
  });
});

describe('showRecord', () => {
  it('has the form of cell 14 of the lecture', () => {
    const values = Object.entries({ name: 'John Doe', age: 42 });
    expect(showRecord('Person', values)).toBe("Person(name='John Doe', age=42)");
  });
});
