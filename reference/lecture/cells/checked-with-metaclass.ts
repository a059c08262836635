// biome-ignore-all lint/complexity/noThisInStatic: `this` in a static method is Python's `cls`, and `super` its `super()`.
// biome-ignore-all lint/suspicious/noShadowRestrictedNames: names are the lecture's.
import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import type { ClassCell } from '../cell.ts';
import {
  bases,
  callable,
  type Dynamic,
  Ellipsis,
  float,
  getattr,
  int,
  isinstance,
  kw,
  mangle,
  pop,
  python,
  repr,
  setattr,
  str,
  tuple,
  type,
} from '../python/builtins.ts';
import { get_type_hints } from '../python/standard-library.ts';

/** Section “`Checked` with a metaclass”. */
export const CHECKED_WITH_METACLASS: Readonly<Record<number, ClassCell>> = {
  42: (main) => {
    main.get_type_hints = get_type_hints;
  },

  43: (main) => {
    main.Field = python(
      'Field',
      class {
        __init__(this: Dynamic, name: string, constructor: Dynamic) {
          if (!callable(constructor) || constructor === type(null)) {
            throw new PyTypeError(`${repr(name)} type hint must be callable`);
          }
          this.name = name;
          // Each descriptor instance is a class attribute, and now we need separate per-instance storage attributes.
          this.storage_name = `_${name}`;
          this.constructor = constructor;
        }

        __get__(this: Dynamic, instance: Dynamic, _owner: Dynamic = null) {
          // We return either the descriptor instance or the value stored in the attribute named storage_name
          if (instance === null) {
            return this;
          }
          return getattr(instance, this.storage_name);
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
          setattr(instance, this.storage_name, value);
        }
      },
    );
  },

  44: (main) => {
    main.CheckedMeta = python(
      'CheckedMeta',
      class extends type {
        static __new__(meta_cls: Dynamic, cls_name: string, bases: Dynamic, cls_dict: Dynamic) {
          if (!cls_dict.has('__slots__')) {
            const slots = [];
            // class does not exist yet, that's why we cannot use typing.get_type_hints
            const type_hints = cls_dict.get('__annotations__') ?? new Map();
            for (const [name, constructor] of type_hints) {
              const field = main.Field(name, constructor);
              cls_dict.set(name, field);
              slots.push(field.storage_name);
            }

            cls_dict.set('__slots__', slots);
          }

          return super.__new__(meta_cls, cls_name, bases, cls_dict);
        }
      },
    );
  },

  45: (main) => {
    const __flag_unknown_attrs = mangle('Checked', '__flag_unknown_attrs');

    main.Checked = python(
      'Checked',
      class extends bases(kw({ metaclass: main.CheckedMeta })) {
        static __slots__ = tuple([]); // skip CheckedMeta.__new__ processing

        static _fields() {
          return main.get_type_hints(this);
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

  46: (main) => {
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

  47: (main) => {
    main.person = main.Person(kw({ name: 'John Doe', age: 42n, salary: 199_999.99 }));
    return main.person;
  },

  48: (main) => main.person.name,

  49: (main) => {
    main.person.name = 'Jane Dane';
  },

  50: (main) => {
    main.person.year = 'text';
  },

  51: (main) => main.person.__dict__,

  52: (main) => main.Person.__dict__,
};
