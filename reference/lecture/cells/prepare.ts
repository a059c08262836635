import type { ClassCell } from '../cell.ts';
import { call, callMethod, debug, dict, dictOf, f, getAttribute, list, OrderedDict, type } from '../python/builtins.ts';
import { classStatement } from '../python/class-statement.ts';

/** Section “`__prepare` method”. */
export const PREPARE: Readonly<Record<number, ClassCell>> = {
  53: (main, print) => {
    main.Meta = classStatement('Meta', {
      bases: [type],
      body: ({ def, classmethod, useSuper }) => {
        const parent = useSuper();

        classmethod('__prepare__', ['meta_cls', 'cls_name', 'bases', '**kwargs'], (meta_cls, cls_name, bases) => {
          print(f`Preparing namespace for ${cls_name}`);
          print(f`${debug({ meta_cls })}`);
          print(f`${debug({ bases })}`);
          print(f`${debug({ meta_cls })}`);
          return dictOf({}); // You can return any mapping type
        });

        def(
          '__new__',
          ['meta_cls', 'cls_name', 'bases', 'cls_dict', '**kwargs'],
          (meta_cls, cls_name, bases, cls_dict) => {
            print(f`Creating class ${cls_name}`);
            return callMethod(parent(meta_cls), '__new__', [meta_cls, cls_name, bases, cls_dict]);
          },
        );
      },
    });
  },

  54: (main) => {
    main.MyClass = classStatement('MyClass', {
      metaclass: main.Meta,
      body: ({ set }) => {
        set('attr1', 10n);
        set('attr2', 20n);
      },
    });

    return getAttribute(main.MyClass, 'attr1');
  },

  55: (main, print) => {
    main.OrderedDict = OrderedDict;

    main.Meta = classStatement('Meta', {
      bases: [type],
      body: ({ def, classmethod, useSuper }) => {
        const parent = useSuper();

        classmethod('__prepare__', ['meta_cls', 'cls_name', 'bases'], () => {
          return call(main.OrderedDict); // Ensures attributes maintain order
        });

        def('__new__', ['meta_cls', 'cls_name', 'bases', 'cls_dict'], (meta_cls, cls_name, bases, cls_dict) => {
          print('Attributes in order:', call(list, [callMethod(cls_dict, 'keys')]));
          return callMethod(parent(meta_cls), '__new__', [meta_cls, cls_name, bases, call(dict, [cls_dict])]);
        });
      },
    });

    main.MyClass = classStatement('MyClass', {
      metaclass: main.Meta,
      body: ({ set }) => {
        set('a', 1n);
        set('b', 2n);
        set('c', 3n);
      },
    });
  },
};
