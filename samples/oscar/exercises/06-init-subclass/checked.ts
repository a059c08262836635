import { NotImplemented } from '../kit/errors.ts';
import { classmethod, defineClass, object, type PyClass, type PyInstance, type PyValue } from '../kit/objects.ts';

export class Field {
  readonly name: string;

  constructor(name: string, _hint: PyValue) {
    this.name = name;
    // TODO: refuse a hint that cannot be called or is NoneType, and keep any other.
    throw new NotImplemented('Field keeps a name and the constructor that its hint is.');
  }

  __set__(_instance: PyInstance, _value: PyValue): void {
    // TODO: convert the value and store it in the instance's dict.
    throw new NotImplemented('Field.__set__ converts a value and stores it.');
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
