"""CPython's object model as a contender: python3 object_model.py <operation> <times> [by name].

Speaks as contender.ts says. The operations are those of workloads.ts, by the same names. What an operation needs is
prepared once; automatic collection is off while it is timed, and what was left is collected after it.
"""

import gc
import json
import platform
import sys
from time import thread_time_ns
from typing import get_type_hints

OBJECTS = 100
RUNGS = 150
WIDTH = 100
DEEPEST = 100

# Making classes


def simple_class():
    def run(times):
        for _ in range(times):

            class A:
                x = 1

                def f(self):
                    pass

                def g(self):
                    pass

        return len(A.__mro__)

    return run


def three_bases():
    A, B, C = (type(name, (), {}) for name in "ABC")

    def run(times):
        for _ in range(times):

            class D(A, B, C):
                x = 1

        return len(D.__mro__)

    return run


def five_descriptors():
    class Descriptor:
        def __set_name__(self, owner, name):
            self.name = name

        def __get__(self, instance, owner):
            return 1

        def __set__(self, instance, value):
            pass

    def run(times):
        for _ in range(times):

            class A:
                a = Descriptor()
                b = Descriptor()
                c = Descriptor()
                d = Descriptor()
                e = Descriptor()

        return len(A.__mro__)

    return run


def making(bases):
    def run(times):
        for _ in range(times):
            made = type("X", bases, {})
        return len(made.__mro__)

    return run


def diamond_ladder():
    joint = object
    for _ in range(RUNGS):
        sides = type("Left", (joint,), {}), type("Right", (joint,), {})
        joint = type("Joint", sides, {})
    return making(sides)


def hundred_bases():
    return making(tuple(type(f"A{index}", (), {}) for index in range(WIDTH)))


# Looking up


def people():
    class Person:
        unit = "kg"

        def __init__(self):
            self.age = 5
            self.mass = 70

        @property
        def years(self):
            return self.age

        def get(self):
            return self.age

    return [Person() for _ in range(OBJECTS)]


def deep(depth):
    class Root:
        deep = 5

    last = Root
    for _ in range(1, depth):
        last = type("Next", (last,), {})
    return [last() for _ in range(OBJECTS)], Root


def family():
    class A:
        shared = 5

        def f(self):
            return 5

    class B(A):
        def f(self):
            return super().f()

    return [B() for _ in range(OBJECTS)], B


# An attribute's name is a part of the code: `reading` makes the loop for it.
LOOP = """
def run(times):
    for _ in range(times // OBJECTS):
        for p in objects:
            {statement}
    return {answer}
"""


def loop(statement, answer, **names):
    scope = {"OBJECTS": OBJECTS, **names}
    exec(LOOP.format(statement=statement, answer=answer), scope)
    return scope["run"]


def reading(objects, name):
    if by_name:
        return loop("found = getattr(p, name)", "found", objects=objects, name=name, getattr=getattr)
    return loop(f"found = p.{name}", "found", objects=objects)


def writing(objects, name):
    if by_name:
        return loop("setattr(p, name, 5)", "getattr(p, name)", objects=objects, name=name)
    return loop(f"p.{name} = 5", f"p.{name}", objects=objects)


def four_in_turn():
    names = dict(a="mass", b="unit", c="years", d="age")
    if by_name:
        statement = "getattr(p, a); getattr(p, b); getattr(p, c); found = getattr(p, d)"
    else:
        statement = "p.mass; p.unit; p.years; found = p.age"
    return loop(statement, "found", objects=people(), **names)


def method_call():
    return loop("found = p.get()", "found", objects=people())


def changed():
    objects, root = deep(DEEPEST)
    return loop("Root.deep = 5; found = p.deep", "found", objects=objects, Root=root)


def super_lookup():
    objects, below = family()
    if by_name:
        return loop("found = getattr(super(B, p), name)", "found", objects=objects, B=below, name="shared")
    return loop("found = super(B, p).shared", "found", objects=objects, B=below)


def super_in_a_method():
    return loop("found = p.f()", "found", objects=family()[0])


def is_instance(depth):
    objects, root = deep(depth)
    return loop("found = 5 if isinstance(p, Root) else 0", "found", objects=objects, Root=root)


# Checked, as the lecture has it


class Field:
    def __init__(self, name, constructor):
        if not callable(constructor) or constructor is type(None):
            raise TypeError(f"{name!r} type hint must be callable")
        self.name = name
        self.constructor = constructor

    def __set__(self, instance, value):
        if value is ...:
            value = self.constructor()
        else:
            try:
                value = self.constructor(value)
            except (TypeError, ValueError) as e:
                type_name = self.constructor.__name__
                msg = f"{value!r} is not compatible with {self.name}:{type_name}"
                raise TypeError(msg) from e
        instance.__dict__[self.name] = value


