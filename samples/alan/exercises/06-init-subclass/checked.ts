import { NoneType } from '../kit/builtins.ts';
import { PyAttributeError, PyTypeError, PyValueError } from '../kit/errors.ts';
import {
  callable,
  classmethod,
  defineClass,
  Ellipsis,
  getAttribute,
  object,
  type PyCallable,
  type PyClass,
  type PyInstance,
  type PyValue,
  setAttribute,
} from '../kit/objects.ts';
import { repr } from '../kit/repr.ts';
import { typeHints } from '../kit/type-hints.ts';

export class Field {
  readonly name: string;
  #convert: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (!callable(hint)) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    if (hint === NoneType) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    this.name = name;
    this.#convert = hint;
  }

  __set__(instance: PyInstance, value: PyValue) {
    try {
      const result = value === Ellipsis ? this.#convert() : this.#convert(value);
      instance.dict.set(this.name, result);
    } catch (error) {
      if (error instanceof PyTypeError || error instanceof PyValueError) {
        throw new PyTypeError(`${repr(value)} is not compatible with ${this.name}:${this.#convert.__name__}`);
      }
      throw error;
    }
  }
}

function unknownAttributes(self: PyInstance, names: string[]): PyAttributeError {
  const what = `attribute${names.length > 1 ? 's' : ''} ${names.map((name) => repr(name)).join(', ')}`;
  return new PyAttributeError(`${repr(self.cls.name)} object has no ${what}`);
}

function asdict(self: PyInstance): Map<string, PyValue> {
  const all = new Map<string, PyValue>();
  for (const [name, value] of self.cls.dict) if (value instanceof Field) all.set(name, getAttribute(self, name));
  return all;
}

export const Checked: PyClass = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod((cls: PyClass) => typeHints(cls)),
    _asdict: asdict,
    __init_subclass__(subclass) {
      for (const [name, hint] of typeHints(subclass)) setAttribute(subclass, name, new Field(name, hint));
    },
    __init__(self, kwargs) {
      const hints = typeHints(self.cls);
      for (const name of hints.keys()) {
        const value = kwargs.get(name);
        setAttribute(self, name, value === undefined ? Ellipsis : value);
      }
      const extra = [...kwargs.keys()].filter((name) => !hints.has(name));
      if (extra.length > 0) throw unknownAttributes(self, extra);
    },
    __setattr__(self, name, value) {
      const field = self.cls.dict.get(name);
      if (!(field instanceof Field)) throw unknownAttributes(self, [name]);
      field.__set__(self, value);
    },
    __repr__(self) {
      return `${self.cls.name}(${[...asdict(self)].map(([k, v]) => `${k}=${repr(v)}`).join(', ')})`;
    },
  },
});
