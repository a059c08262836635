// biome-ignore-all lint/complexity/noThisInStatic: `super` in a static method is Python's `super()`.
import { PyTypeError } from '../../../exercises/kit/errors.ts';
import type { ClassCell } from '../cell.ts';
import {
  bases,
  type Dynamic,
  debug,
  int,
  kw,
  list,
  python,
  set,
  str,
  tuple,
  type,
  ValueError,
} from '../python/builtins.ts';

/** Sections “Metaclasses” and “`__new__` method”. */
export const METACLASSES: Readonly<Record<number, ClassCell>> = {
  31: (main) => {
    main.A = python('A', class {});
  },

  32: (main, print) => {
    for (const t of [int, str, list, set, tuple, main.A, ValueError, type]) {
      print(t.__class__);
    }
  },

  33: (main) => {
    main.A = python('A', class {});

    // is equivalent to

    main.A = python('A', class extends bases(kw({ metaclass: type })) {});
  },

  34: (main, print) => {
    main.MyMeta = python(
      'MyMeta',
      class extends type {
        static __new__(cls: Dynamic, name: string, bases: Dynamic, class_dict: Dynamic, kwargs = kw({})) {
          print(`Creating class: ${debug({ name })}`);
          print(`${debug({ cls })}`);
          print(`${debug({ bases })}`);
          print(`${debug({ class_dict })}`);
          print(`${debug({ kwargs: { ...kwargs } })}`);
          return super.__new__(cls, name, bases, class_dict);
        }
      },
    );
  },

  35: (main) => {
    main.MyClass = python(
      'MyClass',
      class extends bases(kw({ metaclass: main.MyMeta, class_param_1: 42n, class_param_2: true })) {},
    );
  },

  36: (main) => {
    main.AutoAttrMeta = python(
      'AutoAttrMeta',
      class extends type {
        static __new__(cls: Dynamic, name: string, bases: Dynamic, class_dict: Dynamic) {
          class_dict.set('auto_attr', 'I was added by metaclass!');

          return super.__new__(cls, name, bases, class_dict);
        }
      },
    );
  },

  37: (main) => {
    main.MyClass = python('MyClass', class extends bases(kw({ metaclass: main.AutoAttrMeta })) {});
  },

  38: (main) => main.MyClass.auto_attr,

  39: (main) => {
    main.NoUnderscoreNamesMeta = python(
      'NoUnderscoreNamesMeta',
      class extends type {
        static __new__(cls: Dynamic, name: string, bases: Dynamic, class_dict: Dynamic) {
          if (name.includes('_')) {
            throw new PyTypeError('Class names cannot contain underscores!');
          }
          return super.__new__(cls, name, bases, class_dict);
        }
      },
    );
  },

  40: (main) => {
    main.ValidClass = python('ValidClass', class extends bases(kw({ metaclass: main.NoUnderscoreNamesMeta })) {});
  },

  41: (main) => {
    main.Invalid_Class = python('Invalid_Class', class extends bases(kw({ metaclass: main.NoUnderscoreNamesMeta })) {});
  },
};
