import { NoneType } from '../kit/builtins.ts';
import { PyAttributeError, PyTypeError, PyValueError } from '../kit/errors.ts';
import { callable, classmethod, defineClass, Ellipsis, getAttribute, object, setAttribute } from '../kit/objects.ts';
import type { PyCallable, PyInstance, PyValue } from '../kit/objects.ts';
import { repr } from '../kit/repr.ts';
import { typeHints } from '../kit/type-hints.ts';

export class Field {
  readonly name: string;
  readonly type: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (!callable(hint) || hint === NoneType) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    this.name = name;
    this.type = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    let made: PyValue;
    try {
      made = value === Ellipsis ? this.type() : this.type(value);
    } catch (cause) {
      if (!(cause instanceof PyTypeError || cause instanceof PyValueError)) throw cause;
      throw new PyTypeError(`'${value}' is not compatible with ${this.name}:${this.type.__name__}`, { cause });
    }
    instance.dict.set(this.name, made);
  }
}

export const Checked = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod(typeHints),

    __init_subclass__(subclass) {
      for (const [name, hint] of typeHints(subclass)) setAttribute(subclass, name, new Field(name, hint));
    },

    __init__(self, kwargs) {
      for (const name of typeHints(self.cls).keys()) {
        const value = kwargs.get(name);
        setAttribute(self, name, value === undefined ? Ellipsis : value);
        kwargs.delete(name);
      }
      if (kwargs.size > 0) throw unknown(self, ...kwargs.keys());
    },

    __setattr__(self, name, value) {
      const descriptor = self.cls.dict.get(name);
      if (!(descriptor instanceof Field)) throw unknown(self, name);
      descriptor.__set__(self, value);
    },

    _asdict: (self: PyInstance) => asdict(self),

    __repr__(self) {
      const text = [];
      for (const [name, value] of asdict(self)) text.push(`${name}=${repr(value)}`);
      return `${self.cls.name}(${text.join(', ')})`;
    },
  },
});

function asdict(self: PyInstance): Map<string, PyValue> {
  const dict = new Map<string, PyValue>();
  for (const [name, value] of self.cls.dict.entries()) {
    if (value instanceof Field) dict.set(name, getAttribute(self, name));
  }
  return dict;
}

function unknown(self: PyInstance, ...names: string[]): PyAttributeError {
  return new PyAttributeError(`${repr(self.cls.name)} object has no attribute ${names.map(repr).join(', ')}`);
}
