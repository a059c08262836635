"""Records object-model scenarios that mix what the others keep apart: enumerations, named tuples, builtin bases,
metaclasses with every hook, `__bases__` and `__class__` assignment, and reads of special attributes.

    python3.11 -B reference/conformance/record/object_model_varied.py 1000 | gzip -9n \\
        > reference/conformance/recordings/object-model/varied-3.11.7.json.gz

Format `object-model/1` (see reference/conformance/object-model/FORMAT.md); one scenario for each seed below the number
given, or between two: `13000 1000`. Left out: results that hold an address or that JSON cannot hold, recursion errors,
and scenarios that do not end.
"""
import gc
import json
import platform
import random
import signal
import sys
import warnings

import object_model_driver as driver

NAMES = ["x", "y", "z", "w", "_p", "__q", "m", "n"]
SPECIAL_NAMES = ["__name__", "__qualname__", "__module__", "__dict__", "__class__", "__bases__", "__mro__", "__slots__",
                 "__call__", "__init__", "__abstractmethods__", "__weakref__"]
SPECIAL_METHODS = ["__len__", "__bool__", "__repr__", "__str__", "__eq__", "__hash__", "__iter__", "__getitem__",
                   "__contains__", "__call__", "__class_getitem__", "__set_name__", "__get__", "__set__"]
KINDS = ["value", "value", "method", "classmethod", "staticmethod", "property", "descriptor", "descriptor", "slots",
         "getattr", "getattribute", "setattr", "delattr", "init_subclass", "new", "init", "special", "alias",
         "subclasshook", "annotation"]
METACLASS_KINDS = ["meta_prepare", "meta_new", "meta_init", "meta_call", "meta_mro", "instancecheck", "subclasscheck"]
PLAIN_KINDS = ("value", "method", "descriptor", "slots", "classmethod", "property", "staticmethod")
OPERATIONS = ["mro", "bases", "subclasses", "typeof", "base", "getattr", "getattr", "getattr", "hasattr", "setattr",
              "setattr", "delattr", "keys", "call", "callattr", "isinstance", "issubclass", "new", "repr", "str",
              "setdict", "super_getattr", "super_callattr", "getattr_default", "len", "bool", "iter", "getitem",
              "contains", "eq", "is", "register", "abstractmethods", "set_class", "gc"]
STEP_SECONDS = 2


