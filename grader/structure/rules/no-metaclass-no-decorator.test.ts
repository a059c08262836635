import { describe, expect, it } from 'vitest';
import { noMetaclassNoDecorator } from './no-metaclass-no-decorator.ts';
import { reports, ruleBench } from './rule-bench.ts';

const findings = ruleBench(noMetaclassNoDecorator, '06-init-subclass');

describe(noMetaclassNoDecorator.id, () => {
  it.each([
    [
      'a namespace with hooks',
      "export const Checked = defineClass('Checked', object, { namespace: { __init_subclass__(subclass) { subclass.dict.set('a', 1n); } } });",
    ],
    [
      'a getter in a class of the student’s own',
      'export class Field { #name = "a"; get name() { return this.#name; } }',
    ],
    [
      'a subclass of the student’s own Field',
      'export class Field { name = "a"; }\nclass IntField extends Field {}\nexport const f = new IntField();',
    ],
    ['a subclass’s dict', 'export function hook(subclass: PyClass) { subclass.dict.set("x", null); }'],
    ['a call of the kit’s object.__setattr__', "export const generic = lookUp(object, '__setattr__');"],
    ['a descriptor with __get__', 'export class Field { __get__() { return this; } }'],
    [
      'a class of the student’s own called PyClass',
      'export function f() { class PyClass {} return class Meta extends PyClass {}; }',
    ],
  ])('accepts %s', (_name, code) => {
    expect(findings(code)).toEqual([]);
  });

  it.each([
    ['a class decorator', 'const mark = (c: unknown, _: unknown) => void c;\n/*!*/@mark\nexport class Field {}'],
    [
      'a method decorator',
      'const mark = (c: unknown, _: unknown) => void c;\nexport class Field { /*!*/@mark run() {} }',
    ],
    ['a metaclass', 'export class Meta /*!*/extends PyClass {}'],
    ['a metaclass through a name', 'const Base = PyClass;\nexport class Meta /*!*/extends Base {}'],
    ['a metaclass through the module', 'export class Meta /*!*/extends kit.PyClass {}'],
    ['Proxy', 'export const wrap = (i: PyInstance) => new /*!*/Proxy(i, {});'],
    [
      'Object.defineProperty',
      "export const f = (i: PyInstance) => /*!*/Object.defineProperty(i, 'age', { get: () => 1 });",
    ],
    [
      'Object.defineProperties under a name',
      'const { /*!*/defineProperties: d } = Object;\nexport const f = (i: PyInstance) => d(i, {});',
    ],
    ['Reflect.defineProperty', "export const f = (i: PyInstance) => /*!*/Reflect.defineProperty(i, 'age', {});"],
    ['a computed name of the host', "export const P = /*!*/globalThis['Pro' + 'xy'];"],
    ['__defineGetter__', "export const f = (i: any) => /*!*/i.__defineGetter__('age', () => 1);"],
    ['a setter', 'export class Field { #v = 1; /*!*/set value(v: number) { this.#v = v; } get() { return this.#v; } }'],
    ['a getter in a literal', 'export const o = { /*!*/get age() { return 1; } };'],
    ['a prototype of the kit that is changed', '/*!*/(PyInstance.prototype as any).age = 1;'],
    ['the kit’s object that is changed', "/*!*/object.dict.set('__setattr__', null);"],
    ['the kit’s object under a name', "const root = object;\n/*!*/root.dict.delete('__setattr__');"],
  ])('reports %s', (_name, code) => {
    expect(findings(code)).toEqual(reports(noMetaclassNoDecorator, code));
  });
});
