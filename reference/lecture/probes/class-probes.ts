import type { ClassCell } from '../cell.ts';
import {
  attribute,
  call,
  callMethod,
  contains,
  deleteAttribute,
  each,
  entriesOf,
  getAttribute,
  getItem,
  hasattr,
  int,
  isEqual,
  iter,
  list,
  object,
  repr,
  setAttribute,
  str,
  tup,
  type,
} from '../python/builtins.ts';
import { classStatement } from '../python/class-statement.ts';
import { collections, enumeration, ref, typing } from '../python/standard-library.ts';

/** Probes after cells of the class track. */
export const CLASS_PROBES: Readonly<Record<string, ClassCell>> = {
  dynamic_type_qualname: (main) =>
    tup(
      getAttribute(main.A, '__module__'),
      getAttribute(main.A, '__qualname__'),
      attribute(main.A, 'greet', '__qualname__'),
      attribute(main.a, 'greet', '__func__') === getAttribute(main.A, 'greet'),
    ),

  record_no_dict: (main) => getAttribute(main.p, '__dict__'),
  record_unknown_attr: (main) => {
    setAttribute(main.p, 'foo', 1n);
  },
  record_missing_attr: (main) => getAttribute(call(main.Person, ['a']), 'age'),
  record_repr_missing: (main) => repr(call(main.Person, ['a'])),
  record_extra_positional_is_dropped: (main) => call(main.Person, ['a', 1n, 2n, 3n]),
  record_unknown_kw: (main) => call(main.Person, [], { name: 'a', age: 1n, foo: 2n }),
  record_bad_identifiers: (main) => call(main.record_factory, ['X', '1a b']),
  record_iterable_consumed: (main) => getAttribute(call(main.record_factory, ['X', iter(['a', 'b'])]), '__slots__'),
  record_class_dict: (main) => call(list, [getAttribute(main.Person, '__dict__')]),

  checked_class_dict: (main) =>
    tup(
      call(list, [getAttribute(main.Person, '__dict__')]),
      getItem(getAttribute(main.Person, '__dict__'), 'name') === getAttribute(main.Person, 'name'),
    ),
  checked_instance_dict: (main) => getAttribute(call(main.Person, [], { name: 'a' }), '__dict__'),
  checked_unknown_two: (main) => call(main.Person, [], { a: 1n, b: 2n }),
  checked_unknown_set: (main) => {
    main.person = call(main.Person);
    setAttribute(main.person, 'year', 'x');
  },
  checked_mangling_in_class: (main) =>
    [...each(getAttribute(main.Checked, '__dict__'))].filter((n) => contains(n, 'flag')),
  checked_kwargs_to_init_subclass: (main) => {
    main.P2 = classStatement('P2', {
      bases: [main.Checked],
      kwds: { option: 1n },
      body: ({ annotate }) => annotate({ x: int }),
    });
  },
  checked_bad_hint: (main) => {
    main.P2 = classStatement('P2', { bases: [main.Checked], body: ({ annotate }) => annotate({ x: 3n }) });
  },
  checked_none_hint: (main) => {
    main.P2 = classStatement('P2', { bases: [main.Checked], body: ({ annotate }) => annotate({ x: null }) });
  },
  checked_inherited_fields_asdict: (main) => {
    main.Emp = classStatement('Emp', { bases: [main.Person], body: ({ annotate }) => annotate({ boss: str }) });
    return call(main.Emp, [], { name: 'a', boss: 'b' });
  },
  checked_delattr: (main) => {
    main.p = call(main.Person, [], { name: 'a' });
    deleteAttribute(main.p, 'name');
    return getAttribute(main.p, 'name');
  },

  decorator_mangling: (main) => [...each(getAttribute(main.Person, '__dict__'))].filter((n) => contains(n, 'flag')),
  decorator_unknown_kw: (main) => call(main.Person, [], { foo: 1n }),
  decorator_unknown_set: (main) => {
    setAttribute(main.person, 'year', 'x');
  },
  decorator_mangling_in_subclass: (main) => {
    main.Sub = classStatement('Sub', {
      bases: [main.Person],
      body: ({ def, mangled }) => {
        def('bad', ['self'], (self) => {
          callMethod(self, mangled('__flag_unknown_attrs'), ['q']);
        });
      },
    });
    callMethod(call(main.Sub), 'bad');
  },
  decorator_subclass_not_checked: (main) => {
    main.Sub = classStatement('Sub', { bases: [main.Person], body: ({ annotate }) => annotate({ extra: int }) });
    return call(main.Sub, [], { extra: '7' });
  },
  decorator_does_not_change_kind: (main) =>
    tup(
      call(type, [main.Person]),
      getAttribute(main.Person, '__bases__'),
      attribute(main.Person, '__init__', '__qualname__'),
    ),

  type_new_kwargs_no_init_subclass: (main) => {
    main.M2 = classStatement('M2', {
      bases: [type],
      body: ({ def, useSuper }) => {
        const parent = useSuper();
        def('__new__', ['cls', 'name', 'bases', 'ns', '**kw'], (cls, name, bases, ns, kw) =>
          callMethod(parent(cls), '__new__', [cls, name, bases, ns], entriesOf(kw)),
        );
      },
    });
    main.X = classStatement('X', { metaclass: main.M2, kwds: { a: 1n } });
  },
  type_kwargs_direct: (main) => {
    main.X = classStatement('X', { kwds: { a: 1n } });
  },
  type_init_ignores_kwargs: (main) => {
    main.M3 = classStatement('M3', {
      bases: [type],
      body: ({ def, useSuper }) => {
        const parent = useSuper();
        def('__new__', ['cls', 'name', 'bases', 'ns', '**kw'], (cls, name, bases, ns) =>
          callMethod(parent(cls), '__new__', [cls, name, bases, ns]),
        );
      },
    });
    main.X = classStatement('X', { metaclass: main.M3, kwds: { a: 1n } });
    return main.X;
  },
  automatic_meta_dict_mutation: (main) => call(list, [getAttribute(main.MyClass, '__dict__')]),
  meta_with_subclass: (main) => {
    main.Sub_Class = classStatement('Sub_Class', { bases: [main.ValidClass] });
  },

  slots_order: (main) =>
    tup(
      getAttribute(main.Person, '__slots__'),
      [...each(getAttribute(main.Person, '__dict__'))].filter(
        (k) => callMethod(k, 'startswith', ['_']) && !callMethod(k, 'startswith', ['__']),
      ),
    ),
  slots_storage_name: (main) => tup(getAttribute(main.person, '_name'), getAttribute(main.Person, '_name')),
  slots_no_weakref: (main) => call(ref, [main.person]),
  slots_subclass_inherits_checked: (main) => {
    main.Emp = classStatement('Emp', { bases: [main.Person], body: ({ annotate }) => annotate({ boss: str }) });
    main.e = call(main.Emp, [], { name: 'a', boss: 'b' });
    return tup(main.e, getAttribute(main.Emp, '__slots__'), getAttribute(main.e, 'name'));
  },
  slots_kwargs_meta: (main) => {
    main.Emp = classStatement('Emp', {
      bases: [main.Checked],
      kwds: { option: 1n },
      body: ({ annotate }) => annotate({ boss: str }),
    });
  },
  slots_bad_hint: (main) => {
    main.Emp = classStatement('Emp', { bases: [main.Checked], body: ({ annotate }) => annotate({ boss: 3n }) });
  },
  slots_unknown_kw: (main) => call(main.Person, [], { foo: 1n }),
  slots_default: (main) => call(main.Person),
  slots_unset_get: (main) => getAttribute(callMethod(object, '__new__', [main.Person]), 'name'),
  dict_with_slots_in_body: (main) => {
    main.Q = classStatement('Q', {
      bases: [main.Checked],
      body: ({ set, annotate }) => {
        set('__slots__', tup('z'));
        annotate({ z2: int });
      },
    });
    return call(main.Q);
  },

  prepare_is_copied: (main) =>
    tup(
      getAttribute(call(type, [getAttribute(main.MyClass, '__dict__')]), '__name__'),
      contains(getAttribute(main.Meta, '__dict__'), '__prepare__'),
    ),
  prepare_ordered_dict_direct: (main) => {
    main.M4 = classStatement('M4', {
      bases: [type],
      body: ({ classmethod }) => classmethod('__prepare__', ['m', 'n', 'b'], () => call(main.OrderedDict)),
    });
    main.Z = classStatement('Z', { metaclass: main.M4, body: ({ set }) => set('a', 1n) });
    return tup(getAttribute(call(type, [getAttribute(main.Z, '__dict__')]), '__name__'), [
      ...each(getAttribute(main.Z, '__dict__')),
    ]);
  },
  prepare_non_mapping: (main) => {
    main.M5 = classStatement('M5', {
      bases: [type],
      body: ({ classmethod }) => classmethod('__prepare__', ['m', 'n', 'b'], () => 5n),
    });
    main.Z = classStatement('Z', { metaclass: main.M5 });
  },

  namedtuple_meta_location: () =>
    tup(
      hasattr(collections, 'NamedTupleMeta'),
      hasattr(typing, 'NamedTupleMeta'),
      getAttribute(call(type, [getAttribute(typing, 'NamedTuple')]), '__name__'),
    ),
  namedtuple_result_type: (main) => {
    main.P = classStatement('P', {
      bases: [getAttribute(typing, 'NamedTuple')],
      body: ({ annotate, set }) => {
        annotate({ x: int, y: int });
        set('y', 0n);
      },
    });
    return tup(
      call(type, [main.P]),
      getAttribute(main.P, '__bases__'),
      getAttribute(main.P, '__mro__'),
      isEqual(getAttribute(main.P, '__orig_bases__'), tup(getAttribute(typing, 'NamedTuple'))),
    );
  },
  enum_meta_names: () =>
    tup(
      getAttribute(enumeration, 'EnumMeta') === getAttribute(enumeration, 'EnumType'),
      attribute(enumeration, 'EnumMeta', '__name__'),
    ),
};
