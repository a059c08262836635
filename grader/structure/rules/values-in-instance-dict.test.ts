import { describe, expect, it } from 'vitest';
import { reports, ruleBench } from './rule-bench.ts';
import { valuesInInstanceDict } from './values-in-instance-dict.ts';

const findings = ruleBench(valuesInInstanceDict, '06-init-subclass');

/** A Field whose `__set__` has that body. */
function field(body: string, members = '', before = ''): string {
  return `${before}export class Field { readonly name: string; ${members} constructor(name: string) { this.name = name; } __set__(instance: PyInstance, value: PyValue): void { ${body} } }`;
}

describe(valuesInInstanceDict.id, () => {
  it.each([
    ['the dict of the instance', field('instance.dict.set(this.name, value);')],
    ['the dict under a name', field('const { dict } = instance; dict.set(this.name, value);')],
    [
      'a helper that gets the dict',
      field(
        'store(instance.dict, this.name, value);',
        '',
        'function store(dict: Map<string, PyValue>, name: string, value: PyValue) { dict.set(name, value); }\n',
      ),
    ],
    [
      'a local list on the way',
      field('const seen: PyValue[] = []; seen.push(value); instance.dict.set(this.name, seen[0] ?? null);'),
    ],
    [
      'a table by class',
      field(
        'instance.dict.set(this.name, value); tables.set(instance.cls, 1);',
        '',
        'const tables = new WeakMap<PyClass, number>();\n',
      ),
    ],
    [
      'fields that are stored in the class',
      'export function hook(subclass: PyClass) { subclass.dict.set("a", null); }',
    ],
    [
      'kwargs that are used up',
      'export const ns = { __init__(self: PyInstance, kwargs: Map<string, PyValue>) { kwargs.delete("a"); void self; } };',
    ],
    [
      'a Map that is returned',
      'export function asdict(self: PyInstance) { const m = new Map<string, PyValue>(); for (const [k, v] of self.dict) m.set(k, v); return m; }',
    ],
    [
      'a Field that is made in a set',
      field('const other = new Field(this.name); instance.dict.set(other.name, value);'),
    ],
  ])('accepts %s', (_name, code) => {
    expect(findings(code)).toEqual([]);
  });

  it.each([
    ['a value in the Field', field('/*!*/this.value = value;', 'value: PyValue = null;')],
    ['a value in a private member', field('/*!*/this.#value = value;', '#value: PyValue = null;')],
    [
      'a value in the Field through a helper',
      field('this.keep(value);', 'value: PyValue = null; keep(v: PyValue) { /*!*/this.value = v; }'),
    ],
    ['a value in the class of the Field', field('/*!*/Field.last = value;', 'static last: PyValue = null;')],
    ['a value in the class, privately', field('/*!*/Field.#last = value;', 'static #last: PyValue = null;')],
    [
      'a value in a function',
      field('/*!*/keep.last = value;', '', 'function keep() {}\nkeep.last = null as PyValue;\n'),
    ],
    ['a value that Reflect.set stores', field("/*!*/Reflect.set(this, 'value', value);")],
    ['a list in the Field', field('/*!*/this.values.push(value);', 'values: PyValue[] = [];')],
    ['a record in the Field', field('/*!*/this.values[this.name] = value;', 'values: Record<string, PyValue> = {};')],
    [
      'a WeakMap by instance',
      field('/*!*/this.values.set(instance, value);', 'values = new WeakMap<PyInstance, PyValue>();'),
    ],
    ['a table of the module', field('/*!*/all.set(instance, value);', '', 'const all = new Map<object, PyValue>();\n')],
    [
      'a table of the module by name',
      field('/*!*/all.set(this.name, value);', '', 'const all = new Map<string, PyValue>();\n'),
    ],
    [
      'a table that __init__ fills',
      'const all = new Map<PyInstance, number>();\nexport const ns = { __init__(self: PyInstance) { /*!*/all.set(self, 1); } };',
    ],
    [
      'a variable of the module',
      field('/*!*/last = value;', '', 'let last: PyValue = null;\nexport const read = () => last;\n'),
    ],
    ['a property of the instance', field('/*!*/(instance as any)[this.name] = value;')],
    ['Object.assign to the instance', field('/*!*/Object.assign(instance, { [this.name]: value });')],
    ['the dict of the class', field('/*!*/instance.cls.dict.set(this.name, value);')],
    [
      '__setattr__ that stores beside',
      'const all: PyValue[] = [];\nexport const ns = { __setattr__(self: PyInstance, name: string, value: PyValue) { /*!*/all.push(value); void [self, name]; } };',
    ],
    [
      'an arrow function under the name',
      'const all: PyValue[] = [];\nconst setattr = (_s: PyInstance, _n: string, value: PyValue) => { /*!*/all.push(value); };\nexport const ns = { __setattr__: setattr };',
    ],
  ])('reports %s', (_name, code) => {
    expect(findings(code)).toEqual(reports(valuesInInstanceDict, code));
  });
});
