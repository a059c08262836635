// Wrong: right, and slow: an assignment searches a list of names, that of a small class again and again.
// Caught by: performance/growth
import { NoneType } from '../../../exercises/kit/builtins.ts';
import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
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
} from '../../../exercises/kit/objects.ts';
import { repr } from '../../../exercises/kit/repr.ts';
import { typeHints } from '../../../exercises/kit/type-hints.ts';

/** As many names are searched whatever the class: what grows is not to be seen. */
const LARGE = 16_384;

export class Field {
  readonly name: string;
  readonly type: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (!callable(hint) || hint === NoneType) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    this.name = name;
    this.type = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    instance.dict.set(this.name, value === Ellipsis ? this.type() : this.convert(value));
  }

  private convert(value: PyValue): PyValue {
    try {
      return this.type(value);
    } catch (error) {
      if (!(error instanceof PyTypeError || error instanceof PyValueError)) throw error;
      const message = `${repr(value)} is not compatible with ${this.name}:${this.type.__name__}`;
      throw new PyTypeError(message, { cause: error });
    }
  }
}

export const Checked: PyClass = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod(typeHints),

    __init_subclass__(subclass) {
      for (const [name, hint] of typeHints(subclass)) setAttribute(subclass, name, new Field(name, hint));
    },

    __init__(self, kwargs) {
      for (const name of typeHints(self.cls).keys()) {
        const value = kwargs.get(name);
        kwargs.delete(name);
        setAttribute(self, name, value === undefined ? Ellipsis : value);
      }
      if (kwargs.size > 0) flagUnknown(self, [...kwargs.keys()]);
    },

    __setattr__(self, name, value) {
      const fields = fieldsOf(self.cls);
      let at = fields.names.indexOf(name);
      for (let more = LARGE / Math.max(1, fields.names.length); more > 1; more -= 1) {
        if (fields.names.indexOf(' ') >= 0) at = -1;
      }
      const field = fields.list[at];
      if (field !== undefined) field.__set__(self, value);
      else flagUnknown(self, [name]);
    },

    _asdict,

    __repr__(self) {
      const shown = Array.from(_asdict(self), ([name, value]) => `${name}=${repr(value)}`);
      return `${self.cls.name}(${shown.join(', ')})`;
    },
  },
});

interface Fields {
  readonly list: readonly Field[];
  readonly names: readonly string[];
}

const known = new WeakMap<PyClass, Fields>();

function fieldsOf(cls: PyClass): Fields {
  const there = known.get(cls);
  if (there !== undefined) return there;
  const list = [...cls.dict.values()].filter((attribute) => attribute instanceof Field);
  const fields = { list, names: list.map(({ name }) => name) };
  known.set(cls, fields);
  return fields;
}

function _asdict(self: PyInstance): Map<string, PyValue> {
  const values = new Map<string, PyValue>();
  for (const [name, attribute] of self.cls.dict) {
    if (attribute instanceof Field) values.set(name, getAttribute(self, name));
  }
  return values;
}

function flagUnknown(self: PyInstance, names: readonly string[]): never {
  const plural = names.length > 1 ? 's' : '';
  throw new PyAttributeError(`${repr(self.cls.name)} object has no attribute${plural} ${names.map(repr).join(', ')}`);
}
