// biome-ignore-all lint/suspicious/noShadowRestrictedNames: names are the lecture's.
import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import type { ClassCell } from '../cell.ts';
import {
  attribute,
  call,
  callable,
  callMethod,
  contains,
  dict,
  Ellipsis,
  each,
  f,
  float,
  getAttribute,
  getattr,
  int,
  isinstance,
  len,
  list,
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

/** Section “`__init_subclass__()` method”. */
export const INIT_SUBCLASS: Readonly<Record<number, ClassCell>> = {
  17: () => tup(call(int), call(str), call(list)),

  18: (main) => {
    main.get_type_hints = get_type_hints;

    main.Field = classStatement('Field', {
      body: ({ def }) => {
        def('__init__', ['self', 'name', 'constructor'], (self, name, constructor) => {
          if (!callable(constructor) || constructor === call(type, [null])) {
            throw new PyTypeError(f`${repr(name)} type hint must be callable`);
          }
          setAttribute(self, 'name', name);
          setAttribute(self, 'constructor', constructor);
        });

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
          setItem(getAttribute(instance, '__dict__'), getAttribute(self, 'name'), value);
        });
      },
    });
  },

  19: (main) => {
    main.Checked = classStatement('Checked', {
      body: ({ def, classmethod, useSuper, mangled }) => {
        const parent = useSuper();

        classmethod('_fields', ['cls'], (cls) => {
          return call(main.get_type_hints, [cls]);
        });

        def('__init_subclass__', ['subclass'], (subclass) => {
          callMethod(parent(subclass), '__init_subclass__');
          for (const [name, constructor] of pairs(callMethod(callMethod(subclass, '_fields'), 'items'))) {
            setattr(subclass, name, call(main.Field, [name, constructor]));
          }
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

        def('__setattr__', ['self', 'name', 'value'], (self, name, value) => {
          if (contains(callMethod(self, '_fields'), name)) {
            const cls = getAttribute(self, '__class__');
            const descriptor = getattr(cls, name);
            callMethod(descriptor, '__set__', [self, value]);
          } else {
            callMethod(self, mangled('__flag_unknown_attrs'), [name]);
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

  20: (main) => {
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

  21: (main) => {
    main.person = call(main.Person, [], { name: 'John Doe', age: 42n, salary: 199_999.99 });
    return main.person;
  },

  22: (main) => tup(getAttribute(main.person, 'name'), getAttribute(main.person, 'age')),

  23: (main) => {
    setAttribute(main.person, 'age', 'text');
  },

  24: (main) => {
    main.person = call(main.Person);
    return main.person;
  },

  25: (main) => {
    main.person = call(main.Person, [], { first_name: 'John Doe', age: 42n, salary: 199_999.99 });
  },
};
