import { PyTypeError } from '../../../exercises/kit/errors.ts';
import type { ClassCell } from '../cell.ts';
import {
  callMethod,
  contains,
  debug,
  f,
  getAttribute,
  int,
  list,
  set,
  setItem,
  str,
  tuple,
  type,
  ValueError,
} from '../python/builtins.ts';
import { classStatement } from '../python/class-statement.ts';

/** Sections “Metaclasses” and “`__new__` method”. */
export const METACLASSES: Readonly<Record<number, ClassCell>> = {
  31: (main) => {
    main.A = classStatement('A');
  },

  32: (main, print) => {
    for (const t of [int, str, list, set, tuple, main.A, ValueError, type]) {
      print(getAttribute(t, '__class__'));
    }
  },

  33: (main) => {
    main.A = classStatement('A');

    // is equivalent to

    main.A = classStatement('A', { metaclass: type });
  },

  34: (main, print) => {
    main.MyMeta = classStatement('MyMeta', {
      bases: [type],
      body: ({ def, useSuper }) => {
        const parent = useSuper();

        def('__new__', ['cls', 'name', 'bases', 'class_dict', '**kwargs'], (cls, name, bases, class_dict, kwargs) => {
          print(f`Creating class: ${debug({ name })}`);
          print(f`${debug({ cls })}`);
          print(f`${debug({ bases })}`);
          print(f`${debug({ class_dict })}`);
          print(f`${debug({ kwargs })}`);
          return callMethod(parent(cls), '__new__', [cls, name, bases, class_dict]);
        });
      },
    });
  },

  35: (main) => {
    main.MyClass = classStatement('MyClass', {
      metaclass: main.MyMeta,
      kwds: { class_param_1: 42n, class_param_2: true },
    });
  },

  36: (main) => {
    main.AutoAttrMeta = classStatement('AutoAttrMeta', {
      bases: [type],
      body: ({ def, useSuper }) => {
        const parent = useSuper();

        def('__new__', ['cls', 'name', 'bases', 'class_dict'], (cls, name, bases, class_dict) => {
          setItem(class_dict, 'auto_attr', 'I was added by metaclass!');

          return callMethod(parent(cls), '__new__', [cls, name, bases, class_dict]);
        });
      },
    });
  },

  37: (main) => {
    main.MyClass = classStatement('MyClass', { metaclass: main.AutoAttrMeta });
  },

  38: (main) => getAttribute(main.MyClass, 'auto_attr'),

  39: (main) => {
    main.NoUnderscoreNamesMeta = classStatement('NoUnderscoreNamesMeta', {
      bases: [type],
      body: ({ def, useSuper }) => {
        const parent = useSuper();

        def('__new__', ['cls', 'name', 'bases', 'class_dict'], (cls, name, bases, class_dict) => {
          if (contains(name, '_')) {
            throw new PyTypeError('Class names cannot contain underscores!');
          }
          return callMethod(parent(cls), '__new__', [cls, name, bases, class_dict]);
        });
      },
    });
  },

  40: (main) => {
    main.ValidClass = classStatement('ValidClass', { metaclass: main.NoUnderscoreNamesMeta });
  },

  41: (main) => {
    main.Invalid_Class = classStatement('Invalid_Class', { metaclass: main.NoUnderscoreNamesMeta });
  },
};
