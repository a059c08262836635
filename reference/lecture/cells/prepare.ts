// biome-ignore-all lint/complexity/noThisInStatic: `this` in a static method is Python's `cls`, and `super` its `super()`.
import type { ClassCell } from '../cell.ts';
import { bases, type Dynamic, debug, dict, kw, list, OrderedDict, python, type } from '../python/builtins.ts';

/** Section “`__prepare` method”. */
export const PREPARE: Readonly<Record<number, ClassCell>> = {
  53: (main, print) => {
    main.Meta = python(
      'Meta',
      class extends type {
        static __prepare__(cls_name: string, bases: Dynamic, _kwargs = kw({})) {
          print(`Preparing namespace for ${cls_name}`);
          print(`${debug({ meta_cls: this })}`);
          print(`${debug({ bases })}`);
          print(`${debug({ meta_cls: this })}`);
          return dict(); // You can return any mapping type
        }

        static __new__(meta_cls: Dynamic, cls_name: string, bases: Dynamic, cls_dict: Dynamic, _kwargs = kw({})) {
          print(`Creating class ${cls_name}`);
          return super.__new__(meta_cls, cls_name, bases, cls_dict);
        }
      },
    );
  },

  54: (main) => {
    main.MyClass = python(
      'MyClass',
      class extends bases(kw({ metaclass: main.Meta })) {
        static attr1 = 10n;
        static attr2 = 20n;
      },
    );

    return main.MyClass.attr1;
  },

  55: (main, print) => {
    main.OrderedDict = OrderedDict;

    main.Meta = python(
      'Meta',
      class extends type {
        static __prepare__(_cls_name: string, _bases: Dynamic) {
          return main.OrderedDict(); // Ensures attributes maintain order
        }

        static __new__(meta_cls: Dynamic, cls_name: string, bases: Dynamic, cls_dict: Dynamic) {
          print('Attributes in order:', list(cls_dict.keys()));
          return super.__new__(meta_cls, cls_name, bases, dict(cls_dict));
        }
      },
    );

    main.MyClass = python(
      'MyClass',
      class extends bases(kw({ metaclass: main.Meta })) {
        static a = 1n;
        static b = 2n;
        static c = 3n;
      },
    );
  },
};
