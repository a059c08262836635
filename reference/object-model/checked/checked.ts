import { PyAttributeError } from '../../../exercises/kit/errors.ts';
import {
  classmethod,
  defineClass,
  Ellipsis,
  getAttribute,
  object,
  type PyClass,
  type PyInstance,
  type PyValue,
  setAttribute,
} from '../../../exercises/kit/objects.ts';
import { repr } from '../../../exercises/kit/repr.ts';
import { typeHints } from '../../../exercises/kit/type-hints.ts';
import { Field } from './field.ts';

/** What a class declares and inherits, by name. Made once, when the class is. */
const fieldTables = new WeakMap<PyClass, ReadonlyMap<string, Field>>();
const NO_FIELDS: ReadonlyMap<string, Field> = new Map();

/**
 * The lecture's `Checked`: a subclass declares fields by type hints alone, and `__init_subclass__` puts a `Field` on
 * it for each, the inherited ones first.
 *
 * Differs from the lecture: its `__setattr__` reads all type hints at every assignment (45 times slower than its
 * metaclass); here they are read once, when the class is made. Hints that are changed later are not seen.
 * Source: the lecture, section “`__init_subclass__()` method”, class `Checked`.
 */
export const Checked: PyClass = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod(typeHints),

    /** @throws {PyTypeError} for a hint that cannot be called; the fields before it are on the class by then. */
    __init_subclass__(subclass) {
      const table = new Map<string, Field>();
      for (const [name, hint] of typeHints(subclass)) {
        const field = new Field(name, hint);
        table.set(name, field);
        setAttribute(subclass, name, field);
      }
      fieldTables.set(subclass, table);
    },

    /** Sets the fields in the order of the hints, whatever the order of the keywords; then refuses what is left. */
    __init__(self, kwargs) {
      for (const name of fieldsOf(self).keys()) {
        const value = kwargs.get(name);
        kwargs.delete(name);
        setAttribute(self, name, value === undefined ? Ellipsis : value);
      }
      if (kwargs.size > 0) refuseUnknown(self, [...kwargs.keys()]);
    },

    __setattr__(self, name, value) {
      const field = fieldsOf(self).get(name);
      if (field === undefined) refuseUnknown(self, [name]);
      else field.__set__(self, value);
    },

    _asdict: asDict,

    __repr__(self) {
      const shown = Array.from(asDict(self), ([name, value]) => `${name}=${repr(value)}`);
      return `${self.cls.name}(${shown.join(', ')})`;
    },
  },
});

/** `Checked` itself, made before there is a table, has none. */
function fieldsOf(self: PyInstance): ReadonlyMap<string, Field> {
  return fieldTables.get(self.cls) ?? NO_FIELDS;
}

/** Every Field in the class's own dict, in that dict's order. An unset one stands for itself. */
function asDict(self: PyInstance): Map<string, PyValue> {
  const values = new Map<string, PyValue>();
  for (const [name, attribute] of self.cls.dict) {
    if (attribute instanceof Field) values.set(name, getAttribute(self, name));
  }
  return values;
}

function refuseUnknown(self: PyInstance, names: readonly string[]): never {
  const plural = names.length > 1 ? 's' : '';
  const extra = names.map(repr).join(', ');
  throw new PyAttributeError(`${repr(self.cls.name)} object has no attribute${plural} ${extra}`);
}
