import { describe, expect, it } from 'vitest';
import { getAttribute } from '../../../../reference/object-model/object/attributes.ts';
import { repr } from '../../../../reference/object-model/protocols/repr.ts';
import { isType, type PyType } from '../../../../reference/object-model/type/py-type.ts';
import { kindOf } from '../attribute-kind.ts';
import { readPython } from './read-python.ts';
import { runPython } from './run-python.ts';
import { NotRead } from './syntax-tree.ts';

function made(source: string): PyType {
  const last = runPython(source, { name: 'test' }).statements.at(-1);
  if (last?.error) throw last.error;
  if (!isType(last?.made)) throw new Error('no class');
  return last.made;
}

/** What the class's dict holds, in the words of the picture. */
function held(source: string): Readonly<Record<string, string>> {
  const usual = ['__module__', '__dict__', '__weakref__', '__doc__'];
  const entries = [...made(source).dict].filter(([name]) => !usual.includes(String(name)));
  return Object.fromEntries(entries.map(([name, value]) => [String(name), kindOf(value).words]));
}

describe('runPython', () => {
  it('reads literals as Python does', () => {
    expect(
      held(`class A:
    """Text."""
    a = b = -1
    c = 1.0; d = 'x' ; e = None
    f = (1, 'y', True)
    g = 1, 2
    h = [0x10, {'k': ...}]  # a comment
    i: int = 5
    j: A[0]
`),
    ).toEqual({
      __annotations__: "dict {'i': <class 'int'>, 'j': 'A[0]'}",
      a: 'int -1',
      b: 'int -1',
      c: 'float 1.0',
      d: "str 'x'",
      e: 'None',
      f: "tuple (1, 'y', True)",
      g: 'tuple (1, 2)',
      h: "list [16, {'k': Ellipsis}]",
      i: 'int 5',
    });
    expect(made('class A:\n    """Text."""\n').dict.get('__doc__')).toBe('Text.');
  });

  it('reads functions and their decorators', () => {
    expect(
      held(`class A:
    def plain(self, a, /, b: int = 1, *args, c=2, **kwargs) -> int: return b
    @classmethod
    def make(cls): pass
    @staticmethod
    def parse(text):
        if text:
            return 1
    @property
    def size(self): ...
    @size.setter
    def size(self, value): ...
    def __hidden(self): ...
`),
    ).toEqual({
      plain: 'function',
      make: 'classmethod',
      parse: 'staticmethod',
      size: 'property (get, set)',
      _A__hidden: 'function',
    });
  });

  it('makes descriptors of the classes above, slots, metaclasses, enumerations and abstract classes', () => {
    expect(held('class F:\n    def __set__(self, o, v): ...\nclass A:\n    f = F()\n')).toEqual({
      f: 'descriptor F (__set__)',
    });
    expect(held("class A:\n    __slots__ = ('b', 'a')\n")).toMatchObject({ a: 'slot', b: 'slot' });
    const C = made('class M(type):\n    def __new__(m, name, bases, ns, **kw): ...\nclass C(metaclass=M, k=1): pass\n');
    expect(C.type.name).toBe('M');
    const Color = made('from enum import Enum\nclass Color(Enum):\n    RED = 1\n');
    expect(repr(getAttribute(Color, 'RED'))).toBe('<Color.RED: 1>');
    const Abstract = made(
      'from abc import ABC, abstractmethod\nclass A(ABC):\n    @abstractmethod\n    def m(self): ...\n',
    );
    expect(Abstract.isAbstract).toBe(true);
  });

  it('hands on what hooks are asked, to super()', () => {
    const source = `class Base:
    def __init_subclass__(cls, /, size, **kwargs): raise SystemExit
class A(Base, size=1): pass
class M(type):
    @classmethod
    def __prepare__(meta, name, bases): ...
    def mro(cls): ...
    def __call__(cls, *args): ...
class B(metaclass=M): pass
class C:
    b = B()
`;
    const { statements } = runPython(source, { name: 'test' });
    expect(statements.map(({ error }) => error)).toEqual([null, null, null, null, null]);
  });

  it('ends at the first class that fails, in CPython’s words', () => {
    const { statements } = runPython('class A: pass\nclass B(A, A): pass\nclass C: pass\n', { name: 'test' });
    expect(statements.map(({ name, error }) => [name, error?.message])).toEqual([
      ['A', undefined],
      ['B', 'duplicate base class A'],
    ]);
  });

  it('keeps the text of each statement, with its decorators', () => {
    const { statements } = runPython('def mark(cls): ...\n\n@mark\nclass A:\n    a = 1\n\n\n# end\n', { name: 'test' });
    expect(statements.map(({ text, made: cls }) => [text, isType(cls)])).toEqual([
      ['@mark\nclass A:\n    a = 1', true],
    ]);
  });
});

describe('readPython', () => {
  it.each([
    ['a loop', 'class A:\n    for x in y: pass\n', 2, "'for x in y: pass' is not read here. Read in a class body"],
    ['a nested class', 'class A:\n    x = 1\n    class B: pass\n', 3, "'class B: pass' is not read"],
    ['an operator', 'class A:\n    x = 1 + 2\n', 2, "'1 + 2' is not read here. Read as a value"],
    ['an attribute', 'class A(b.C): pass\n', 1, "'b.C' is not read"],
    ['a call at the top', 'class A: pass\nprint(A)\n', 2, "'print(A)' is not read here. Read are class statements"],
    ['bytes', "class A:\n    x = b'a'\n", 2, "'b'a'' is not read here. Read as literals"],
    ['an item', 'class A:\n    x[0] = 1\n', 2, 'is not read'],
    ['no Python', 'class A(:\n    pass\n', 1, 'this is not Python'],
    ['a coroutine', 'class A:\n    async def f(self): ...\n', 2, "'async def f(self): ...' is not read"],
  ])('refuses %s, and says where and what is read', (_, source, line, message) => {
    let error: unknown;
    try {
      readPython(source);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(NotRead);
    expect(error).toMatchObject({ line, message: expect.stringContaining(message) });
  });

  it.each([
    ['a name that nothing defines', 'x = 1\nclass A(B): pass\n', 2, "'B' is not known here"],
    ['an error outside of a class', 'class A: pass\nx = A(1)\n', 2, 'TypeError: A() takes no arguments'],
  ])('refuses %s when it is run', (_, source, line, message) => {
    expect(() => runPython(source, { name: 'test' })).toThrow(
      expect.objectContaining({ line, message: expect.stringContaining(message) }),
    );
  });
});
