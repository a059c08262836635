import { PyValueError } from '../../../exercises/kit/errors.ts';
import type { ClassCell } from '../cell.ts';
import { def, getattr, isinstance, kw, object, repr, setattr, str, tuple, type, zip } from '../python/builtins.ts';

/** Section “Class factory function”. */
export const CLASS_FACTORY: Readonly<Record<number, ClassCell>> = {
  12: (main) => {
    main.parse_identifiers = def('parse_identifiers(names)', (names) => {
      if (isinstance(names, str)) {
        names = str.split(str.replace(names, ',', ' '));
      }
      if (![...names].every((s) => str.isidentifier(s))) {
        throw new PyValueError('names must all be valid identifiers');
      }
      return tuple(names);
    });

    main.record_factory = def('record_factory(cls_name, field_names)', (cls_name, field_names) => {
      const slots = main.parse_identifiers(field_names);

      const __init__ = def('__init__(self, *args, **kwargs)', (self, args, kwargs) => {
        const attrs = new Map(zip(self.__slots__, args));
        for (const [name, value] of Object.entries(kwargs)) attrs.set(name, value);
        for (const [name, value] of attrs) {
          setattr(self, name, value);
        }
      });

      const __iter__ = def('__iter__(self)', function* (self) {
        for (const name of self.__slots__) {
          yield getattr(self, name);
        }
      });

      const __repr__ = def('__repr__(self)', (self) => {
        const values = [...zip(self.__slots__, self)].map(([name, value]) => `${name}=${repr(value)}`).join(', ');
        const cls_name = self.__class__.__name__;
        return `${cls_name}(${values})`;
      });

      const cls_attrs = {
        __slots__: slots,
        __init__: __init__,
        __iter__: __iter__,
        __repr__: __repr__,
      };

      return type(cls_name, tuple([object]), cls_attrs);
    });
  },

  13: (main) => {
    main.Person = main.record_factory('Person', 'name age');
  },

  14: (main) => {
    main.p = main.Person(kw({ name: 'John Doe', age: 42n }));
    return main.p;
  },

  15: (main, print) => {
    [main.name, main.age] = main.p;

    print(main.name);
    print(main.age);
  },

  16: (main) => tuple([main.p.name, main.p.age]),
};
