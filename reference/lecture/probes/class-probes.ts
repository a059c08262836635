// biome-ignore-all lint/complexity/noThisInStatic: `super` in a static method is Python's `super()`.
import type { ClassCell } from '../cell.ts';
import {
  bases,
  classmethod,
  type Dynamic,
  def,
  hasattr,
  int,
  iter,
  kw,
  list,
  mangle,
  object,
  python,
  repr,
  setattr,
  staticmethod,
  str,
  tuple,
  type,
} from '../python/builtins.ts';
import { collections, enumeration, ref, typing } from '../python/standard-library.ts';

/** Probes after cells of the class track. */
export const CLASS_PROBES: Readonly<Record<string, ClassCell>> = {
  dynamic_type_qualname: (main) =>
    tuple([main.A.__module__, main.A.__qualname__, main.A.greet.__qualname__, main.a.greet.__func__ === main.A.greet]),

  record_no_dict: (main) => main.p.__dict__,
  record_unknown_attr: (main) => {
    main.p.foo = 1n;
  },
  record_missing_attr: (main) => main.Person('a').age,
  record_repr_missing: (main) => repr(main.Person('a')),
  record_extra_positional_is_dropped: (main) => main.Person('a', 1n, 2n, 3n),
  record_unknown_kw: (main) => main.Person(kw({ name: 'a', age: 1n, foo: 2n })),
  record_bad_identifiers: (main) => main.record_factory('X', '1a b'),
  record_iterable_consumed: (main) => main.record_factory('X', iter(['a', 'b'])).__slots__,
  record_class_dict: (main) => list(main.Person.__dict__),

  checked_class_dict: (main) =>
    tuple([list(main.Person.__dict__), main.Person.__dict__.get('name') === main.Person.name]),
  checked_instance_dict: (main) => main.Person(kw({ name: 'a' })).__dict__,
  checked_unknown_two: (main) => main.Person(kw({ a: 1n, b: 2n })),
  checked_unknown_set: (main) => {
    main.person = main.Person();
    main.person.year = 'x';
  },
  checked_mangling_in_class: (main) => [...main.Checked.__dict__].filter((n) => n.includes('flag')),
  checked_kwargs_to_init_subclass: (main) => {
    declare(main.Checked, '__init_subclass__(subclass)', classmethod);
    main.P2 = python(
      'P2',
      class extends bases(main.Checked, kw({ option: 1n })) {
        static __annotations__ = { x: int };
      },
    );
  },
  checked_bad_hint: (main) => {
    main.P2 = python(
      'P2',
      class extends main.Checked {
        static __annotations__ = { x: 3n };
      },
    );
  },
  checked_none_hint: (main) => {
    main.P2 = python(
      'P2',
      class extends main.Checked {
        static __annotations__ = { x: null };
      },
    );
  },
  checked_inherited_fields_asdict: (main) => {
    main.Emp = python(
      'Emp',
      class extends main.Person {
        static __annotations__ = { boss: str };
      },
    );
    return main.Emp(kw({ name: 'a', boss: 'b' }));
  },
  checked_delattr: (main) => {
    main.p = main.Person(kw({ name: 'a' }));
    delete main.p.name;
    return main.p.name;
  },

  decorator_mangling: (main) => [...main.Person.__dict__].filter((n) => n.includes('flag')),
  decorator_unknown_kw: (main) => main.Person(kw({ foo: 1n })),
  decorator_unknown_set: (main) => {
    main.person.year = 'x';
  },
  decorator_mangling_in_subclass: (main) => {
    const __flag_unknown_attrs = mangle('Sub', '__flag_unknown_attrs');

    main.Sub = python(
      'Sub',
      class extends main.Person {
        bad() {
          this[__flag_unknown_attrs]('q');
        }
      },
    );
    main.Sub().bad();
  },
  decorator_subclass_not_checked: (main) => {
    main.Sub = python(
      'Sub',
      class extends main.Person {
        static __annotations__ = { extra: int };
      },
    );
    return main.Sub(kw({ extra: '7' }));
  },
  decorator_does_not_change_kind: (main) =>
    tuple([type(main.Person), main.Person.__bases__, main.Person.__init__.__qualname__]),

  type_new_kwargs_no_init_subclass: (main) => {
    main.M2 = python(
      'M2',
      class extends type {
        static __new__(cls: Dynamic, name: string, bases: Dynamic, ns: Dynamic, kwargs = kw({})) {
          return super.__new__(cls, name, bases, ns, kwargs);
        }
      },
    );
    main.X = python('X', class extends bases(kw({ metaclass: main.M2, a: 1n })) {});
  },
  type_kwargs_direct: (main) => {
    main.X = python('X', class extends bases(kw({ a: 1n })) {});
  },
  type_init_ignores_kwargs: (main) => {
    main.M3 = python(
      'M3',
      class extends type {
        static __new__(cls: Dynamic, name: string, bases: Dynamic, ns: Dynamic, _kwargs = kw({})) {
          return super.__new__(cls, name, bases, ns);
        }
      },
    );
    main.X = python('X', class extends bases(kw({ metaclass: main.M3, a: 1n })) {});
    return main.X;
  },
  automatic_meta_dict_mutation: (main) => list(main.MyClass.__dict__),
  meta_with_subclass: (main) => {
    main.Sub_Class = python('Sub_Class', class extends main.ValidClass {});
  },

  slots_order: (main) =>
    tuple([main.Person.__slots__, [...main.Person.__dict__].filter((k) => k.startsWith('_') && !k.startsWith('__'))]),
  slots_storage_name: (main) => tuple([main.person._name, main.Person._name]),
  slots_no_weakref: (main) => ref(main.person),
  slots_subclass_inherits_checked: (main) => {
    main.Emp = python(
      'Emp',
      class extends main.Person {
        static __annotations__ = { boss: str };
      },
    );
    main.e = main.Emp(kw({ name: 'a', boss: 'b' }));
    return tuple([main.e, main.Emp.__slots__, main.e.name]);
  },
  slots_kwargs_meta: (main) => {
    declare(main.CheckedMeta, '__new__(meta_cls, cls_name, bases, cls_dict)', staticmethod);
    main.Emp = python(
      'Emp',
      class extends bases(main.Checked, kw({ option: 1n })) {
        static __annotations__ = { boss: str };
      },
    );
  },
  slots_bad_hint: (main) => {
    main.Emp = python(
      'Emp',
      class extends main.Checked {
        static __annotations__ = { boss: 3n };
      },
    );
  },
  slots_unknown_kw: (main) => main.Person(kw({ foo: 1n })),
  slots_default: (main) => main.Person(),
  slots_unset_get: (main) => object.__new__(main.Person).name,
  dict_with_slots_in_body: (main) => {
    main.Q = python(
      'Q',
      class extends main.Checked {
        static __slots__ = tuple(['z']);
        static __annotations__ = { z2: int };
      },
    );
    return main.Q();
  },

  prepare_is_copied: (main) =>
    tuple([type(main.MyClass.__dict__).__name__, list(main.Meta.__dict__).includes('__prepare__')]),
  prepare_ordered_dict_direct: (main) => {
    main.M4 = python(
      'M4',
      class extends type {
        static __prepare__() {
          return main.OrderedDict();
        }
      },
    );
    main.Z = python(
      'Z',
      class extends bases(kw({ metaclass: main.M4 })) {
        static a = 1n;
      },
    );
    return tuple([type(main.Z.__dict__).__name__, [...main.Z.__dict__]]);
  },
  prepare_non_mapping: (main) => {
    main.M5 = python(
      'M5',
      class extends type {
        static __prepare__() {
          return 5n;
        }
      },
    );
    main.Z = python('Z', class extends bases(kw({ metaclass: main.M5 })) {});
  },

  namedtuple_meta_location: () =>
    tuple([
      hasattr(collections, 'NamedTupleMeta'),
      hasattr(typing, 'NamedTupleMeta'),
      type(typing.NamedTuple).__name__,
    ]),
  namedtuple_result_type: (main) => {
    main.P = python(
      'P',
      class extends typing.NamedTuple {
        static __annotations__ = { x: int, y: int };
        static y = 0n;
      },
    );
    return tuple([
      type(main.P),
      main.P.__bases__,
      main.P.__mro__,
      main.P.__orig_bases__.__eq__(tuple([typing.NamedTuple])),
    ]);
  },
  enum_meta_names: () => tuple([enumeration.EnumMeta === enumeration.EnumType, enumeration.EnumMeta.__name__]),
};

/** Functions in a class body of TypeScript's take any arguments. This gives one the parameters that Python checks. */
function declare(cls: Dynamic, declaration: string, decorator: Dynamic): void {
  const name = declaration.slice(0, declaration.indexOf('('));
  const undeclared = cls.__dict__.get(name).__func__;
  setattr(cls, name, decorator(def(`${cls.__qualname__}.${declaration}`, (...args) => undeclared(...args))));
}
