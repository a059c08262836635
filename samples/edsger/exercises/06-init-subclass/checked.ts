import { NoneType } from '../kit/builtins.ts';
import { PyAttributeError, PyTypeError, PyValueError } from '../kit/errors.ts';
import {
  callable,
  classmethod,
  defineClass,
  Ellipsis,
  getAttribute,
  lookUp,
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
  name: string;
  constructor_: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (!callable(hint) || hint === NoneType) {
      throw new PyTypeError(`${repr(name)} type hint must be callable`);
    }
    this.name = name;
    this.constructor_ = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    if (value === Ellipsis) {
      value = this.constructor_();
    } else {
      try {
        value = this.constructor_(value);
      } catch (e) {
        if (!(e instanceof PyTypeError) && !(e instanceof PyValueError)) throw e;
        const type_name = this.constructor_.__name__;
        throw new PyTypeError(`${repr(value)} is not compatible with ${this.name}:${type_name}`, { cause: e });
      }
    }
    instance.dict.set(this.name, value);
  }
}

// The lecture's class, line by line.
export const Checked = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod((cls: PyClass) => typeHints(cls)),

    __init_subclass__(subclass) {
      for (const [name, constructor] of typeHints(subclass)) {
        setAttribute(subclass, name, new Field(name, constructor));
      }
    },

    __init__(self, kwargs) {
      for (const name of typeHints(self.cls).keys()) {
        const value = kwargs.has(name) ? (kwargs.get(name) as PyValue) : Ellipsis;
        kwargs.delete(name);
        setAttribute(self, name, value);
      }
      if (kwargs.size > 0) flag_unknown_attrs(self, ...kwargs.keys());
    },

    __setattr__(self, name, value) {
      if (typeHints(self.cls).has(name)) {
        const descriptor = lookUp(self.cls, name) as Field;
        descriptor.__set__(self, value);
      } else {
        flag_unknown_attrs(self, name);
      }
    },

    _asdict,

    __repr__(self) {
      const kwargs = [..._asdict(self)].map(([key, value]) => `${key}=${repr(value)}`).join(', ');
      return `${self.cls.name}(${kwargs})`;
    },
  },
});

function flag_unknown_attrs(self: PyInstance, ...names: string[]): never {
  const plural = names.length > 1 ? 's' : '';
  const extra = names.map((name) => repr(name)).join(', ');
  throw new PyAttributeError(`${repr(self.cls.name)} object has no attribute${plural} ${extra}`);
}

function _asdict(self: PyInstance): Map<string, PyValue> {
  const pairs = [...self.cls.dict].filter(([, attr]) => attr instanceof Field);
  return new Map(pairs.map(([name]) => [name, getAttribute(self, name)]));
}
