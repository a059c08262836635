import { NoneType } from '../kit/builtins.ts';
import { NotImplemented, PyTypeError, PyValueError } from '../kit/errors.ts';
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
} from '../kit/objects.ts';
import { repr } from '../kit/repr.ts';

export class Field {
  readonly name: string;
  readonly make: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (hint === NoneType || !callable(hint)) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    this.name = name;
    this.make = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    if (value === Ellipsis) instance.dict.set(this.name, this.make());
    else instance.dict.set(this.name, this.convert(value));
  }

  convert(value: PyValue): PyValue {
    try {
      return this.make(value);
    } catch (cause) {
      if (!(cause instanceof PyTypeError || cause instanceof PyValueError)) throw cause;
      throw new PyTypeError(`${repr(value)} is not compatible with ${this.name}:${this.make.__name__}`, { cause });
    }
  }
}

export const Checked: PyClass = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod((_cls: PyClass): Map<string, PyValue> => {
      // TODO: give the type hints of the class and its bases, name by name.
      throw new NotImplemented('_fields gives the type hints of a class.');
    }),

    __init_subclass__(_subclass) {
      // TODO: put one Field on the subclass for every type hint.
      throw new NotImplemented('__init_subclass__ puts a Field on the subclass for every type hint.');
    },

    __init__(_self, _kwargs) {
      // TODO: set every field, from its keyword or to its default; then refuse the keywords that are left.
      throw new NotImplemented('__init__ sets every field and refuses unknown keywords.');
    },

    __setattr__(_self, _name, _value) {
      // TODO: hand the value to the Field of that name, or refuse the name.
      throw new NotImplemented('__setattr__ hands the value to the Field of that name.');
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
