import { describe, expect, it } from 'vitest';
import { PythonError } from '../../../exercises/kit/errors.ts';
import { buildClass, call, getAttribute, type PyType, type PyValue, repr } from '../index.ts';
import { float, frozenset, list, set, tuple } from '../type/static-types.ts';

/** `class C(base)`, with `__new__` or `__init__` of its own that take anything. */
function subclass(base: PyType, own?: '__new__' | '__init__'): PyType {
  return buildClass({
    name: 'C',
    bases: [base],
    body: (body) => {
      if (own === '__new__')
        body.def(own, ['cls', '*a', '**k'], ([cls]) => call(getAttribute(base, '__new__'), [cls ?? null]));
      if (own === '__init__') body.def(own, ['self', '*a', '**k'], () => null);
    },
  }) as PyType;
}

function outcome(cls: PyType, args: readonly PyValue[], keyword: boolean): string {
  try {
    return repr(call(cls, args, keyword ? new Map([['k', 1n]]) : undefined));
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return error.message;
  }
}

const ONE = [1n];

/** What CPython 3.11.7 answers to the same calls. */
describe('arguments of builtin classes', () => {
  it.each([
    ['C(k=1) of a list with a __new__ of its own', subclass(list, '__new__'), [], true, '[]'],
    ['C([1], k=1) of a list with a __new__ of its own', subclass(list, '__new__'), [ONE], true, '[1]'],
    [
      'C([1], 2, k=1) of a list with a __new__ of its own',
      subclass(list, '__new__'),
      [ONE, 2n],
      true,
      'list expected at most 1 argument, got 2',
    ],
    ['C(k=1) of a list', subclass(list), [], true, 'list() takes no keyword arguments'],
    ['C(1, k=1) of a float with an __init__ of its own', subclass(float, '__init__'), [1n], true, '1.0'],
    ['C(k=1) of a float', subclass(float), [], true, 'float() takes no keyword arguments'],
    ['C([1], k=1) of a tuple with an __init__ of its own', subclass(tuple, '__init__'), [ONE], true, '(1,)'],
    ['set(1, 2)', set, [1n, 2n], false, 'set expected at most 1 argument, got 2'],
    ['C([1]) of a set', subclass(set), [ONE], false, 'C({1})'],
    ['C([1]) of a set with a __new__ of its own', subclass(set, '__new__'), [ONE], false, 'C({1})'],
    ['C([1]) of a set with an __init__ of its own', subclass(set, '__init__'), [ONE], false, 'C()'],
    ['C([1], 2) of a set', subclass(set), [ONE, 2n], false, 'C expected at most 1 argument, got 2'],
    [
      'C(k=1) of a set with a __new__ of its own',
      subclass(set, '__new__'),
      [],
      true,
      'set() takes no keyword arguments',
    ],
    ['C([1], k=1) of a frozenset with a __new__ of its own', subclass(frozenset, '__new__'), [ONE], true, 'C()'],
    ['C([1], k=1) of a frozenset with an __init__ of its own', subclass(frozenset, '__init__'), [ONE], true, 'C({1})'],
    ['C([1], 2) of a frozenset', subclass(frozenset), [ONE, 2n], false, 'C expected at most 1 argument, got 2'],
    ['C(k=1) of a frozenset', subclass(frozenset), [], true, 'frozenset() takes no keyword arguments'],
  ] as const)('%s', (_call, cls, args, keyword, expected) => {
    expect(outcome(cls, args as readonly PyValue[], keyword)).toBe(expected);
  });
});
