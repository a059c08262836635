import { NoneType } from '../../../exercises/kit/builtins.ts';
import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import {
  callable,
  classmethod,
  defineClass,
  Ellipsis,
  object,
  type PyCallable,
  type PyClass,
  type PyInstance,
  type PyValue,
} from '../../../exercises/kit/objects.ts';
import { repr } from '../../../exercises/kit/repr.ts';
import { typeHints } from '../../../exercises/kit/type-hints.ts';

/** Built differently: a table of fields for each class, in a WeakMap; `__init__` stores through the Fields directly. */
const tables = new WeakMap<PyClass, Map<string, Field>>();

export class Field {
  readonly name: string;
  readonly #make: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (callable(hint) && hint !== NoneType) {
      this.name = name;
      this.#make = hint;
    } else {
      throw new PyTypeError(`${repr(name)} type hint must be callable`);
    }
  }

  __set__(instance: PyInstance, value: PyValue) {
    let converted: PyValue;
    if (value === Ellipsis) {
      converted = this.#make();
    } else {
      try {
        converted = this.#make(value);
      } catch (e) {
        if (e instanceof PyTypeError || e instanceof PyValueError) {
          throw new PyTypeError(`${repr(value)} is not compatible with ${this.name}:${this.#make.__name__}`, {
            cause: e,
          });
        }
        throw e;
      }
    }
    instance.dict.set(this.name, converted);
  }
}

const tableOf = (cls: PyClass) => tables.get(cls) ?? new Map<string, Field>();

const unknown = (self: PyInstance, names: string[]): never => {
  const extra = names.map((name) => repr(name)).join(', ');
  const noun = names.length === 1 ? 'attribute' : 'attributes';
  throw new PyAttributeError(`${repr(self.cls.name)} object has no ${noun} ${extra}`);
};

const asdict = (self: PyInstance) => {
  const result = new Map<string, PyValue>();
  for (const [name, held] of self.cls.dict.entries()) {
    if (held instanceof Field) result.set(name, self.dict.has(name) ? (self.dict.get(name) ?? null) : held);
  }
  return result;
};

export const Checked = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod((cls) => typeHints(cls)),
    __init_subclass__: (subclass) => {
      const table = new Map<string, Field>();
      typeHints(subclass).forEach((hint, name) => {
        const field = new Field(name, hint);
        table.set(name, field);
        subclass.dict.set(name, field);
      });
      tables.set(subclass, table);
    },
    __init__: (self, kwargs) => {
      const left = new Map(kwargs);
      for (const [name, field] of tableOf(self.cls)) {
        left.delete(name);
        field.__set__(self, kwargs.has(name) ? (kwargs.get(name) ?? null) : Ellipsis);
      }
      if (left.size !== 0) unknown(self, Array.from(left.keys()));
    },
    __setattr__: (self, name, value) => {
      const field = tables.get(self.cls)?.get(name);
      if (!field) return unknown(self, [name]);
      field.__set__(self, value);
    },
    _asdict: asdict,
    __repr__: (self) => {
      let shown = '';
      for (const [name, value] of asdict(self)) shown += `${shown === '' ? '' : ', '}${name}=${repr(value)}`;
      return `${self.cls.name}(${shown})`;
    },
  },
});
