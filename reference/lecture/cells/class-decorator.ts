// biome-ignore-all lint/suspicious/noShadowRestrictedNames: names are the lecture's.
import { PyAttributeError } from '../../../exercises/kit/errors.ts';
import type { ClassCell } from '../cell.ts';
import {
  attribute,
  call,
  callMethod,
  classmethod,
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
  pairs,
  repr,
  setAttribute,
  setattr,
  str,
  truth,
  tup,
} from '../python/builtins.ts';
import { classStatement, def } from '../python/class-statement.ts';

/** Section “Class decorator”. These functions are written outside any class statement: no name is mangled. */
export const CLASS_DECORATOR: Readonly<Record<number, ClassCell>> = {
  26: (main) => {
    main._fields = def('_fields', ['cls'], (cls) => {
      return call(main.get_type_hints, [cls]);
    });

    main.__init__ = def('__init__', ['self', '**kwargs'], (self, kwargs) => {
      for (const name of each(callMethod(self, '_fields'))) {
        const value = callMethod(kwargs, 'pop', [name, Ellipsis]);
        setattr(self, name, value);
      }
      if (truth(kwargs)) {
        callMethod(self, '__flag_unknown_attrs', [...each(kwargs)]);
      }
    });

    main.__setattr__ = def('__setattr__', ['self', 'name', 'value'], (self, name, value) => {
      if (contains(callMethod(self, '_fields'), name)) {
        const cls = getAttribute(self, '__class__');
        const descriptor = getattr(cls, name);
        callMethod(descriptor, '__set__', [self, value]);
      } else {
        callMethod(self, '__flag_unknown_attrs', [name]);
      }
    });

    main.__flag_unknown_attrs = def('__flag_unknown_attrs', ['self', '*names'], (self, names) => {
      const plural = len(names) > 1n ? 's' : '';
      const extra = [...each(names)].map((name) => f`${repr(name)}`).join(', ');
      const cls_name = repr(attribute(self, '__class__', '__name__'));
      throw new PyAttributeError(f`${cls_name} has no attribute${plural} ${extra}`);
    });

    main._asdict = def('_asdict', ['self'], (self) => {
      return call(dict, [
        [...pairs(callMethod(attribute(self, '__class__', '__dict__'), 'items'))]
          .filter(([, attr]) => isinstance(attr, main.Field))
          .map(([name]) => tup(name, getattr(self, name))),
      ]);
    });

    main.__repr__ = def('__repr__', ['self'], (self) => {
      const kwargs = [...pairs(callMethod(callMethod(self, '_asdict'), 'items'))]
        .map(([key, value]) => f`${key}=${repr(value)}`)
        .join(', ');
      return f`${attribute(self, '__class__', '__name__')}(${kwargs})`;
    });
  },

  27: (main) => {
    main.checked = def('checked', ['cls'], (cls) => {
      for (const [name, constructor] of pairs(callMethod(call(main._fields, [cls]), 'items'))) {
        setattr(cls, name, call(main.Field, [name, constructor]));
      }

      setAttribute(cls, '_fields', call(classmethod, [main._fields]));

      const instance_methods = [
        main.__init__,
        main.__repr__,
        main.__setattr__,
        main._asdict,
        main.__flag_unknown_attrs,
      ];
      for (const method of instance_methods) {
        setattr(cls, getAttribute(method, '__name__'), method);
      }

      return cls;
    });
  },

  28: (main) => {
    main.Person = classStatement('Person', {
      decorators: [main.checked],
      body: ({ annotate }) => {
        annotate({
          name: str,
          age: int,
          salary: float,
        });
      },
    });
  },

  29: (main) => {
    main.person = call(main.Person, [], { name: 'John Doe', age: 42n, salary: 199_999.99 });
    return main.person;
  },

  30: (main) => tup(getAttribute(main.person, 'name'), getAttribute(main.person, 'age')),
};
