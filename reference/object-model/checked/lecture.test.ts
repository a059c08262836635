import { describe, expect, it } from 'vitest';
import { float, int, str } from '../../../exercises/kit/builtins.ts';
import { construct, defineClass, getAttribute, type PyInstance, setAttribute } from '../../../exercises/kit/objects.ts';
import { repr } from '../../../exercises/kit/repr.ts';
import { Checked } from './checked.ts';

/** Expectations are the results and errors in the recorded transcript of the lecture, by cell. */
describe('Checked, in the cells of the lecture', () => {
  const Person = defineClass('Person', Checked, { annotations: { name: str, age: int, salary: float } });
  const john = () => construct(Person, { name: 'John Doe', age: 42n, salary: 199_999.99 });

  it('prints the person of cell 21', () => {
    expect(repr(john())).toBe("Person(name='John Doe', age=42, salary=199999.99)");
  });

  it('reads name and age as cell 22 does', () => {
    const person: PyInstance = john();
    expect([getAttribute(person, 'name'), getAttribute(person, 'age')]).toEqual(['John Doe', 42n]);
  });

  it('refuses the text of cell 23 with its cause', () => {
    const cause = { type: 'ValueError', message: "invalid literal for int() with base 10: 'text'" };
    expect(() => setAttribute(john(), 'age', 'text')).toThrow(
      expect.objectContaining({
        type: 'TypeError',
        message: "'text' is not compatible with age:int",
        cause: expect.objectContaining(cause),
      }),
    );
  });

  it('gives the defaults of cell 24', () => {
    expect(repr(construct(Person))).toBe("Person(name='', age=0, salary=0.0)");
  });

  it('refuses the keyword of cell 25', () => {
    expect(() => construct(Person, { first_name: 'John Doe', age: 42n, salary: 199_999.99 })).toThrow(
      expect.objectContaining({ type: 'AttributeError', message: "'Person' object has no attribute 'first_name'" }),
    );
  });

  it('puts the fields behind what the class statement made', () => {
    expect([...Person.dict.keys()]).toEqual(['__module__', '__annotations__', '__doc__', 'name', 'age', 'salary']);
  });
});
