"""What CPython makes of the scenarios of `Field` and `Checked`.

    python3 checked.py scenarios < scenarios.json > recording.json
    python3 checked.py conversions > recording.json

Executes the lecture's own two cells, unchanged. `scenarios` reads `[{"id", "steps"}, ...]` in the step language of
exercises/06-init-subclass/steps.ts and gives every scenario an `expect`, one entry per step: `{"kind": "value", "value"}`
or `{"kind": "error", "error": {"type", "message", "cause"?}}`. `conversions` records what `int`, `str`, `float`, `bool` and
`list` make of many values, and how `repr` prints the result.

The recordings are kept as `gzip -n9`, with the version of Python in their names.
"""

import hashlib
import json
import math
import platform
import sys

FIELD = r"""
from collections.abc import Callable
from typing import Any, NoReturn, get_type_hints


class Field:
    def __init__(self, name: str, constructor: Callable) -> None:
        if not callable(constructor) or constructor is type(None):
            raise TypeError(f'{name!r} type hint must be callable')
        self.name = name
        self.constructor = constructor

    def __set__(self, instance: Any, value: Any) -> None:
        if value is ...:
            value = self.constructor()
        else:
            try:
                value = self.constructor(value)
            except (TypeError, ValueError) as e:
                type_name = self.constructor.__name__
                msg = f'{value!r} is not compatible with {self.name}:{type_name}'
                raise TypeError(msg) from e
        instance.__dict__[self.name] = value
"""

CHECKED = r"""
class Checked:
    @classmethod
    def _fields(cls) -> dict[str, type]:
        return get_type_hints(cls)

    def __init_subclass__(subclass) -> None:
        super().__init_subclass__()
        for name, constructor in subclass._fields().items():
            setattr(subclass, name, Field(name, constructor))

    def __init__(self, **kwargs: Any) -> None:
        for name in self._fields():
            value = kwargs.pop(name, ...)
            setattr(self, name, value)
        if kwargs:
            self.__flag_unknown_attrs(*kwargs)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self._fields():
            cls = self.__class__
            descriptor = getattr(cls, name)
            descriptor.__set__(self, value)
        else:
            self.__flag_unknown_attrs(name)

    def __flag_unknown_attrs(self, *names: str) -> NoReturn:
        plural = 's' if len(names) > 1 else ''
        extra = ', '.join(f'{name!r}' for name in names)
        cls_name = repr(self.__class__.__name__)
        raise AttributeError(f'{cls_name} object has no attribute{plural} {extra}')

    def _asdict(self) -> dict[str, Any]:
        return {
            name: getattr(self, name)
            for name, attr in self.__class__.__dict__.items()
            if isinstance(attr, Field)
        }

    def __repr__(self) -> str:
        kwargs = ', '.join(
            f'{key}={value!r}' for key, value in self._asdict().items()
        )
        return f'{self.__class__.__name__}({kwargs})'
"""

# The cells' digests in the recorded transcript of the lecture.
SHA1 = {
    FIELD: "339ff2f7ec7bc8517b094480978d6b2d2e2eaf4a",
    CHECKED: "f3b586474e75f14b44f95ff70d7189002a65a1e7",
}

CONSTRUCTORS = {"int": int, "str": str, "float": float, "bool": bool, "list": list, "None": None}


class World:
    """The names that a scenario has bound so far, in a fresh `__main__`."""

    def __init__(self):
        self.names = {"__name__": "__main__"}
        for cell, sha1 in SHA1.items():
            assert hashlib.sha1(cell.strip().encode()).hexdigest() == sha1, "not the lecture's cell"
            exec(compile(cell, "<lecture>", "exec"), self.names)
        self.Field = self.names["Field"]

    def name(self, name):
        return eval(name, self.names)

    def hint(self, hint):
        return CONSTRUCTORS[hint] if isinstance(hint, str) else self.decode(hint["value"])

    def decode(self, value):
        if isinstance(value, bool) or not isinstance(value, (dict, int, float)):
            return value
        if not isinstance(value, dict):
            return float(value)
        [(kind, content)] = value.items()
        if kind == "int":
            return int(content)
        if kind == "float":
            return float(content)
        if kind == "list":
            return [self.decode(item) for item in content]
        if kind == "const":
            return ...
        if kind == "var":
            return self.name(content)
        if kind == "attr":
            return getattr(self.name(content[0]), content[1])
        assert kind == "newField", kind
        return self.Field(content[0], self.hint(content[1]))

    def pairs(self, pairs):
        return {name: self.decode(value) for name, value in pairs}

    def encode(self, value):
        if value is None or isinstance(value, (bool, str)):
            return value
        if isinstance(value, int):
            return {"int": str(value)}
        if isinstance(value, float):
            return {"float": repr(value)} if not math.isfinite(value) or repr(value) == "-0.0" else value
        if isinstance(value, list):
            return {"list": [self.encode(item) for item in value]}
        if isinstance(value, dict):
            return {"dict": [[self.encode(key), self.encode(item)] for key, item in value.items()]}
        if value is ...:
            return {"const": "Ellipsis"}
        if isinstance(value, self.Field):
            return {"field": value.name}
        if isinstance(value, type):
            return {"builtin" if value.__module__ == "builtins" else "cls": value.__name__}
        return {"obj": type(value).__name__}

    def perform(self, step):
        op = step["op"]
        if op == "class":
            hints = {f"_hint{i}": self.hint(hint) for i, (_, hint) in enumerate(step["hints"])}
            values = {f"_value{i}": self.decode(value) for i, (_, value) in enumerate(step["values"])}
            body = [f"{name}: _hint{i}" for i, (name, _) in enumerate(step["hints"])]
            body += [f"{name} = _value{i}" for i, (name, _) in enumerate(step["values"])]
            source = f"class {step['name']}({step['base']}):\n  " + "\n  ".join(body or ["pass"])
            self.names.update(hints, **values)
            exec(compile(source, "<class>", "exec"), self.names)
        elif op == "field":
            return self.encode(self.Field(step["name"], self.hint(step["hint"])))
        elif op == "new":
            self.names[step["as"]] = self.name(step["cls"])(**self.pairs(step["kwargs"]))
        elif op == "bare":
            self.names[step["as"]] = object.__new__(self.name(step["cls"]))
        elif op == "init":
            self.name(step["of"]).__init__(**self.pairs(step["kwargs"]))
        elif op == "get":
            return self.encode(getattr(self.name(step["of"]), step["name"]))
        elif op == "set":
            setattr(self.name(step["of"]), step["name"], self.decode(step["value"]))
        elif op == "append":
            getattr(self.name(step["of"]), step["name"]).append(self.decode(step["value"]))
        elif op == "repr":
            return repr(self.name(step["of"]))
        elif op == "asdict":
            return self.encode(self.name(step["of"])._asdict())
        elif op == "dict":
            return self.encode(self.name(step["of"]).__dict__)
        elif op == "fields":
            return self.encode(self.name(step["of"])._fields())
        else:
            assert op == "keys", op
            return [name for name in self.name(step["cls"]).__dict__ if name[0] != "_"]
        return None


