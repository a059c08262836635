import { bool, NoneType, str } from '../../../exercises/kit/builtins.ts';
import { PyAttributeError, PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
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

/** Built differently: kinds of Field for kinds of constructors; those that take any value need no error handling. */
export class Field {
  readonly name: string;
  protected readonly constructorOfValues: PyCallable;

  constructor(name: string, hint: PyValue) {
    if (!callable(hint)) throw refusedHint(name);
    if (hint === NoneType) throw refusedHint(name);
    this.name = name;
    this.constructorOfValues = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    if (value === Ellipsis) this.store(instance, this.constructorOfValues());
    else this.store(instance, this.converted(value));
  }

  protected store(instance: PyInstance, value: PyValue): void {
    instance.dict.set(this.name, value);
  }

  protected converted(value: PyValue): PyValue {
    try {
      return this.constructorOfValues(value);
    } catch (thrown) {
      if (thrown instanceof PythonError && ['TypeError', 'ValueError'].includes(thrown.type)) {
        const expected = `${this.name}:${this.constructorOfValues.__name__}`;
        throw new PyTypeError(`${repr(value)} is not compatible with ${expected}`, { cause: thrown });
      }
      throw thrown;
    }
  }
}

class TotalField extends Field {
  protected override converted(value: PyValue): PyValue {
    return this.constructorOfValues(value);
  }
}

function refusedHint(name: string): PyTypeError {
  return new PyTypeError(`${repr(name)} type hint must be callable`);
}

function makeField(name: string, hint: PyValue): Field {
  return hint === str || hint === bool ? new TotalField(name, hint) : new Field(name, hint);
}

function noSuchAttributes(self: PyInstance, names: Iterable<string>): PyAttributeError {
  const shown = [...names].map(repr);
  return new PyAttributeError(
    `${repr(self.cls.name)} object has no attribute${shown.length > 1 ? 's' : ''} ${shown.join(', ')}`,
  );
}

function initSubclass(subclass: PyClass): void {
  for (const [name, hint] of typeHints(subclass)) setAttribute(subclass, name, makeField(name, hint));
}

function init(self: PyInstance, kwargs: Map<string, PyValue>): void {
  const wanted = [...typeHints(self.cls).keys()];
  const values = wanted.map((name) => (kwargs.has(name) ? kwargs.get(name) : Ellipsis));
  for (const name of wanted) kwargs.delete(name);
  wanted.forEach((name, index) => {
    setAttribute(self, name, values[index] ?? null);
  });
  if (kwargs.size > 0) throw noSuchAttributes(self, kwargs.keys());
}

function setattr(self: PyInstance, name: string, value: PyValue): void {
  const own = self.cls.dict.get(name);
  if (!(own instanceof Field)) throw noSuchAttributes(self, [name]);
  own.__set__(self, value);
}

function asdict(self: PyInstance): Map<string, PyValue> {
  const fields = [...self.cls.dict].filter(([, attribute]) => attribute instanceof Field);
  return new Map(fields.map(([name]) => [name, getAttribute(self, name)]));
}

function show(self: PyInstance): string {
  const shown = [...asdict(self)].map(([name, value]) => `${name}=${repr(value)}`).join(', ');
  return `${self.cls.name}(${shown})`;
}

export const Checked: PyClass = defineClass('Checked', object, {
  namespace: {
    _fields: classmethod(typeHints),
    __init_subclass__: initSubclass,
    __init__: init,
    __setattr__: setattr,
    _asdict: asdict,
    __repr__: show,
  },
});
