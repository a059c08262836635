// biome-ignore-all lint/complexity/noThisInStatic: `this` in a static method is Python's `cls`, and `super` its `super()`.
// biome-ignore-all lint/suspicious/noShadowRestrictedNames: names are the lecture's.
import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import type { ClassCell } from '../cell.ts';
import {
  callable,
  type Dynamic,
  Ellipsis,
  float,
  getattr,
  int,
  isinstance,
  kw,
  list,
  mangle,
  object,
  pop,
  python,
  repr,
  setattr,
  str,
  tuple,
  type,
} from '../python/builtins.ts';
import { get_type_hints } from '../python/standard-library.ts';

/** Section “`__init_subclass__()` method”. */
export const INIT_SUBCLASS: Readonly<Record<number, ClassCell>> = {
  17: () => tuple([int(), str(), list()]),

  18: (main) => {
    main.get_type_hints = get_type_hints;

    main.Field = python(
      'Field',
      class {
        __init__(this: Dynamic, name: string, constructor: Dynamic) {
          if (!callable(constructor) || constructor === type(null)) {
            throw new PyTypeError(`${repr(name)} type hint must be callable`);
          }
          this.name = name;
          this.constructor = constructor;
        }

        __set__(this: Dynamic, instance: Dynamic, value: Dynamic) {
          if (value === Ellipsis) {
            value = this.constructor();
          } else {
            try {
              value = this.constructor(value);
            } catch (e) {
              if (!(e instanceof PyTypeError || e instanceof PyValueError)) throw e;
              const type_name = this.constructor.__name__;
              const msg = `${repr(value)} is not compatible with ${this.name}:${type_name}`;
              throw new PyTypeError(msg, { cause: e });
            }
          }
          instance.__dict__.set(this.name, value);
        }
      },
    );
  },

  19: (main) => {
    const __flag_unknown_attrs = mangle('Checked', '__flag_unknown_attrs');

    main.Checked = python(
      'Checked',
      class extends object {
        static _fields() {
          return main.get_type_hints(this);
        }

        static __init_subclass__() {
          super.__init_subclass__();
          for (const [name, constructor] of this._fields()) {
            setattr(this, name, main.Field(name, constructor));
          }
        }

        __init__(this: Dynamic, kwargs = kw({})) {
          for (const name of this._fields().keys()) {
            const value = pop(kwargs, name, Ellipsis);
            setattr(this, name, value);
          }
          if (Object.keys(kwargs).length > 0) {
            this[__flag_unknown_attrs](...Object.keys(kwargs));
          }
        }

        __setattr__(this: Dynamic, name: string, value: Dynamic) {
          if (this._fields().has(name)) {
            const cls = this.__class__;
            const descriptor = getattr(cls, name);
            descriptor.__set__(this, value);
          } else {
            this[__flag_unknown_attrs](name);
          }
        }

        [__flag_unknown_attrs](...names: string[]) {
          const plural = names.length > 1 ? 's' : '';
          const extra = names.map((name) => repr(name)).join(', ');
          const cls_name = repr(this.__class__.__name__);
          throw new PyAttributeError(`${cls_name} object has no attribute${plural} ${extra}`);
        }

        _asdict() {
          return new Map(
            [...this.__class__.__dict__.items()]
              .filter(([_name, attr]) => isinstance(attr, main.Field))
              .map(([name]) => [name, getattr(this, name)]),
          );
        }

        __repr__() {
          const kwargs = [...this._asdict()].map(([key, value]) => `${key}=${repr(value)}`).join(', ');
          return `${this.__class__.__name__}(${kwargs})`;
        }
      },
    );
  },

  20: (main) => {
    main.Person = python(
      'Person',
      class extends main.Checked {
        static __annotations__ = {
          name: str,
          age: int,
          salary: float,
        };
      },
    );
  },

  21: (main) => {
    main.person = main.Person(kw({ name: 'John Doe', age: 42n, salary: 199_999.99 }));
    return main.person;
  },

  22: (main) => tuple([main.person.name, main.person.age]),

  23: (main) => {
    main.person.age = 'text';
  },

  24: (main) => {
    main.person = main.Person();
    return main.person;
  },

  25: (main) => {
    main.person = main.Person(kw({ first_name: 'John Doe', age: 42n, salary: 199_999.99 }));
  },
};