def view(error):
    seen = {"type": type(error).__name__, "message": str(error)}
    return seen if error.__cause__ is None else {**seen, "cause": view(error.__cause__)}


def observe(perform):
    try:
        return {"kind": "value", "value": perform()}
    except Exception as error:
        return {"kind": "error", "error": view(error)}


def record_scenario(scenario):
    world = World()
    return {**scenario, "expect": [observe(lambda: world.perform(step)) for step in scenario["steps"]]}


TEXTS = [
    "", " ", "0", "42", "+42", "-42", "- 42", "--1", "+-1", " 42 ", "\t42\n", "\x0b42\x0c", "\x1c42", "\x8542", "\xa042",
    "\u200342", "\u202842", "\ufeff42", "42\0", "1_000", "1__000", "_1", "1_", "+_1", "0_0", "007", "00", "-0", "0x10", "0b1", "1L", "1 000",
    "3.9", "3.", ".5", ".", "-.5e-3", "1e3", "1E3", "1e", "e3", "1e+16", "1e400", "-1e400", "1e-400", "1_0.0_1e1_0", "1_.0", "1._0", "1e_1",
    "inf", "-inf", "+Infinity", "INF", "infinit", "nan", "-NaN", "nan()", "- inf", "in_f", "\u0664\u0662", "\uff11\uff12", "\u0661.\u0665",
    "\u0e51\u0e52", "\U0001d7d8\U0001d7e2\U0001d7ff", "\u00b2", "\u2460", "\u4e09", "text", "it's", 'say "hi"', "it's \"both\"", "back\\slash",
    "line\nbreak", "tab\tr\r", "\x00\x1b\x7f\x80\xad", "\xe9\xdf", "\u200b\u2028\u3000\ufeff", "\U0001f600", "\U000e0001", "\u0378", "a" * 250,
    "\U0001f600" * 250, "9" * 50, "True", "None", "199999.99", "1" + "0" * 400, "0.1", "9007199254740993", "2.5e-5", "1,5",
]
NUMBERS = [
    0.0, -0.0, 1.0, -1.0, 3.9, -3.9, 0.1, 1 / 3, 2.5e-5, 1e-4, 9.9999e-5, 1e15, 9999999999999998.0, 1e16, 1.5e16, 1e21, 1e22, 123456789012345680.0,
    199999.99, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, math.nan, 2.0**53, 2.0**53 + 2, 1e100, 0.30000000000000004, 100.0, 1e5,
    0, 1, -1, 42, 2**53 + 1, 2**63, -(2**64), 10**15, 10**16, 10**22, 10**308, 10**309, -(10**400), 2**1024 - 2**970, 2**1024 - 2**970 - 1,
]
OTHERS = [None, True, False, [], [0], ["it's", 1, 2.0, None, [True, ...]], [""]]


def record_conversions():
    world = World()
    for value in TEXTS + NUMBERS + OTHERS:
        for name in ("int", "str", "float", "bool", "list"):
            seen = observe(lambda: world.encode(CONSTRUCTORS[name](value)))
            shown = observe(lambda: repr(CONSTRUCTORS[name](value)))
            yield {"constructor": name, "value": world.encode(value), "expect": seen, "repr": shown.get("value")}


def main(what):
    version = platform.python_version()
    if what == "scenarios":
        rows = [record_scenario(scenario) for scenario in json.load(sys.stdin)]
        head = {"format": "checked/1", "python": version, "scenarios": "ROWS"}
    else:
        rows = list(record_conversions())
        head = {"format": "conversions/1", "python": version, "conversions": "ROWS"}
    lines = ",\n".join(json.dumps(row) for row in rows)
    print(json.dumps(head).replace('"ROWS"', f"[\n{lines}\n]"))


if __name__ == "__main__":
    main(*sys.argv[1:])