class Abandoned(Exception):
    """The scenario cannot be recorded."""


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.session = driver.Session()
        self.steps, self.classes, self.metaclasses, self.objects = [], [], [], []
        self.flavour = self.random.choice(["all", "meta", "abc", "enum", "named tuple", "bases", "builtin"])

    def do(self, **step):
        try:
            expect = driver.run_step(self.session, step)
        except driver.Abort:
            return False
        if "Recursion" in str(expect.get("error")):
            raise Abandoned
        self.steps.append({**step, "expect": expect})
        return "error" not in expect

    def chance(self, share):
        return self.random.random() < share

    # ---------------------------------------------------------------- values and attributes

    def value(self):
        r, kind = self.random, self.random.random()
        if kind < .5:
            return r.choice([0, 1, 2, 5, "s", "", None, True, False])
        if kind < .8:
            return r.choice([{"t": [1, 2]}, [1, "a"], {"d": [["k", 1]]}, {"const": "NotImplemented"}])
        if kind < .95 and self.classes:
            return {"cls": r.choice(self.classes)}
        return {"var": r.choice(self.objects)} if self.objects else 3

    def error(self):
        kinds = ["TypeError", "ValueError", "AttributeError", "KeyError", "RuntimeError"]
        return {"type": self.random.choice(kinds), "message": "boom"}

    def some(self, **options):
        """Each option with its share of scenarios: `raises=(.1, make)`."""
        return {name: make() for name, (share, make) in options.items() if self.chance(share)}

    def attribute(self, cls, is_meta):
        r = self.random
        kind = r.choice(KINDS + (METACLASS_KINDS * 2 if is_meta else []))
        name = r.choice(NAMES)
        yes = lambda: True
        if kind == "value":
            special = ["__doc__", "__module__", "__qualname__", "__hash__", "__eq__", "__call__", "__len__", "__iter__"]
            return {"kind": kind, "name": r.choice(special) if self.chance(.08) else name, "value": self.value()}
        if kind == "special":
            return {"kind": "method", "name": r.choice(SPECIAL_METHODS), "returns": r.choice([0, 1, "s", True, None, [1]])}
        if kind in ("method", "classmethod", "staticmethod"):
            parts = self.some(raises=(.1, self.error), abstract=(.15, yes))
            if kind != "staticmethod":
                parts |= self.some(super=(.3, yes))
            return {"kind": kind, "name": name, "returns": self.value(), **parts}
        if kind == "property":
            parts = self.some(set=(.5, yes), delete=(.5, yes), abstract=(.1, yes), raises=(.15, self.error))
            return {"kind": kind, "name": name, "tag": cls + name, **parts}
        if kind == "descriptor":
            methods = [m for m in ["get", "set", "delete", "set_name"] if self.chance(.5)]
            parts = self.some(store=(.4, lambda: r.choice(NAMES)), returns=(.2, lambda: r.choice([1, "s", [1]])),
                              raises=(.15, lambda: {r.choice(methods or ["get"]): self.error()}))
            return {"kind": kind, "name": name, "tag": cls + name, "methods": methods, **parts}
        if kind == "slots":
            slots = ["x", "y", "z", "__q", "__dict__", "__weakref__", "s1"]
            return {"kind": kind, "names": name if self.chance(.15) else r.sample(slots, r.randint(0, 3))}
        if kind == "getattr":
            return {"kind": kind, **self.some(only=(.5, lambda: [name]))}
        if kind in ("setattr", "delattr"):
            return {"kind": kind, **self.some(block=(.5, lambda: [name]))}
        if kind == "init_subclass":
            consumes = r.choice(["*", "*", r.sample(["a", "b", "c"], 2), []])
            return {"kind": kind, "consumes": consumes, "super": not self.chance(.2),
                    **self.some(set=(.3, lambda: {name: self.value()}), raises=(.1, self.error))}
        if kind == "new":
            return {"kind": kind, **self.some(passArgs=(.5, yes), returns=(.15, self.value))}
        if kind == "init":
            return {"kind": kind, **self.some(super=(.5, yes), passArgs=(.5, yes), set=(.2, lambda: {name: self.value()}),
                                              returns=(.1, lambda: r.choice([5, None])))}
        if kind == "alias":
            return {"kind": kind, "name": name, "of": r.choice(self.classes or ["int"])}
        if kind == "annotation":
            return {"kind": kind, "name": name, "type": r.choice(["int", "str"]),
                    **self.some(default=(.4, lambda: r.choice([1, "a"])))}
        if kind == "subclasshook":
            answers = [True, False, {"const": "NotImplemented"}, 3]
            return {"kind": kind, **({"hasattr": name} if self.chance(.5) else {"returns": r.choice(answers)})}
        return self.metaclass_hook(kind, name)

    def metaclass_hook(self, kind, name):
        r = self.random
        if kind == "meta_prepare":
            if self.chance(.3):
                return {"kind": kind, "super": True}
            usual = ["dict", "ordered", "logging"]
            unusual = [{"seed": {"g": 1}}, {"value": r.choice([5, None, {"t": []}, [1]])}]
            return {"kind": kind, "returns": r.choice(usual + (unusual if self.chance(.4) else []))}
        if kind == "meta_new":
            dropped = [name, "__classcell__", "__qualname__", "__module__"]
            return {"kind": kind, **self.some(
                forward=(.3, lambda: r.choice(["all", "none", ["a"]])), add=(.2, lambda: {name: self.value()}),
                drop=(.15, lambda: [r.choice(dropped)]), rename=(.1, lambda: "Ren"),
                reject=(.1, lambda: {"contains": "3", "message": "no 3"}), returns=(.07, self.value))}
        if kind == "meta_init":
            return {"kind": kind, **self.some(forward=(.4, lambda: True), set=(.3, lambda: {name: self.value()}))}
        if kind == "meta_call":
            return {"kind": kind, **(self.some(singleton=(.3, lambda: True)) or self.some(returns=(.1, lambda: 5)))}
        if kind == "meta_mro":
            other = [{"append": [self.value()]}, {"value": self.value()}]
            return {"kind": kind, "result": r.choice(["same", "swap"] if self.chance(.8) else other)}
        if kind == "getattribute":
            return {"kind": kind}
        return {"kind": kind, **self.some(returns=(.6, lambda: r.choice([True, False, 0, "y"])))}

    # ---------------------------------------------------------------- steps

    def make_metaclass(self, name):
        r = self.random
        bases = [r.choice(self.metaclasses)] if self.metaclasses and self.chance(.4) else ["type"]
        if self.flavour == "abc" and self.chance(.5):
            bases = ["ABCMeta"]
        attrs = [self.attribute(name, True) for _ in range(r.randint(0, 3))]
        if self.do(op="class", name=name, bases=bases, attrs=attrs):
            self.metaclasses.append(name)

    def make_class(self, name):
        r = self.random
        bases = r.sample(self.classes, min(len(self.classes), r.choice([0, 1, 1, 2, 3])))
        attrs = [self.attribute(name, False) for _ in range(r.randint(0, 4))]
        if self.flavour == "abc" and not bases:
            bases = ["ABC"]
        if self.flavour == "builtin" and self.chance(.5):
            builtins = ["int", "str", "tuple", "list", "dict", "Exception", "object", "bool", "float", "type"]
            bases.insert(r.randint(0, len(bases)), r.choice(builtins))
        if self.flavour == "enum":
            bases, attrs = self.enumeration(bases, attrs)
        if self.flavour == "named tuple" and self.chance(.6):
            bases, attrs = self.named_tuple(bases, attrs)
        step = {"op": "class", "name": name, "bases": bases, "attrs": attrs}
        if self.chance(.1) and self.flavour not in ("enum", "named tuple"):
            step |= {"op": "type", "attrs": [a for a in attrs if a["kind"] in PLAIN_KINDS and not a.get("super")]}
            if self.metaclasses and self.chance(.5):
                step["meta"] = r.choice(self.metaclasses)
        else:
            if self.metaclasses and self.chance(.4) and self.flavour != "named tuple":
                step["metaclass"] = r.choice(self.metaclasses)
            step |= self.some(decorators=(.15, lambda: [{"tag": "d1"}, {"tag": "d2", "set": {"w": 1}}]))
        step |= self.some(kwds=(.15, lambda: {k: 1 for k in r.sample(["a", "b", "c"], r.randint(1, 2))}))
        if self.do(**step):
            self.classes.append(name)

    def enumeration(self, bases, attrs):
        r = self.random
        if not bases or self.chance(.6):
            bases = [r.choice(["Enum", "Enum", "IntEnum", "Flag"])]
        kept = ("method", "property", "descriptor", "classmethod", "value", "staticmethod", "init")
        attrs = [a for a in attrs if a["kind"] in kept and not a.get("name", "").startswith("__")][:2]
        for name in r.sample(["A", "B", "C", "D", "name", "value", "x"], r.randint(0, 4)):
            value = {"var": "auto()"} if self.chance(.4) else r.choice([1, 2, 4, 3, 8, "s", {"t": [1, 2]}, [1], 5])
            attrs.append({"kind": "value", "name": name, "value": value})
        return bases, attrs

    def named_tuple(self, bases, attrs):
        r = self.random
        fields = r.sample(["a", "b", "x", "y", "_f", "count"], r.randint(0, 3))
        annotations = [{"kind": "annotation", "name": field, "type": "int", **self.some(default=(.4, lambda: 1))}
                       for field in fields]
        methods = [a for a in attrs if a["kind"] in ("method", "property", "value", "classmethod", "staticmethod")]
        return ["NamedTuple"] + (bases[:1] if self.chance(.1) else []), annotations + methods[:1]

    def query(self):
        r = self.random
        if not self.classes:
            return
        op = r.choice(OPERATIONS + (["set_bases"] * 6 if self.flavour == "bases" else []))
        cls, obj = r.choice(self.classes), r.choice(self.classes + self.objects)
        other = r.choice(self.classes + ["int", "object", "type", "str"])
        name = r.choice(NAMES + (SPECIAL_NAMES if self.chance(.25) and op != "callattr" else []))
        args = [self.value() for _ in range(r.randint(0, 2))]
        if op == "new":
            made = f"o{len(self.objects)}"
            if self.do(op=op, **{"as": made, "cls": cls, "args": args[:1]}):
                self.objects.append(made)
            return
        arguments = {
            **dict.fromkeys(("mro", "bases", "subclasses", "base", "abstractmethods"), {"cls": cls}),
            **dict.fromkeys(("typeof", "keys", "len", "bool", "iter", "repr", "str"), {"obj": obj}),
            **dict.fromkeys(("getattr", "hasattr", "delattr"), {"obj": obj, "name": name}),
            **dict.fromkeys(("setattr", "setdict"), {"obj": obj, "name": name, "value": self.value()}),
            **dict.fromkeys(("eq", "is"), {"a": {"var": obj}, "b": self.value()}),
            "getattr_default": {"obj": obj, "name": name, "default": 9},
            "call": {"obj": obj, "args": args, "kwds": {"k": 1} if self.chance(.1) else {}},
            "callattr": {"obj": obj, "name": name, "args": args[:1]},
            "isinstance": {"obj": obj, "of": r.choice([other, [other, cls]])},
            "issubclass": {"cls": cls, "of": r.choice([other, [other, cls]])},
            "super_getattr": {"cls": cls, "obj": obj, "name": name},
            "super_callattr": {"cls": cls, "obj": obj, "name": name, "args": [1]},
            "getitem": {"obj": obj, "key": r.choice([0, "x", {"t": [1]}])},
            "contains": {"obj": obj, "item": r.choice([0, "x"])},
            "register": {"abc": cls, "cls": other},
            "set_class": {"obj": obj, "cls": cls},
            "set_bases": {"cls": cls, "bases": [r.choice(self.classes + ["object"]) for _ in range(r.randint(1, 2))]},
            "gc": {},
        }
        self.do(op=op, **arguments[op])

    def scenario(self, name):
        r = self.random
        for i in range(0 if self.flavour == "enum" else r.randint(0, 3)):
            self.make_metaclass(f"M{i}")
        for i in range(r.randint(1, 6)):
            self.make_class(f"K{i}")
            if self.chance(.3):
                self.query()
        for _ in range(r.randint(4, 25)):
            self.query()
        if self.classes and self.chance(.15):
            lost = self.classes.pop(r.randrange(len(self.classes)))
            self.do(op="del", var=lost)
            self.do(op="gc")
            for cls in self.classes:
                self.do(op="subclasses", cls=cls)
        return {"name": name, "flavour": self.flavour, "steps": self.steps}


def give_up(*_):
    raise KeyboardInterrupt


def main(count):
    warnings.simplefilter("ignore")
    gc.disable()
    signal.signal(signal.SIGALRM, give_up)
    lines = []
    for seed in range(int(sys.argv[2]) if len(sys.argv) > 2 else 0, count):
        signal.alarm(STEP_SECONDS)
        try:
            line = json.dumps(Maker(seed).scenario(f"varied-{seed}"), separators=(",", ":"))
        except (Abandoned, KeyboardInterrupt):
            continue
        except TypeError:  # a result that JSON cannot hold: a name that is a class
            continue
        finally:
            signal.alarm(0)
        if " at 0x" not in line and "recursion" not in line:
            lines.append(line)
    header = {"format": "object-model/1", "python": platform.python_version()}
    sys.stdout.write(json.dumps(header, separators=(",", ":"))[:-1] + ',"scenarios":[\n' + ",\n".join(lines) + "\n]}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
