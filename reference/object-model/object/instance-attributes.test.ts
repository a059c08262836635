import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildClass,
  call,
  deleteAttribute,
  findAttribute,
  getAttribute,
  type PyDict,
  type PyValue,
  setAttribute,
} from '../index.ts';

const emptyClass = () => buildClass({ name: 'A' });
const instance = (cls: PyValue = emptyClass()) => call(cls, []);
const dictOf = (object: PyValue) => getAttribute(object, '__dict__') as PyDict;
const namesOf = (object: PyValue) => [...dictOf(object).keys()];

function store(object: PyValue, ...names: readonly string[]): PyValue {
  for (const name of names) setAttribute(object, name, name.length);
  return object;
}

/** A dict keeps the order of first insertion, and so does the host's Map: what is kept in a Map is what is expected. */
describe('attributes of instances', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const step = fc.record({
    on: fc.nat(1),
    name: fc.constantFrom(...names),
    do: fc.constantFrom('set', 'set', 'delete', 'dict'),
  });
  it('look like a dict in the order of insertion, whatever is stored, deleted and shown', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const cls = emptyClass();
        const objects = [instance(cls), instance(cls)];
        const expected = [new Map<PyValue, PyValue>(), new Map<PyValue, PyValue>()];
        for (const [at, { on, name, do: what }] of steps.entries()) {
          const object = objects[on] as PyValue;
          const dict = expected[on] as PyDict;
          if (what === 'set') {
            setAttribute(object, name, BigInt(at));
            dict.set(name, BigInt(at));
          } else if (what === 'dict') expect([...dictOf(object)]).toEqual([...dict]);
          else if (dict.delete(name)) deleteAttribute(object, name);
          else expect(() => deleteAttribute(object, name)).toThrow(`'A' object has no attribute '${name}'`);
          for (const each of names) expect(findAttribute(object, each)).toBe(dict.get(each));
        }
        expect(objects.map((object) => [...dictOf(object)])).toEqual(expected.map((dict) => [...dict]));
      }),
    );
  });
  it('come in the order of the instance, not of its class', () => {
    const cls = emptyClass();
    store(instance(cls), 'a', 'b', 'c');
    expect(namesOf(store(instance(cls), 'c', 'a'))).toEqual(['c', 'a']);
    expect(namesOf(store(instance(cls), 'a', 'c', 'b'))).toEqual(['a', 'c', 'b']);
  });
  it('are at the end when they were deleted and come again', () => {
    const object = store(instance(), 'a', 'b');
    deleteAttribute(object, 'a');
    expect(namesOf(store(object, 'a'))).toEqual(['b', 'a']);
  });
  it('are one dict from when it was first asked for', () => {
    const object = store(instance(), 'a');
    const dict = dictOf(object);
    dict.set('b', 2);
    store(object, 'ccc');
    expect([...dictOf(object)]).toEqual([
      ['a', 1],
      ['b', 2],
      ['ccc', 3],
    ]);
    expect([getAttribute(object, 'b'), dictOf(object)]).toEqual([2, dict]);
  });
  it('may be more than the class keeps names of', () => {
    const many = Array.from({ length: 40 }, (_, index) => `name${index}`);
    const cls = emptyClass();
    const object = store(instance(cls), ...many);
    expect(many.map((name) => getAttribute(object, name))).toEqual(many.map((name) => name.length));
    expect(namesOf(object)).toEqual(many);
    expect(namesOf(store(instance(cls), 'name39', 'name0'))).toEqual(['name39', 'name0']);
  });
  it('stay when the object is given another class', () => {
    const other = emptyClass();
    store(instance(other), 'b', 'a');
    const object = store(instance(), 'a', 'bb');
    setAttribute(object, '__class__', other);
    expect([getAttribute(object, 'a'), getAttribute(object, 'bb'), namesOf(object)]).toEqual([1, 2, ['a', 'bb']]);
  });
  it('are seen before what the class holds, from the first', () => {
    const cls = emptyClass();
    const [first, second] = [instance(cls), instance(cls)];
    setAttribute(cls, 'a', 0);
    expect([getAttribute(first, 'a'), getAttribute(second, 'a')]).toEqual([0, 0]);
    store(first, 'a');
    expect([getAttribute(first, 'a'), getAttribute(second, 'a')]).toEqual([1, 0]);
  });
});
