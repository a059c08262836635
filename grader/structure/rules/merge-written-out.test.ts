import { describe, expect, it } from 'vitest';
import { mergeWrittenOut } from './merge-written-out.ts';
import { reports, ruleBench } from './rule-bench.ts';

const findings = ruleBench(mergeWrittenOut, '02-method-resolution-order');

describe(mergeWrittenOut.id, () => {
  it.each([
    [
      'a merge with cursors',
      'export function mro(cls: PyClass) {\n const at = cls.bases.map(() => 0);\n for (let i = 0; i < at.length; i += 1) at[i] = (at[i] ?? 0) + 1;\n return [cls];\n}',
    ],
    [
      'a class of the student’s own and one that extends it',
      'class Cursor { at = 0; }\nclass Tail extends Cursor { list: PyClass[] = []; }\nexport const tail = new Tail();',
    ],
    ['an error class', 'class Conflict extends Error {}\nexport const conflict = new Conflict();'],
    [
      'a class of the kit for a base',
      'class Conflict extends PyTypeError {}\nexport const conflict = new Conflict("x");',
    ],
    [
      'other functions of Object',
      'export const names = (o: object) => Object.keys(o).concat(Object.entries(o).map(([k]) => k));',
    ],
    [
      'a method of the student’s own called sort',
      'class Lists { sort() { return this; } }\nexport const l = new Lists().sort();',
    ],
    ['a name of the student’s own that the host has too', 'class Reflect { a = 1; }\nexport const r = new Reflect();'],
    [
      'the word in a comment, a string and a type',
      '// Proxy\nexport const s = "Object.create";\nexport type P = ProxyHandler<object>;',
    ],
  ])('accepts %s', (_name, code) => {
    expect(findings(code)).toEqual([]);
  });

  it.each([
    ['Object.create', 'export const o = /*!*/Object.create(null);'],
    ['Object.setPrototypeOf through a name', 'const O = Object;\n/*!*/O.setPrototypeOf({}, null);'],
    ['Object.getPrototypeOf by destructuring', 'const { /*!*/getPrototypeOf: up } = Object;\nexport const p = up({});'],
    ['a constant string', "export const o = /*!*/Object['cre' + 'ate'](null);"],
    ['a string that is told at run time', 'export const o = (key: keyof typeof Object) => /*!*/Object[key];'],
    ['Reflect', 'export const o = /*!*/Reflect.ownKeys({});'],
    ['an alias of Proxy', 'const P = /*!*/Proxy;\nexport const p = new P({}, {});'],
    ['globalThis', 'export const p = new (/*!*/globalThis.Proxy)({}, {});'],
    ['globalThis with a string', "export const p = /*!*/globalThis['Pro' + 'xy'];"],
    ['globalThis under another name', 'const g = /*!*/globalThis;\nexport const k = Object.keys(g);'],
    ['an escaped name', 'export const p = /*!*/\\u0050roxy;'],
    ['eval', "export const p = /*!*/eval('Proxy');"],
    ['Function', "export const p = /*!*/Function('return Proxy')();"],
    ['the constructor of a function', "export const p = /*!*/(() => 0).constructor('return Proxy')();"],
    ['__proto__', 'export const p = /*!*/({} as any).__proto__;'],
    ['a literal with __proto__', 'export const p = { /*!*/__proto__: null };'],
    ['isPrototypeOf', 'export const p = /*!*/Array.prototype.isPrototypeOf([]);'],
    ['a class that extends a parameter', 'export const make = (base: new () => object) => class /*!*/extends base {};'],
    [
      'a class that extends one out of a list',
      'const all: (new () => object)[] = [];\nexport class C /*!*/extends (all[0] as new () => object) {}',
    ],
    [
      'a class that extends the result of a call',
      'const mix = (b: new () => object) => b;\nexport class C /*!*/extends mix(Object) {}',
    ],
    ['sort', 'export const s = (list: PyClass[]) => /*!*/list.sort();'],
    ['toSorted', 'export const s = (list: PyClass[]) => /*!*/list.toSorted((a, b) => a.mro.length - b.mro.length);'],
    ['sort on an any', 'export const s = (list: any) => /*!*/list?.sort();'],
    ['Array.prototype.sort.call', 'export const s = (list: PyClass[]) => /*!*/Array.prototype.sort.call(list);'],
  ])('reports %s', (_name, code) => {
    expect(findings(code)).toEqual(reports(mergeWrittenOut, code));
  });
});
