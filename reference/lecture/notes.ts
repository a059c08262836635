/** Something to know about a cell, or about the text near it. */
export interface Note {
  /** The cell, or the last one before the text. */
  readonly cell: number;
  /** What the lecture says, where it is imprecise; absent where a cell merely surprises. */
  readonly says?: string;
  readonly so: string;
  /** Recordings of CPython that show it, and what stands in them. */
  readonly shownBy: readonly Evidence[];
}

/** The name of a recording, as `evidence.ts` reads it, and a part of what it holds. */
export type Evidence = readonly [recording: string, holds: string];

/** Where the lecture is imprecise, and cells that surprise: in the order of the lecture. */
export const NOTES: readonly Note[] = [
  {
    cell: 2,
    so: '`__subclasses__()` names direct subclasses only.',
    shownBy: [['cell 2', "[<class '__main__.C'>]"]],
  },
  {
    cell: 8,
    so: 'The type of `type` is `type`. So is that of every builtin class (cells 5 and 32).',
    shownBy: [
      ['cell 8', "<class 'type'>"],
      ['cell 32', "<class 'type'>"],
    ],
  },
  {
    cell: 9,
    so: '`type()` gives the class the `__module__` of the code that calls it. A function keeps the name it was made with.',
    shownBy: [['probe dynamic_type_qualname', "('__main__', 'A', '<lambda>', True)"]],
  },
  {
    cell: 12,
    so: '`zip` stops at the shorter: surplus positional arguments are dropped without a word. A field that got no value has none, and `repr` raises AttributeError.',
    shownBy: [
      ['probe record_extra_positional_is_dropped', "Person(name='a', age=1)"],
      ['probe record_repr_missing', "AttributeError: 'Person' object has no attribute 'age'"],
    ],
  },
  {
    cell: 12,
    says: '`parse_identifiers` takes a text or any iterable of names.',
    so: 'An iterator is used up by `all()`, so that `tuple(names)` is empty: the class has no fields. `names = tuple(names)` before the check mends it.',
    shownBy: [['probe record_iterable_consumed', '()']],
  },
  {
    cell: 18,
    so: '`Field` has `__set__` but no `__get__`. An assignment goes through it; a read finds the value in the dict of the instance, under the same name; read from the class, the `Field` itself comes out. `del` finds no `__delete__`, and the bare name is the message.',
    shownBy: [
      ['probe checked_instance_dict', "{'name': 'a', 'age': 0, 'salary': 0.0}"],
      ['probe checked_class_dict', "(['__module__', '__annotations__', '__doc__', 'name', 'age', 'salary'], True)"],
      ['probe checked_delattr', 'AttributeError: __delete__'],
    ],
  },
  {
    cell: 19,
    so: 'In a class statement, a name with two underscores in front gets that of the class: `__flag_unknown_attrs` is stored, and called, as `_Checked__flag_unknown_attrs`.',
    shownBy: [['probe checked_mangling_in_class', "['_Checked__flag_unknown_attrs']"]],
  },
  {
    cell: 20,
    so: '`__init_subclass__` runs when the class is there already. It takes no keywords of the class statement, and refuses hints that cannot be called; None is one of them.',
    shownBy: [
      [
        'probe checked_kwargs_to_init_subclass',
        "TypeError: Checked.__init_subclass__() got an unexpected keyword argument 'option'",
      ],
      ['probe checked_bad_hint', "TypeError: 'x' type hint must be callable"],
      ['probe checked_none_hint', "TypeError: 'x' type hint must be callable"],
    ],
  },
  {
    cell: 23,
    so: '`raise … from e` keeps the ValueError of `int()` as the cause.',
    shownBy: [
      ['cell 23', "TypeError: 'text' is not compatible with age:int"],
      ['cell 23', "ValueError: invalid literal for int() with base 10: 'text'"],
    ],
  },
  {
    cell: 26,
    so: 'Outside a class statement names are not changed: `__flag_unknown_attrs` is stored and found under its own name, and it works. A method of a class statement that calls it looks for `_Sub__flag_unknown_attrs`, in vain.',
    shownBy: [
      ['probe decorator_mangling', "['__flag_unknown_attrs']"],
      [
        'probe decorator_mangling_in_subclass',
        "AttributeError: 'Sub' object has no attribute '_Sub__flag_unknown_attrs'",
      ],
    ],
  },
  {
    cell: 26,
    so: 'The message has lost a word on the way from the first version: `object`.',
    shownBy: [
      ['cell 25', "AttributeError: 'Person' object has no attribute 'first_name'"],
      ['probe decorator_unknown_kw', "AttributeError: 'Person' has no attribute 'foo'"],
    ],
  },
  {
    cell: 27,
    says: 'A class decorator does not interfere with inheritance.',
    so: 'That is also its limit: a subclass is not decorated. Its hints are among `_fields()`, but no `Field` stands for them.',
    shownBy: [['probe decorator_subclass_not_checked', "AttributeError: type object 'Sub' has no attribute 'extra'"]],
  },
  {
    cell: 35,
    so: 'Without bases, `bases` is `()`; `object` comes in later. The keywords end in `__new__`: handed on, they would go to `__init_subclass__`, and that of `object` takes none. `type.__init__` gets them too, and ignores them.',
    shownBy: [
      ['cell 35', 'bases=()'],
      ['probe type_new_kwargs_no_init_subclass', 'TypeError: X.__init_subclass__() takes no keyword arguments'],
      ['probe type_init_ignores_kwargs', "<class '__main__.X'>"],
    ],
  },
  {
    cell: 38,
    so: 'What the metaclass puts into the namespace stands behind what the body has put there.',
    shownBy: [
      ['probe automatic_meta_dict_mutation', "['__module__', 'auto_attr', '__dict__', '__weakref__', '__doc__']"],
    ],
  },
  {
    cell: 41,
    so: 'The metaclass is inherited, and its rule with it: a subclass of `ValidClass` is refused for its name too.',
    shownBy: [['probe meta_with_subclass', 'TypeError: Class names cannot contain underscores!']],
  },
  {
    cell: 45,
    so: 'A subclass of `Person` shows only its own fields, unlike in the first version: `__repr__` reads the dict of the one class, and `CheckedMeta` makes a `Field` for own annotations only.',
    shownBy: [
      ['probe checked_inherited_fields_asdict', "Emp(name='a', age=0, salary=0.0, boss='b')"],
      ['probe slots_subclass_inherits_checked', "(Emp(boss='b'), ['_boss'], 'a')"],
    ],
  },
  {
    cell: 51,
    so: 'No class on the MRO gives instances a `__dict__`, or room for weak references.',
    shownBy: [
      ['cell 51', "AttributeError: 'Person' object has no attribute '__dict__'"],
      ['probe slots_no_weakref', "TypeError: cannot create weak reference to 'Person' object"],
    ],
  },
  {
    cell: 52,
    so: '`__slots__` stays the list that was declared, in its order. The descriptors for the slots are made in the order of the alphabet.',
    shownBy: [['probe slots_order', "(['_name', '_age', '_salary'], ['_age', '_name', '_salary'])"]],
  },
  {
    cell: 54,
    says: 'The heading has `__prepare`; the cell prints `meta_cls` twice.',
    so: 'The method is `__prepare__`. The second `meta_cls` may have been meant to be `kwargs`.',
    shownBy: [['cell 54', "meta_cls=<class '__main__.Meta'>\nbases=()\nmeta_cls=<class '__main__.Meta'>"]],
  },
  {
    cell: 54,
    so: 'Any mapping may be returned, and nothing else.',
    shownBy: [['probe prepare_non_mapping', 'TypeError: M5.__prepare__() must return a mapping, not int']],
  },
  {
    cell: 55,
    says: '`OrderedDict` ensures that attributes maintain their order.',
    so: 'An ordinary dict does too, and is what a class body gets by default: in cell 52 the names stand as they came. In either case the class gets a copy in a dict of its own.',
    shownBy: [
      ['cell 52', "{'name': <class 'str'>, 'age': <class 'int'>, 'salary': <class 'float'>}"],
      ['probe prepare_ordered_dict_direct', "('mappingproxy', ['__module__', 'a',"],
    ],
  },
  {
    cell: 56,
    says: 'One of the metaclasses of the standard library is `collections.NamedTupleMeta`.',
    so: 'It is `typing.NamedTupleMeta`. `typing.NamedTuple` is no class but a function with `__mro_entries__`; the class that comes out has the metaclass `type` and the base `tuple`.',
    shownBy: [
      ['probe namedtuple_meta_location', "(False, True, 'function')"],
      ['probe namedtuple_result_type', "(<class 'type'>, (<class 'tuple'>,)"],
    ],
  },
  {
    cell: 56,
    says: 'Another one is `enum.EnumMeta`.',
    so: 'In 3.11 its name is `enum.EnumType`; `EnumMeta` still stands for it.',
    shownBy: [['probe enum_meta_names', "(True, 'EnumType')"]],
  },
  {
    cell: 60,
    so: '`Iterable` has a metaclass but is none: it is an instance of `ABCMeta`, which is a subclass of `type`.',
    shownBy: [
      ['cell 58', "<class 'abc.ABCMeta'>"],
      ['cell 60', 'False'],
    ],
  },
  {
    cell: 61,
    says: 'CPython 3.7 has the integers from −5 to 256 ready, in the global namespace.',
    so: 'The range still holds in 3.11. The integers are in no namespace: whatever makes an int of the range gets the one that is there.',
    shownBy: [
      ['fact int_minus5', 'script True, notebook True'],
      ['fact int_minus6', 'script True, notebook False'],
      ['fact int_str_256', 'script True, notebook True'],
      ['fact int_str_257', 'script False, notebook False'],
    ],
  },
  {
    cell: 62,
    says: 'Strings of less than 20 characters are interned, if they are letters, digits and underscores.',
    so: 'Their length does not matter if they are written out. The 20 was a limit for strings that the compiler computes, as in `"a" * 20`; in 3.11 that limit is 4096.',
    shownBy: [
      ['fact str_20_chars', 'script True, notebook True'],
      ['fact str_5000_chars', 'script True, notebook True'],
      ['fact str_folded_4096', 'script True, notebook True'],
      ['fact str_folded_4097', 'script False, notebook False'],
      ['fact str_space', 'script True, notebook False'],
    ],
  },
  {
    cell: 63,
    says: 'For an integer out of that range, `x is y` is False.',
    so: 'It is False in a notebook, where each statement is compiled alone, two on one line too. Compiled together, in a file or in one statement, equal constants are one object, and it is True.',
    shownBy: [
      ['cell 63', 'False'],
      ['fact int_4224', 'script True, notebook False'],
      ['probe one_line_unit_4224', 'False'],
      ['probe tuple_assign_4224', 'True'],
    ],
  },
  {
    cell: 63,
    says: 'Python assumes that the page size of the system is 256 kilobytes.',
    so: '256 KiB is the size of an arena; page and pool have 4 KiB. So it is in 3.7. In 3.11 on 64 bits an arena has 1 MiB and a pool 16 KiB.',
    shownBy: [
      // The second pool of an arena; the last block of a full one.
      ['allocator classic64-3.7.3 01-size-boundaries', 'm 4 9 => 0:4144'],
      ['allocator classic64-3.7.3 13-arena-unmapped', 'M 1 448 512 => n=448 first=0:48 last=0:261168'],
      ['allocator amd64-3.11 01-size-boundaries', 'm 7 17 => 0:16432'],
      ['allocator amd64-3.11 13-arena-unmapped', 'M 1 1984 512 => n=1984 first=0:48 last=0:1047600'],
    ],
  },
  {
    cell: 63,
    says: 'Blocks have 8, 16, 24, … 512 bytes: 64 size classes.',
    so: 'In 3.11 on 64 bits they are multiples of 16: 32 size classes. A request for 42 bytes gets 48 in both.',
    shownBy: [
      ['allocator classic64-3.7.3 01-size-boundaries', 'pool 0:8 szidx=63'],
      ['allocator classic64-3.7.3 01-size-boundaries', 'm 12 42 => 0:20528\nm 13 48 => 0:20576'],
      ['allocator amd64-3.11 01-size-boundaries', 'pool 0:4 szidx=31'],
      ['allocator amd64-3.11 01-size-boundaries', 'm 12 42 => 0:32864\nm 13 48 => 0:32912'],
    ],
  },
  {
    cell: 63,
    says: "Memory isn't usually returned to the operating system; only arenas can truly be freed.",
    so: 'In 3.7 every arena is returned as soon as its last block is freed. 3.11 keeps one, the last in `usable_arenas`, so that a program at its border does not map and unmap all the time.',
    shownBy: [
      ['allocator classic64-3.7.3 13-arena-unmapped', 'f 448 => . -A0'],
      ['allocator classic64-3.7.3 13-arena-unmapped', 'f 449 => . -A1'],
      ['allocator amd64-3.11 13-arena-unmapped', 'f 1984 => . -A0'],
      ['allocator amd64-3.11 13-arena-unmapped', 'f 1985 => .\n? usable\n= usable 1(64)'],
    ],
  },
  {
    cell: 64,
    says: '`get_num_refs` is approximate.',
    so: 'In 3.11 it is exact: the reference to an argument moves into the frame of the function that is called. An object that nobody else has gives 0; a literal gives 2, for its code has it among the constants.',
    shownBy: [
      ['cell 65', '1'],
      ['probe fresh_object_refs', '0'],
      ['probe float_refs', '2'],
    ],
  },
  {
    cell: 67,
    says: 'The count also increases if the object is passed as an argument.',
    so: 'During the call only. After it the count is what it was.',
    shownBy: [
      ['cell 66', '2'],
      ['cell 67', '2'],
    ],
  },
  {
    cell: 71,
    so: 'Each is counted twice: for its name, and for the reference that the other has. `del` takes the name away, so neither count comes to 0.',
    shownBy: [['cell 71', '(2, 2)']],
  },
  {
    cell: 72,
    says: 'When the reference count is zero, the object is deleted by the garbage collection.',
    so: 'It is released at once, by whoever dropped the last reference. The collector is there for cycles: after the cycle is cut, both messages come without it, and it finds nothing.',
    shownBy: [['probe cycle_no_collect', 'destroyed\nMyClass instance ID has been destroyed\n0']],
  },
  {
    cell: 73,
    so: 'The number depends on what earlier cells left: classes that were defined anew are cyclic garbage. After a collection beforehand it is 2, one for each instance, for attributes lie in the instance itself. Once somebody has asked for `__dict__` there are two dicts as well: 4.',
    shownBy: [
      ['cell 73', '74'],
      ['probe cycle_collect_exact', '2'],
      ['probe cycle_collect_with_dict', '4'],
    ],
  },
  {
    cell: 75,
    says: 'The times show the difference that disabling garbage collection makes.',
    so: 'They differ by chance. A list of zeros is one object for the collector and dies by its reference count before the next is made: the count of new objects does not grow, and no collection ever begins. A loop that keeps its objects shows the cost.',
    shownBy: [
      ['collector auto-no-growth', 'get_count [0,0,0]'],
      ['collector auto-no-growth', 'stats [[0,0,0],[0,0,0],[0,0,0]]'],
    ],
  },
];
