import { NoneType } from '../kit/builtins.ts';
import { PyAttributeError, PyTypeError, PyValueError } from '../kit/errors.ts';
import { callable, classmethod, defineClass, Ellipsis, getAttribute, object, setAttribute } from '../kit/objects.ts';
import type { PyCallable, PyClass, PyInstance, PyValue } from '../kit/objects.ts';
import { repr } from '../kit/repr.ts';
import { typeHints } from '../kit/type-hints.ts';

export class Field {
  readonly name: string;
  readonly hint: PyCallable;
  /** The value that was stored last, to look at in the debugger. */
  lastStored: PyValue = null;

  constructor(name: string, hint: PyValue) {
    if (callable(hint) && hint !== NoneType) {
      this.name = name;
      this.hint = hint;
      return;
    }
    throw new PyTypeError(`${repr(name)} type hint must be callable`);
  }

  __set__(instance: PyInstance, value: PyValue): void {
    this.lastStored = value === Ellipsis ? this.hint() : this.converted(value);
    instance.dict.set(this.name, this.lastStored);
  }

  private converted(value: PyValue): PyValue {
    try {
      return this.hint(value);
    } catch (error) {
      if (error instanceof PyTypeError || error instanceof PyValueError) {
        throw new PyTypeError(`${repr(value)} is not compatible with ${this.name}:${this.hint.__name__}`, {
          cause: error,
        });
      }
      throw error;
    }
  }
}

const complain = (instance: PyInstance, names: readonly string[]): never => {
  const s = names.length > 1 ? 's' : '';
  throw new PyAttributeError(`${repr(instance.cls.name)} object has no attribute${s} ${names.map(repr).join(', ')}`);
};

const collect = (instance: PyInstance): Map<string, PyValue> => {
  const found = new Map<string, PyValue>();
  instance.cls.dict.forEach((attribute, name) => {
    if (attribute instanceof Field) found.set(name, getAttribute(instance, name));
  });
  return found;
};

export const Checked: PyClass = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod(typeHints),
    __init_subclass__: (subclass) => {
      for (const [name, hint] of typeHints(subclass).entries()) subclass.dict.set(name, new Field(name, hint));
    },
    __init__: (self, kwargs) => {
      for (const [name] of typeHints(self.cls)) {
        setAttribute(self, name, kwargs.has(name) ? (kwargs.get(name) ?? null) : Ellipsis);
        kwargs.delete(name);
      }
      if (kwargs.size !== 0) complain(self, [...kwargs.keys()]);
    },
    __setattr__: (self, name, value) => {
      const field = self.cls.dict.get(name);
      return field instanceof Field ? field.__set__(self, value) : complain(self, [name]);
    },
    _asdict: collect,
    __repr__: (self) =>
      `${self.cls.name}(${[...collect(self)].map(([name, value]) => `${name}=${repr(value)}`).join(', ')})`,
  },
});
