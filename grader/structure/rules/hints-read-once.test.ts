import { describe, expect, it } from 'vitest';
import { hintsReadOnce } from './hints-read-once.ts';
import { reports, ruleBench } from './rule-bench.ts';

const findings = ruleBench(hintsReadOnce, '06-init-subclass');

/** A Checked whose `__setattr__` has that body. */
function checked(body: string, before = '', more = ''): string {
  return `${before}export const Checked = defineClass('Checked', object, { namespace: { ${more} __setattr__(self, name, value) { void [self, name, value]; ${body} } } });`;
}

describe(hintsReadOnce.id, () => {
  it.each([
    [
      'hints that __init_subclass__ reads',
      checked('self.dict.set(name, value);', '', '__init_subclass__(subclass) { typeHints(subclass); },'),
    ],
    ['hints that __init__ reads', checked('', '', '__init__(self) { typeHints(self.cls); },')],
    ['_fields beside it', checked('lookUp(self.cls, name);', '', '_fields: classmethod(typeHints),')],
    [
      'a table that was filled before',
      checked(
        'table.get(self.cls)?.has(name);',
        'const table = new Map<PyClass, Map<string, PyValue>>();\n',
        '__init_subclass__(s) { table.set(s, typeHints(s)); },',
      ),
    ],
    [
      'annotations that __init_subclass__ reads',
      checked('', '', "__init_subclass__(s) { void [s.annotations, s.dict.get('__annotations__')]; },"),
    ],
    [
      'annotations that are the student’s own',
      checked('notes.annotations.has(name);', 'const notes = { annotations: new Set<string>() };\n'),
    ],
    [
      'a function of the student’s own of that name',
      checked('f();', 'function f() { const typeHints = () => 1; return typeHints(); }\n'),
    ],
  ])('accepts %s', (_name, code) => {
    expect(findings(code)).toEqual([]);
  });

  it.each([
    ['__setattr__ itself', checked('/*!*/typeHints(self.cls).has(name);')],
    [
      'a helper',
      checked(
        'isField(self.cls, name);',
        'function isField(cls: PyClass, name: string) { return /*!*/typeHints(cls).has(name); }\n',
      ),
    ],
    [
      'a helper of a helper',
      checked(
        'a(self);',
        'const a = (self: PyInstance) => b(self.cls);\nconst b = (cls: PyClass) => /*!*/typeHints(cls);\n',
      ),
    ],
    ['another name', checked('/*!*/hints(self.cls);', 'const hints = typeHints;\n')],
    [
      'a method of a class',
      checked('new Table().of(self.cls);', 'class Table { of(cls: PyClass) { return /*!*/typeHints(cls); } }\n'),
    ],
    [
      '_fields by its name',
      checked("call(lookUp(self.cls, /*!*/'_fields'), self.cls);", '', '_fields: classmethod(typeHints),'),
    ],
    [
      'a function under _fields',
      checked(
        "call(lookUp(self.cls, '_fields'), self.cls);",
        '',
        '_fields: classmethod((cls) => /*!*/typeHints(cls)),',
      ),
    ],
    [
      'a function that was written elsewhere',
      "function setattr(self: PyInstance) { /*!*/typeHints(self.cls); }\nexport const Checked = defineClass('Checked', object, { namespace: { __setattr__: setattr } });",
    ],
    [
      'a namespace that is a Map',
      "function setattr(self: PyInstance) { /*!*/typeHints(self.cls); }\nexport const Checked = defineClass('Checked', object, { namespace: new Map([['__setattr__', setattr]]) });",
    ],
    ['a dict that is filled', "object.dict.set('__setattr__', (self: PyInstance) => /*!*/typeHints(self.cls));"],
    [
      'a typeHints of the student’s own',
      checked('hints(self.cls).has(name);', 'function hints(cls: PyClass) { return new Map(/*!*/cls.annotations); }\n'),
    ],
    ['annotations under a name', checked('const { /*!*/annotations } = self.cls; annotations.has(name);')],
    ['annotations of any type', checked("/*!*/(self as any).cls['annotations'].has(name);")],
    ['__annotations__', checked("self.cls.dict.get(/*!*/'__annotations__');")],
    ['Field.__set__', 'export class Field { __set__(instance: PyInstance) { /*!*/typeHints(instance.cls); } }'],
  ])('reports %s', (_name, code) => {
    expect(findings(code)).toEqual(reports(hintsReadOnce, code));
  });
});
