// biome-ignore-all lint/suspicious/noShadowRestrictedNames: names are the lecture's.
import { PyAttributeError } from '../../../exercises/kit/errors.ts';
import type { ClassCell } from '../cell.ts';
import {
  classmethod,
  def,
  Ellipsis,
  float,
  getattr,
  int,
  isinstance,
  kw,
  object,
  pop,
  python,
  repr,
  setattr,
  str,
  tuple,
} from '../python/builtins.ts';

/** Section “Class decorator”. These functions are written outside any class statement: no name is mangled. */
export const CLASS_DECORATOR: Readonly<Record<number, ClassCell>> = {
  26: (main) => {
    main._fields = def('_fields(cls)', (cls) => {
      return main.get_type_hints(cls);
    });

    main.__init__ = def('__init__(self, **kwargs)', (self, kwargs) => {
      for (const name of self._fields().keys()) {
        const value = pop(kwargs, name, Ellipsis);
        setattr(self, name, value);
      }
      if (Object.keys(kwargs).length > 0) {
        self.__flag_unknown_attrs(...Object.keys(kwargs));
      }
    });

    main.__setattr__ = def('__setattr__(self, name, value)', (self, name, value) => {
      if (self._fields().has(name)) {
        const cls = self.__class__;
        const descriptor = getattr(cls, name);
        descriptor.__set__(self, value);
      } else {
        self.__flag_unknown_attrs(name);
      }
    });

    main.__flag_unknown_attrs = def('__flag_unknown_attrs(self, *names)', (self, names) => {
      const plural = names.length > 1 ? 's' : '';
      const extra = names.map((name: string) => repr(name)).join(', ');
      const cls_name = repr(self.__class__.__name__);
      throw new PyAttributeError(`${cls_name} has no attribute${plural} ${extra}`);
    });

    main._asdict = def('_asdict(self)', (self) => {
      return new Map(
        [...self.__class__.__dict__.items()]
          .filter(([_name, attr]) => isinstance(attr, main.Field))
          .map(([name]) => [name, getattr(self, name)]),
      );
    });

    main.__repr__ = def('__repr__(self)', (self) => {
      const kwargs = [...self._asdict()].map(([key, value]) => `${key}=${repr(value)}`).join(', ');
      return `${self.__class__.__name__}(${kwargs})`;
    });
  },

  27: (main) => {
    main.checked = def('checked(cls)', (cls) => {
      for (const [name, constructor] of main._fields(cls)) {
        setattr(cls, name, main.Field(name, constructor));
      }

      cls._fields = classmethod(main._fields);

      const instance_methods = [
        main.__init__,
        main.__repr__,
        main.__setattr__,
        main._asdict,
        main.__flag_unknown_attrs,
      ];
      for (const method of instance_methods) {
        setattr(cls, method.__name__, method);
      }

      return cls;
    });
  },

  28: (main) => {
    main.Person = main.checked(
      python(
        'Person',
        class extends object {
          static __annotations__ = {
            name: str,
            age: int,
            salary: float,
          };
        },
      ),
    );
  },

  29: (main) => {
    main.person = main.Person(kw({ name: 'John Doe', age: 42n, salary: 199_999.99 }));
    return main.person;
  },

  30: (main) => tuple([main.person.name, main.person.age]),
};
