import { NoneType } from '../kit/builtins.ts';
import { NotImplemented, PyAttributeError, PyTypeError, PyValueError } from '../kit/errors.ts';
import {
  type PyCallable, type PyClass, type PyInstance, type PyValue,
  callable, classmethod, defineClass, Ellipsis, object, setAttribute,
} from '../kit/objects.ts';
import { repr } from '../kit/repr.ts';
import { typeHints } from '../kit/type-hints.ts';

export class Field {
  readonly name: string;
  private type: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (!callable(hint) || hint === NoneType) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    this.name = name;
    this.type = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    if (value === Ellipsis) {
      instance.dict.set(this.name, this.type());
      return;
    }
    try {
      instance.dict.set(this.name, this.type(value));
    } catch (e) {
      if (e instanceof PyTypeError || e instanceof PyValueError) {
        throw new PyTypeError(`${repr(value)} is not compatible with ${this.name}:${this.type.__name__}`, { cause: e });
      }
      throw e;
    }
  }
}

export const Checked: PyClass = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod((_cls: PyClass): Map<string, PyValue> => {
      // TODO: give the type hints of the class and its bases, name by name.
      throw new NotImplemented('_fields gives the type hints of a class.');
    }),

    __init_subclass__(subclass) {
      for (const [name, hint] of typeHints(subclass)) setAttribute(subclass, name, new Field(name, hint));
    },

    __init__(self, kwargs) {
      for (const name of typeHints(self.cls).keys()) {
        setAttribute(self, name, kwargs.get(name) === undefined ? Ellipsis : kwargs.get(name)!);
        kwargs.delete(name);
      }
      if (kwargs.size > 0) unknown(self, [...kwargs.keys()]);
    },

    __setattr__(self, name, value) {
      const field = self.cls.dict.get(name);
      if (field instanceof Field) field.__set__(self, value);
      else unknown(self, [name]);
    },

    _asdict(_self: PyInstance): Map<string, PyValue> {
      // TODO: give the value of every Field that the instance's class itself holds.
      throw new NotImplemented('_asdict gives the fields and their values.');
    },

    __repr__(_self) {
      // TODO: give the class's name and the fields, as in Person(name='John Doe', age=42).
      throw new NotImplemented('__repr__ shows the class and its fields.');
    },
  },
});

function unknown(self: PyInstance, names: string[]): never {
  const attributes = names.length > 1 ? 'attributes' : 'attribute';
  throw new PyAttributeError(`${repr(self.cls.name)} object has no ${attributes} ${names.map(repr).join(', ')}`);
}
