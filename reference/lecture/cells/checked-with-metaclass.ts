// biome-ignore-all lint/suspicious/noShadowRestrictedNames: names are the lecture's.
import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import type { ClassCell } from '../cell.ts';
import {
  add,
  attribute,
  call,
  callable,
  callMethod,
  contains,
  dict,
  dictOf,
  Ellipsis,
  each,
  f,
  float,
  getAttribute,
  getattr,
  int,
  isinstance,
  len,
  type PyValue,
  pairs,
  repr,
  setAttribute,
  setattr,
  setItem,
  str,
  truth,
  tup,
  type,
} from '../python/builtins.ts';
import { classStatement } from '../python/class-statement.ts';
import { get_type_hints } from '../python/standard-library.ts';

/** Section “`Checked` with a metaclass”. */
export const CHECKED_WITH_METACLASS: Readonly<Record<number, ClassCell>> = {
  42: (main) => {
    main.get_type_hints = get_type_hints;
  },

  43: (main) => {
    main.Field = classStatement('Field', {
      body: ({ def }) => {
        def('__init__', ['self', 'name', 'constructor'], (self, name, constructor) => {
          if (!callable(constructor) || constructor === call(type, [null])) {
            throw new PyTypeError(f`${repr(name)} type hint must be callable`);
          }
          setAttribute(self, 'name', name);
          // Each descriptor instance is a class attribute, and now we need separate per-instance storage attributes.
          setAttribute(self, 'storage_name', add('_', name));
          setAttribute(self, 'constructor', constructor);
        });

        def(
          '__get__',
          ['self', 'instance', 'owner'],
          (self, instance) => {
            // We return either the descriptor instance or the value stored in the attribute named storage_name
            if (instance === null) {
              return self;
            }
            return getattr(instance, getAttribute(self, 'storage_name'));
          },
          { owner: null },
        );

        def('__set__', ['self', 'instance', 'value'], (self, instance, value) => {
          if (value === Ellipsis) {
            value = callMethod(self, 'constructor');
          } else {
            try {
              value = callMethod(self, 'constructor', [value]);
            } catch (e) {
              if (!(e instanceof PyTypeError || e instanceof PyValueError)) throw e;
              const type_name = attribute(self, 'constructor', '__name__');
              const msg = f`${repr(value)} is not compatible with ${getAttribute(self, 'name')}:${type_name}`;
              throw new PyTypeError(msg, { cause: e });
            }
          }
          setattr(instance, getAttribute(self, 'storage_name'), value);
        });
      },
    });
  },

  44: (main) => {
    main.CheckedMeta = classStatement('CheckedMeta', {
      bases: [type],
      body: ({ def, useSuper }) => {
        const parent = useSuper();

        def('__new__', ['meta_cls', 'cls_name', 'bases', 'cls_dict'], (meta_cls, cls_name, bases, cls_dict) => {
          if (!contains(cls_dict, '__slots__')) {
            const slots: PyValue = [];
            // class does not exist yet, that's why we cannot use typing.get_type_hints
            const type_hints = callMethod(cls_dict, 'get', ['__annotations__', dictOf({})]);
            for (const [name, constructor] of pairs(callMethod(type_hints, 'items'))) {
              const field = call(main.Field, [name, constructor]);
              setItem(cls_dict, name, field);
              callMethod(slots, 'append', [getAttribute(field, 'storage_name')]);
            }

            setItem(cls_dict, '__slots__', slots);
          }

          return callMethod(parent(meta_cls), '__new__', [meta_cls, cls_name, bases, cls_dict]);
        });
      },
    });
  },

  45: (main) => {
    main.Checked = classStatement('Checked', {
      metaclass: main.CheckedMeta,
      body: ({ set, def, classmethod, mangled }) => {
        set('__slots__', tup()); // skip CheckedMeta.__new__ processing

        classmethod('_fields', ['cls'], (cls) => {
          return call(main.get_type_hints, [cls]);
        });

        def('__init__', ['self', '**kwargs'], (self, kwargs) => {
          for (const name of each(callMethod(self, '_fields'))) {
            const value = callMethod(kwargs, 'pop', [name, Ellipsis]);
            setattr(self, name, value);
          }
          if (truth(kwargs)) {
            callMethod(self, mangled('__flag_unknown_attrs'), [...each(kwargs)]);
          }
        });

        def('__flag_unknown_attrs', ['self', '*names'], (self, names) => {
          const plural = len(names) > 1n ? 's' : '';
          const extra = [...each(names)].map((name) => f`${repr(name)}`).join(', ');
          const cls_name = repr(attribute(self, '__class__', '__name__'));
          throw new PyAttributeError(f`${cls_name} object has no attribute${plural} ${extra}`);
        });

        def('_asdict', ['self'], (self) => {
          return call(dict, [
            [...pairs(callMethod(attribute(self, '__class__', '__dict__'), 'items'))]
              .filter(([, attr]) => isinstance(attr, main.Field))
              .map(([name]) => tup(name, getattr(self, name))),
          ]);
        });

        def('__repr__', ['self'], (self) => {
          const kwargs = [...pairs(callMethod(callMethod(self, '_asdict'), 'items'))]
            .map(([key, value]) => f`${key}=${repr(value)}`)
            .join(', ');
          return f`${attribute(self, '__class__', '__name__')}(${kwargs})`;
        });
      },
    });
  },

  46: (main) => {
    main.Person = classStatement('Person', {
      bases: [main.Checked],
      body: ({ annotate }) => {
        annotate({
          name: str,
          age: int,
          salary: float,
        });
      },
    });
  },

  47: (main) => {
    main.person = call(main.Person, [], { name: 'John Doe', age: 42n, salary: 199_999.99 });
    return main.person;
  },

  48: (main) => getAttribute(main.person, 'name'),

  49: (main) => {
    setAttribute(main.person, 'name', 'Jane Dane');
  },

  50: (main) => {
    setAttribute(main.person, 'year', 'text');
  },

  51: (main) => getAttribute(main.person, '__dict__'),

  52: (main) => getAttribute(main.Person, '__dict__'),
};
