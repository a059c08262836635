import { describe, expect, it } from 'vitest';
import { call, getAttribute, type PyValue, setAttribute } from '../../object-model/index.ts';
import { byDecorator, byInitSubclass, byMetaclass } from './checked-classes.ts';

const john = () => new Map<string, PyValue>(Object.entries({ name: 'John Doe', age: 42n, salary: 199_999.99 }));

/** Errors are those of the lecture's recorded cells 23, 25 and 50, and of its notes on the decorator. */
describe.each([
  ['__init_subclass__', byInitSubclass, "'Person' object has no attribute 'year'"],
  ['a decorator', byDecorator, "'Person' has no attribute 'year'"],
  ['a metaclass', byMetaclass, "'Person' object has no attribute 'year'"],
])('Checked with %s', (_way, make, unknown) => {
  const person = () => call(make(), [], john());
  it('converts what is stored, and gives defaults', () => {
    const given = person();
    setAttribute(given, 'age', '7');
    expect([getAttribute(given, 'name'), getAttribute(given, 'age')]).toEqual(['John Doe', 7n]);
    expect(getAttribute(call(make(), []), 'salary')).toBe(0);
  });
  it('refuses what cannot be converted', () => {
    expect(() => setAttribute(person(), 'age', 'text')).toThrow("'text' is not compatible with age:int");
  });
  it('refuses an attribute that was not declared', () => {
    expect(() => setAttribute(person(), 'year', 1n)).toThrow(unknown);
  });
});
