import { describe, expect, it } from 'vitest';
import { driver } from '../../exercises/06-init-subclass/driver.ts';
import { encode } from '../../exercises/06-init-subclass/encode.ts';
import type { Step } from '../../exercises/06-init-subclass/steps.ts';
import { int, list } from '../../exercises/kit/builtins.ts';
import type { Json } from '../../exercises/kit/json.ts';
import { defineClass, Ellipsis, object, PyInstance } from '../../exercises/kit/objects.ts';
import { oracle } from './oracle.ts';

describe('describeStep', () => {
  it.each<[string, Step]>([
    [
      'class A(Checked): x: int; y: None; x = [1, 2.5]',
      classA(
        [
          ['x', 'int'],
          ['y', 'None'],
        ],
        [['x', { list: [{ int: '1' }, 2.5] }]],
      ),
    ],
    ['class A(Checked): pass', classA([], [])],
    ["class A(Checked): x = Field('x', float)", classA([], [['x', { newField: ['x', 'float'] }]])],
    ['Field("it\'s", 1.5)', { op: 'field', name: "it's", hint: { value: 1.5 } }],
    [
      "p = A(x='1', y=...)",
      {
        op: 'new',
        as: 'p',
        cls: 'A',
        kwargs: [
          ['x', '1'],
          ['y', { const: 'Ellipsis' }],
        ],
      },
    ],
    ['p = A(**{"it\'s": None})', { op: 'new', as: 'p', cls: 'A', kwargs: [["it's", null]] }],
    ['p = object.__new__(A)', { op: 'bare', as: 'p', cls: 'A' }],
    ['p.__init__(x=q.y)', { op: 'init', of: 'p', kwargs: [['x', { attr: ['q', 'y'] }]] }],
    ["p.x = float('inf')", { op: 'set', of: 'p', name: 'x', value: { float: 'inf' } }],
    ['p.x = -0.0', { op: 'set', of: 'p', name: 'x', value: { float: '-0.0' } }],
    ['p.x = 10**400', { op: 'set', of: 'p', name: 'x', value: { int: `1${'0'.repeat(400)}` } }],
    ['setattr(p, "it\'s", q)', { op: 'set', of: 'p', name: "it's", value: { var: 'q' } }],
    ["[name for name in A.__dict__ if name[0] != '_']", { op: 'keys', cls: 'A' }],
  ])('writes %s', (python, step) => {
    expect(driver.describeStep(step)).toBe(python);
  });
});

describe('showValue', () => {
  it.each<[string, Json]>([
    ['None', null],
    ['42', { int: '42' }],
    ['42.0', 42],
    [
      "{'name': 'Ada', 'tags': [True, ...]}",
      {
        dict: [
          ['name', 'Ada'],
          ['tags', { list: [true, { const: 'Ellipsis' }] }],
        ],
      },
    ],
    ["<class 'int'>", { builtin: 'int' }],
    ['<Field age>', { field: 'age' }],
    ["['x', 'y']", ['x', 'y']],
    ["a JavaScript value that is none of Python's (undefined)", { foreign: 'undefined' }],
    ["<Field '\\x1b[2J'>", { field: '\u001b[2J' }],
    ['{"unknown":{"a":1}}', { unknown: { a: 1 } }],
    ['{}', {}],
  ])('writes %s', (text, value) => {
    expect(driver.showValue(value, { op: 'get', of: 'p', name: 'x' })).toBe(text);
  });

  it.each<Step>([
    classA([], []),
    { op: 'new', as: 'p', cls: 'A', kwargs: [] },
    { op: 'bare', as: 'p', cls: 'A' },
    { op: 'init', of: 'p', kwargs: [] },
    { op: 'set', of: 'p', name: 'x', value: null },
    { op: 'append', of: 'p', name: 'x', value: null },
  ])('says of $op that it raised nothing, not that it gave None', (step) => {
    expect(driver.showValue(null, step)).toBe('no exception');
  });
});

describe('encode', () => {
  const encoded = (value: unknown) => encode(value, oracle.Field);
  const Plain = defineClass('Plain', object);
  const nested: unknown[] = [];
  nested.push(nested);

  it.each<[string, unknown, Json]>([
    ['an int', 42n, { int: '42' }],
    ['a float', 42, 42],
    ['minus zero', -0, { float: '-0.0' }],
    ['nan', Number.NaN, { float: 'nan' }],
    ['minus infinity', Number.NEGATIVE_INFINITY, { float: '-inf' }],
    ['...', Ellipsis, { const: 'Ellipsis' }],
    ['a list', [1n, 'a'], { list: [{ int: '1' }, 'a'] }],
    ['a dict', new Map([['a', 1n]]), { dict: [['a', { int: '1' }]] }],
    ['a Field', new oracle.Field('age', int), { field: 'age' }],
    ['a class', Plain, { cls: 'Plain' }],
    ['an instance', new PyInstance(Plain), { obj: 'Plain' }],
    ['a constructor', list, { builtin: 'list' }],
    ['undefined', undefined, { foreign: 'undefined' }],
    ['a symbol', Symbol('x'), { foreign: 'symbol' }],
    ['a function', () => 1, { foreign: 'function' }],
    ['an object without a prototype', Object.create(null), { foreign: 'object' }],
    ['an object of a class', new Date(0), { foreign: 'Date' }],
  ])('writes %s', (_what, value, json) => {
    expect(encoded(value)).toEqual(json);
  });

  it('ends on a list that contains itself', () => {
    expect(JSON.stringify(encoded(nested))).toContain('{"foreign":"too deep"}');
  });
});

describe('driver', () => {
  it('raises NameError for a name that no step has bound', () => {
    const perform = driver.start(oracle);
    expect(() => perform({ op: 'repr', of: 'p' })).toThrow(expect.objectContaining({ type: 'NameError' }));
  });

  it('starts every scenario with no names bound', () => {
    driver.start(oracle)(classA([], []));
    expect(() => driver.start(oracle)({ op: 'keys', cls: 'A' })).toThrow("name 'A' is not defined");
  });
});

function classA(hints: (Step & { op: 'class' })['hints'], values: (Step & { op: 'class' })['values']): Step {
  return { op: 'class', name: 'A', base: 'Checked', hints, values };
}
