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

const isConstructor = (hint: PyValue): hint is PyCallable => callable(hint) && hint !== NoneType;

class Field {
  readonly name: string;
  readonly #type: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (!isConstructor(hint)) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    [this.name, this.#type] = [name, hint];
  }

  __set__({ dict }: PyInstance, value: PyValue): void {
    dict.set(this.name, this.#convert(value));
  }

  #convert(value: PyValue): PyValue {
    try {
      return value === Ellipsis ? this.#type() : this.#type(value);
    } catch (cause) {
      switch (true) {
        case cause instanceof PyTypeError:
        case cause instanceof PyValueError:
          throw new PyTypeError(`${repr(value)} is not compatible with ${this.name}:${this.#type.__name__}`, { cause });
        default:
          throw cause;
      }
    }
  }
}

class UnknownAttributes extends PyAttributeError {
  constructor({ cls }: PyInstance, names: readonly string[]) {
    const [first, ...others] = names.map((name) => repr(name));
    const which = others.length === 0 ? `attribute ${first}` : `attributes ${[first, ...others].join(', ')}`;
    super(`${repr(cls.name)} object has no ${which}`);
  }
}

const valuesOf = (self: PyInstance): [string, PyValue][] =>
  [...self.cls.dict]
    .filter(([, attribute]) => attribute instanceof Field)
    .map(([name]) => [name, getAttribute(self, name)]);

const Checked: PyClass = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod(typeHints),
    _asdict: (self: PyInstance) => new Map(valuesOf(self)),
    __repr__: (self) => `${self.cls.name}(${valuesOf(self).map(([name, value]) => `${name}=${repr(value)}`).join(', ')})`,
    __init_subclass__(subclass) {
      typeHints(subclass).forEach((hint, name) => {
        setAttribute(subclass, name, new Field(name, hint));
      });
    },
    __init__(self, kwargs) {
      const known = typeHints(self.cls);
      for (const name of known.keys()) setAttribute(self, name, kwargs.has(name) ? kwargs.get(name)! : Ellipsis);
      const unknown = [...kwargs.keys()].filter((name) => !known.has(name));
      if (unknown.length > 0) throw new UnknownAttributes(self, unknown);
    },
    __setattr__(self, name, value) {
      const found = self.cls.dict.get(name);
      if (found instanceof Field) return found.__set__(self, value);
      throw new UnknownAttributes(self, [name]);
    },
  },
});

export { Checked, Field };
