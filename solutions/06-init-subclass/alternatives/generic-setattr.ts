import { NoneType } from '../../../exercises/kit/builtins.ts';
import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import {
  call,
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
} from '../../../exercises/kit/objects.ts';
import { repr } from '../../../exercises/kit/repr.ts';

/**
 * Built differently: the hints are merged from class to class and kept in the dict of the class; `__setattr__` only
 * guards the door and leaves the rest to `object.__setattr__`, which finds the data descriptor by itself.
 */
export class Field {
  readonly name: string;
  private readonly type: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (hint === NoneType || !callable(hint)) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    this.name = name;
    this.type = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    const { name, type } = this;
    const store = (converted: PyValue) => instance.dict.set(name, converted);
    if (value === Ellipsis) {
      store(type());
      return;
    }
    try {
      store(type(value));
    } catch (error) {
      const expected = error instanceof PyTypeError || error instanceof PyValueError;
      throw expected
        ? new PyTypeError(`${repr(value)} is not compatible with ${name}:${type.__name__}`, { cause: error })
        : error;
    }
  }
}

const HINTS = '__fields__';

function hintsOf(cls: PyClass): Map<string, PyValue> {
  const hints = lookUp(cls, HINTS);
  return hints instanceof Map ? hints : new Map<string, PyValue>();
}

function refuse(self: PyInstance, names: readonly string[]): never {
  const [first, ...more] = names.map(repr);
  const what = more.length === 0 ? `attribute ${first}` : `attributes ${[first, ...more].join(', ')}`;
  throw new PyAttributeError(`${repr(self.cls.name)} object has no ${what}`);
}

function valuesOf(self: PyInstance): Map<string, PyValue> {
  const values = new Map<string, PyValue>();
  self.cls.dict.forEach((attribute, name) => {
    if (attribute instanceof Field) values.set(name, getAttribute(self, name));
  });
  return values;
}

const setGenerically = lookUp(object, '__setattr__');

export const Checked = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod((cls: PyClass) => new Map(hintsOf(cls))),

    __init_subclass__(subclass) {
      const hints = new Map(hintsOf(subclass));
      for (const [name, hint] of subclass.annotations) hints.set(name, hint ?? NoneType);
      subclass.dict.set(HINTS, hints);
      for (const [name, hint] of hints) subclass.dict.set(name, new Field(name, hint));
    },

    __init__(self, kwargs) {
      const rest = new Set(kwargs.keys());
      for (const name of hintsOf(self.cls).keys()) {
        const given = rest.delete(name) ? kwargs.get(name) : undefined;
        call(setGenerically, self, name, given === undefined ? Ellipsis : given);
      }
      if (rest.size > 0) refuse(self, [...rest]);
    },

    __setattr__(self, name, value) {
      if (!(lookUp(self.cls, name) instanceof Field)) refuse(self, [name]);
      call(setGenerically, self, name, value);
    },

    _asdict: valuesOf,

    __repr__(self) {
      const parts: string[] = [];
      valuesOf(self).forEach((value, name) => {
        parts.push(`${name}=${repr(value)}`);
      });
      return `${self.cls.name}(${parts.join(', ')})`;
    },
  },
});
