import { PyValueError } from '../../../exercises/kit/errors.ts';
import { PyIterator } from '../../object-model/protocols/iterate.ts';
import type { ClassCell } from '../cell.ts';
import {
  attribute,
  call,
  callMethod,
  dict,
  dictOf,
  each,
  f,
  getAttribute,
  getattr,
  isinstance,
  object,
  pairs,
  repr,
  setattr,
  str,
  tup,
  tuple,
  type,
  zip,
} from '../python/builtins.ts';
import { def } from '../python/class-statement.ts';

/** Section “Class factory function”. */
export const CLASS_FACTORY: Readonly<Record<number, ClassCell>> = {
  12: (main) => {
    main.parse_identifiers = def('parse_identifiers', ['names'], (names) => {
      if (isinstance(names, str)) {
        names = callMethod(callMethod(names, 'replace', [',', ' ']), 'split');
      }
      if (![...each(names)].every((s) => callMethod(s, 'isidentifier'))) {
        throw new PyValueError('names must all be valid identifiers');
      }
      return call(tuple, [names]);
    });

    main.record_factory = def('record_factory', ['cls_name', 'field_names'], (cls_name, field_names) => {
      const slots = call(main.parse_identifiers, [field_names]);

      const __init__ = def('__init__', ['self', '*args', '**kwargs'], (self, args, kwargs) => {
        const attrs = call(dict, [zip(getAttribute(self, '__slots__'), args)]);
        callMethod(attrs, 'update', [kwargs]);
        for (const [name, value] of pairs(callMethod(attrs, 'items'))) {
          setattr(self, name, value);
        }
      });

      const __iter__ = def('__iter__', ['self'], (self) => {
        return new PyIterator(values());
        function* values() {
          for (const name of each(getAttribute(self, '__slots__'))) {
            yield getattr(self, name);
          }
        }
      });

      const __repr__ = def('__repr__', ['self'], (self) => {
        const values = [...pairs(zip(getAttribute(self, '__slots__'), self))]
          .map(([name, value]) => f`${name}=${repr(value)}`)
          .join(', ');
        const cls_name = attribute(self, '__class__', '__name__');
        return f`${cls_name}(${values})`;
      });

      const cls_attrs = dictOf({
        __slots__: slots,
        __init__: __init__,
        __iter__: __iter__,
        __repr__: __repr__,
      });

      return call(type, [cls_name, tup(object), cls_attrs]);
    });
  },

  13: (main) => {
    main.Person = call(main.record_factory, ['Person', 'name age']);
  },

  14: (main) => {
    main.p = call(main.Person, [], { name: 'John Doe', age: 42n });
    return main.p;
  },

  15: (main, print) => {
    [main.name = null, main.age = null] = each(main.p);

    print(main.name);
    print(main.age);
  },

  16: (main) => tup(getAttribute(main.p, 'name'), getAttribute(main.p, 'age')),
};