def by_init_subclass():
    class Checked:
        @classmethod
        def _fields(cls):
            return get_type_hints(cls)

        def __init_subclass__(subclass):
            super().__init_subclass__()
            for name, constructor in subclass._fields().items():
                setattr(subclass, name, Field(name, constructor))

        def __init__(self, **kwargs):
            for name in self._fields():
                value = kwargs.pop(name, ...)
                setattr(self, name, value)
            if kwargs:
                self.__flag_unknown_attrs(*kwargs)

        def __setattr__(self, name, value):
            if name in self._fields():
                cls = self.__class__
                descriptor = getattr(cls, name)
                descriptor.__set__(self, value)
            else:
                self.__flag_unknown_attrs(name)

        def __flag_unknown_attrs(self, *names):
            plural = "s" if len(names) > 1 else ""
            extra = ", ".join(f"{name!r}" for name in names)
            cls_name = repr(self.__class__.__name__)
            raise AttributeError(f"{cls_name} object has no attribute{plural} {extra}")

    class Person(Checked):
        name: str
        age: int
        salary: float

    return Person


def by_decorator():
    def _fields(cls):
        return get_type_hints(cls)

    def __init__(self, **kwargs):
        for name in self._fields():
            value = kwargs.pop(name, ...)
            setattr(self, name, value)
        if kwargs:
            self.__flag_unknown_attrs(*kwargs)

    def __setattr__(self, name, value):
        if name in self._fields():
            cls = self.__class__
            descriptor = getattr(cls, name)
            descriptor.__set__(self, value)
        else:
            self.__flag_unknown_attrs(name)

    def __flag_unknown_attrs(self, *names):
        plural = "s" if len(names) > 1 else ""
        extra = ", ".join(f"{name!r}" for name in names)
        cls_name = repr(self.__class__.__name__)
        raise AttributeError(f"{cls_name} has no attribute{plural} {extra}")

    def checked(cls):
        for name, constructor in _fields(cls).items():
            setattr(cls, name, Field(name, constructor))
        cls._fields = classmethod(_fields)
        for method in (__init__, __setattr__, __flag_unknown_attrs):
            setattr(cls, method.__name__, method)
        return cls

    @checked
    class Person:
        name: str
        age: int
        salary: float

    return Person


class StoringField(Field):
    def __init__(self, name, constructor):
        super().__init__(name, constructor)
        self.storage_name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.storage_name)

    def __set__(self, instance, value):
        if value is ...:
            value = self.constructor()
        else:
            try:
                value = self.constructor(value)
            except (TypeError, ValueError) as e:
                type_name = self.constructor.__name__
                msg = f"{value!r} is not compatible with {self.name}:{type_name}"
                raise TypeError(msg) from e
        setattr(instance, self.storage_name, value)


def by_metaclass():
    class CheckedMeta(type):
        def __new__(meta_cls, cls_name, bases, cls_dict):
            if "__slots__" not in cls_dict:
                slots = []
                type_hints = cls_dict.get("__annotations__", {})
                for name, constructor in type_hints.items():
                    field = StoringField(name, constructor)
                    cls_dict[name] = field
                    slots.append(field.storage_name)
                cls_dict["__slots__"] = slots
            return super().__new__(meta_cls, cls_name, bases, cls_dict)

    class Checked(metaclass=CheckedMeta):
        __slots__ = ()

        @classmethod
        def _fields(cls):
            return get_type_hints(cls)

        def __init__(self, **kwargs):
            for name in self._fields():
                value = kwargs.pop(name, ...)
                setattr(self, name, value)

    class Person(Checked):
        name: str
        age: int
        salary: float

    return Person


def persons(variant):
    return [variant(name="John Doe", age=5, salary=199_999.99) for _ in range(OBJECTS)]


OPERATIONS = {
    "simple class": simple_class,
    "three bases": three_bases,
    "five descriptors": five_descriptors,
    "diamond ladder": diamond_ladder,
    "hundred bases": hundred_bases,
    "instance attribute": lambda: reading(people(), "age"),
    "four in turn": four_in_turn,
    "property": lambda: reading(people(), "years"),
    "method call": method_call,
    "set instance attribute": lambda: writing(people(), "age"),
    "class attribute, depth 1": lambda: reading(deep(1)[0], "deep"),
    "class attribute, depth 10": lambda: reading(deep(10)[0], "deep"),
    "class attribute, depth 100": lambda: reading(deep(DEEPEST)[0], "deep"),
    "changed, depth 100": changed,
    "super": super_lookup,
    "super in a method": super_in_a_method,
    "isinstance, own class": lambda: is_instance(1),
    "isinstance, depth 10": lambda: is_instance(10),
    "get, __init_subclass__": lambda: reading(persons(by_init_subclass()), "age"),
    "get, decorator": lambda: reading(persons(by_decorator()), "age"),
    "get, metaclass": lambda: reading(persons(by_metaclass()), "age"),
    "set, __init_subclass__": lambda: writing(persons(by_init_subclass()), "age"),
    "set, decorator": lambda: writing(persons(by_decorator()), "age"),
    "set, metaclass": lambda: writing(persons(by_metaclass()), "age"),
}

by_name = sys.argv[3:] == ["by name"]
times = int(sys.argv[2])
run = OPERATIONS[sys.argv[1]]()
gc.disable()
gc.freeze()
detail = f"{platform.python_implementation()} {platform.python_version()}"
print(json.dumps({"detail": detail, "figures": {"answer": run(times)}}), flush=True)
for line in sys.stdin:
    repeats = range(int(line))
    start = thread_time_ns()
    for _ in repeats:
        run(times)
    taken = thread_time_ns() - start
    gc.collect()
    print(taken, flush=True)
