import { NoneType } from '../kit/builtins.ts';
import { PyAttributeError, PyTypeError, PyValueError, type PythonError } from '../kit/errors.ts';
import * as py from '../kit/objects.ts';
import { repr } from '../kit/repr.ts';
import { typeHints } from '../kit/type-hints.ts';

type Convert = (value: py.PyValue) => py.PyValue;

/** Where a class remembers its own fields, under a name that begins with an underscore. */
const TABLE = '__fields__';

export class Field implements py.Descriptor {
  readonly name: string;
  readonly convert: Convert;

  constructor(name: string, hint: py.PyValue) {
    this.name = name;
    this.convert = converter(name, hint);
  }

  __set__(instance: py.PyInstance, value: py.PyValue): void {
    instance.dict.set(this.name, this.convert(value));
  }
}

/** One function for each field: it knows the constructor, the default, and how to complain. */
function converter(name: string, hint: py.PyValue): Convert {
  if (!py.callable(hint) || hint === NoneType) throw new PyTypeError(repr(name) + ' type hint must be callable');
  return (value) => {
    if (value === py.Ellipsis) return hint();
    try {
      return hint(value);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      throw new PyTypeError(`${repr(value)} is not compatible with ${name}:${hint.__name__}`, { cause: error });
    }
  };
}

function isRefusal(error: unknown): error is PythonError {
  return error instanceof PyTypeError || error instanceof PyValueError;
}

function fieldsOf(cls: py.PyClass): ReadonlyMap<string, Field> {
  return (cls.dict.get(TABLE) as ReadonlyMap<string, Field> | undefined) ?? new Map();
}

function noSuch(self: py.PyInstance, names: Iterable<string>): PyAttributeError {
  const list = Array.from(names, (name) => repr(name));
  return new PyAttributeError(
    `${repr(self.cls.name)} object has no attribute${list.length > 1 ? 's' : ''} ${list.join(', ')}`,
  );
}

const namespace = new Map<string, py.PyValue>();

namespace.set('_fields', py.classmethod((cls: py.PyClass) => typeHints(cls)));

namespace.set('__init_subclass__', (subclass: py.PyClass) => {
  const table = new Map<string, Field>();
  for (const [name, hint] of typeHints(subclass)) {
    const field = new Field(name, hint);
    table.set(name, field);
    py.setAttribute(subclass, name, field);
  }
  subclass.dict.set(TABLE, table);
});

namespace.set('__init__', (self: py.PyInstance, kwargs: Map<string, py.PyValue>) => {
  const fields = fieldsOf(self.cls);
  fields.forEach((field, name) => {
    const given = kwargs.get(name);
    field.__set__(self, given === undefined ? py.Ellipsis : given);
  });
  const strangers = [...kwargs.keys()].filter((name) => !fields.has(name));
  if (strangers.length > 0) throw noSuch(self, strangers);
});

namespace.set('__setattr__', (self: py.PyInstance, name: string, value: py.PyValue) => {
  const field = fieldsOf(self.cls).get(name);
  if (field === undefined) throw noSuch(self, [name]);
  field.__set__(self, value);
});

const entriesOf = function* (self: py.PyInstance): Generator<[string, py.PyValue]> {
  for (const [name, member] of self.cls.dict) {
    if (member instanceof Field) yield [name, py.getAttribute(self, name)];
  }
};

namespace.set('_asdict', (self: py.PyInstance) => new Map(entriesOf(self)));

namespace.set('__repr__', (self: py.PyInstance) => {
  const shown = [...entriesOf(self)].map(([name, value]) => `${name}=${repr(value)}`);
  return `${self.cls.name}(${shown.join(', ')})`;
});

export const Checked = py.defineClass('Checked', py.object, { namespace });
