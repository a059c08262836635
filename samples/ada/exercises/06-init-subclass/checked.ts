import { NoneType } from '../kit/builtins.ts';
import { PyAttributeError, PyTypeError, PyValueError } from '../kit/errors.ts';
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
} from '../kit/objects.ts';
import { repr } from '../kit/repr.ts';
import { typeHints } from '../kit/type-hints.ts';

export class Field {
  readonly name: string;
  private readonly factory: PyCallable;

  constructor(name: string, hint: PyValue) {
    const usable = callable(hint) && hint !== NoneType;
    if (!usable) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    this.name = name;
    this.factory = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    let stored: PyValue;
    try {
      stored = value === Ellipsis ? this.factory() : this.factory(value);
    } catch (reason) {
      if (reason instanceof PyTypeError || reason instanceof PyValueError) {
        const complaint = `${repr(value)} is not compatible with ${this.name}:${this.factory.__name__}`;
        throw new PyTypeError(complaint, { cause: reason });
      }
      throw reason;
    }
    instance.dict.set(this.name, stored);
  }
}

function refuse(self: PyInstance, names: string[]): never {
  const word = names.length === 1 ? 'attribute' : 'attributes';
  throw new PyAttributeError(`${repr(self.cls.name)} object has no ${word} ${names.map((n) => repr(n)).join(', ')}`);
}

function asDict(self: PyInstance): Map<string, PyValue> {
  const result = new Map<string, PyValue>();
  for (const [key, member] of self.cls.dict) {
    if (member instanceof Field) result.set(key, getAttribute(self, key));
  }
  return result;
}

export const Checked: PyClass = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod((cls: PyClass) => typeHints(cls)),
    _asdict: asDict,
    __init_subclass__(subclass) {
      typeHints(subclass).forEach((hint, name) => setAttribute(subclass, name, new Field(name, hint)));
    },
    __init__(self, kwargs) {
      for (const name of typeHints(self.cls).keys()) {
        const given = kwargs.has(name) ? kwargs.get(name)! : Ellipsis;
        setAttribute(self, name, kwargs.get(name) === null ? null : given);
        kwargs.delete(name);
      }
      if (kwargs.size) refuse(self, [...kwargs.keys()]);
    },
    __setattr__(self, name, value) {
      const member = self.cls.dict.get(name);
      if (!(member instanceof Field)) refuse(self, [name]);
      member.__set__(self, value);
    },
    __repr__(self) {
      const parts: string[] = [];
      asDict(self).forEach((value, name) => parts.push(`${name}=${repr(value)}`));
      return `${self.cls.name}(${parts.join(', ')})`;
    },
  },
});
