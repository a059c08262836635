import { describe, expect, it } from 'vitest';
import { int } from './builtins.ts';
import { construct, defineClass, Ellipsis, object } from './objects.ts';
import { repr } from './repr.ts';

/** Texts and numbers are held against a recording of CPython, in reference/object-model/checked. */
describe('repr', () => {
  const Plain = defineClass('Plain', object);
  const Shown = defineClass('Shown', object, { namespace: { __repr__: () => '<shown>' } });

  it.each([
    ["'it'", 'it'],
    [`"it's"`, "it's"],
    ['199999.99', 199_999.99],
    ['1e+16', 1e16],
    ['1', 1n],
    ['1.0', 1],
    ['[True, None, Ellipsis]', [true, null, Ellipsis]],
    ["{'a': [1]}", new Map([['a', [1n]]])],
    ["<class 'int'>", int],
    ["<class 'object'>", object],
    ["<class '__main__.Plain'>", Plain],
    ['<__main__.Plain object>', construct(Plain)],
    ['[<shown>]', [construct(Shown)]],
  ])('prints %s', (text, value) => {
    expect(repr(value)).toBe(text);
  });
});
