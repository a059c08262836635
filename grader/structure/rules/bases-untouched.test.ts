import { describe, expect, it } from 'vitest';
import { basesUntouched } from './bases-untouched.ts';
import { reports, ruleBench } from './rule-bench.ts';

const findings = ruleBench(basesUntouched, '02-method-resolution-order');

describe(basesUntouched.id, () => {
  it.each([
    [
      'a copy that is eaten up',
      'export function f(cls: PyClass) {\n const list = [...cls.mro];\n while (list.length > 0) list.shift();\n}',
    ],
    [
      'copies in a list of lists',
      'export function f(cls: PyClass) {\n const lists = [...cls.bases.map((base) => [...base.mro]), [...cls.bases]];\n for (const list of lists) list.shift();\n}',
    ],
    [
      'slice, Array.from, concat, filter, toSpliced',
      'export function f(cls: PyClass) {\n cls.mro.slice().push(cls);\n Array.from(cls.mro).pop();\n cls.mro.concat([]).pop();\n cls.mro.filter(Boolean).reverse();\n cls.mro.toSpliced(0, 1).sort();\n}',
    ],
    [
      'a list of the lists that loses one',
      'export function f(cls: PyClass) {\n const lists = cls.bases.map((base) => base.mro);\n lists.pop();\n lists[0] = [];\n}',
    ],
    [
      'a result that grows',
      'export function f(cls: PyClass) {\n const order = [cls];\n for (const base of cls.bases) order.push(base);\n return order;\n}',
    ],
    ['a cursor', 'export function f(cls: PyClass) {\n const cursors = cls.bases.map(() => 0);\n cursors[0] += 1;\n}'],
    [
      'the lists of a class of the student’s own',
      'class Row { bases: number[] = []; }\nexport function f(row: Row) { row.bases.push(1); }',
    ],
    [
      'a cursor object that reads the list',
      'export function f(cls: PyClass) {\n const rows = cls.bases.map((base) => ({ list: base.mro, at: 0 }));\n for (const row of rows) row.at += 1;\n}',
    ],
    [
      'a cursor object that holds a copy',
      'export function f(cls: PyClass) {\n const rows = cls.bases.map((base) => ({ list: [...base.mro] }));\n for (const row of rows) row.list.shift();\n}',
    ],
  ])('accepts %s', (_name, code) => {
    expect(findings(code)).toEqual([]);
  });

  it.each([
    ['shift on the list of a base', 'export function f(cls: PyClass) { /*!*/(cls.mro as PyClass[]).shift(); }'],
    ['an alias', 'export function f(cls: PyClass) { const list = cls.bases as PyClass[]; /*!*/list.length = 0; }'],
    [
      'a second name',
      'export function f(cls: PyClass) { const a = cls.mro; let b; b = a; /*!*/(b as PyClass[]).pop(); }',
    ],
    [
      'destructuring',
      'export function f({ mro: list }: PyClass) { /*!*/(list as PyClass[])[0] = list[1] as PyClass; }',
    ],
    [
      'a list of lists',
      'export function f(cls: PyClass) { for (const l of cls.bases.map((b) => b.mro as PyClass[])) /*!*/l.shift(); }',
    ],
    [
      'the bases behind their lists',
      'export function f(cls: PyClass) { const a = [...cls.bases.map((b) => b.mro), cls.bases] as PyClass[][]; /*!*/a[0]?.shift(); }',
    ],
    [
      'lists that were pushed',
      'export function f(cls: PyClass) { const a: (readonly PyClass[])[] = []; a.push(cls.mro); a.forEach((l) => delete /*!*/(l as PyClass[])[0]); }',
    ],
    [
      'a filtered list of lists',
      'export function f(cls: PyClass) { const a = cls.bases.map((b) => b.mro).filter((l) => l.length); /*!*/(a.at(-1) as PyClass[]).splice(0, 1); }',
    ],
    [
      'lists in a Map',
      'export function f(cls: PyClass) { const a = new Map([[cls, cls.mro as PyClass[]]]); /*!*/a.get(cls)?.shift(); }',
    ],
    [
      'a helper',
      'function drop(list: PyClass[]) { /*!*/list.shift(); }\nexport function f(cls: PyClass) { drop(cls.mro as PyClass[]); }',
    ],
    [
      'a helper that gives the list',
      'const of = (cls: PyClass) => cls.mro as PyClass[];\nexport function f(cls: PyClass) { /*!*/of(cls).reverse(); }',
    ],
    [
      'a generator of lists',
      'function* lists(cls: PyClass) { for (const b of cls.bases) yield b.mro as PyClass[]; }\nexport function f(cls: PyClass) { for (const l of lists(cls)) /*!*/l.shift(); }',
    ],
    ['a parameter of any type', 'export function f(cls: any) { /*!*/cls.bases[0].mro.shift(); }'],
    [
      'a property that holds the list',
      'export function f(cls: PyClass) { const row = { list: cls.mro as PyClass[] }; /*!*/row.list.shift(); }',
    ],
    ['Array.prototype.shift.call', 'export function f(cls: PyClass) { /*!*/Array.prototype.shift.call(cls.mro); }'],
    ['[].push.apply', 'export function f(cls: PyClass) { /*!*/[].push.apply(cls.mro, []); }'],
    [
      'a borrowed method under a name',
      'const { splice } = Array.prototype;\nexport function f(cls: PyClass) { /*!*/splice.call(cls.mro, 0, 1); }',
    ],
    ['Reflect.apply', 'export function f(cls: PyClass) { /*!*/Reflect.apply(Array.prototype.pop, cls.mro, []); }'],
    [
      'a computed name that is constant',
      "const how = 'sh' + 'ift';\nexport function f(cls: any) { /*!*/cls.mro[how](); }",
    ],
    ['optional chaining', 'export function f(cls: any) { /*!*/cls?.mro?.pop?.(); }'],
    ['Object.assign', 'export function f(cls: PyClass) { /*!*/Object.assign(cls.mro, []); }'],
    [
      'Object.defineProperty',
      "export function f(cls: PyClass) { /*!*/Object.defineProperty(cls.mro, 'length', { value: 0 }); }",
    ],
    ['a destructuring assignment', 'export function f(cls: PyClass) { [/*!*/(cls.mro as PyClass[])[0]] = [cls]; }'],
    ['an order that is stored', 'export function f(cls: PyClass) { /*!*/(cls as { mro: unknown }).mro = []; }'],
    [
      'a class under a type of the student’s own',
      'interface Row { mro: PyClass[] }\nexport function f(cls: PyClass) { const row: Row = cls as never; /*!*/row.mro.shift(); }',
    ],
    ['an order that is stored in an any', 'export function f(cls: any) { /*!*/cls.mro = []; }'],
  ])('reports %s', (_name, code) => {
    expect(findings(code)).toEqual(reports(basesUntouched, code));
  });
});
