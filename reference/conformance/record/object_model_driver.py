"""Object-model scenarios: run them in CPython and fill in what happens.

A scenario is {"name", "rule", "steps": [step, ...]}; reference/conformance/object-model/FORMAT.md
describes every step and attribute kind.  `run(scenario)` returns the same
steps, each with an `expect` member.  Class steps are executed as real class
statements: `class_source()` renders them.
"""
import abc
import collections
import enum
import gc
import keyword
import types
import typing

MAX_LOG = 400


class Abort(Exception):
    """The scenario itself is malformed (not an outcome)."""


# ---------------------------------------------------------------- encoding

class Desc:
    """Marker base of all scenario descriptors (never on its own)."""


class Hook:
    """An object with __mro_entries__."""

    def __init__(self, session, tag, entries):
        self.session, self.tag, self.entries = session, tag, entries

    def __mro_entries__(self, bases):
        self.session.log("mro_entries", self.tag, tuple(bases))
        return tuple(self.session.env[n] for n in self.entries)


class Session:
    def __init__(self):
        self.events = []
        self.env = {
            "__name__": "__main__",
            "__builtins__": __builtins__,
            "L": self.log,
            "D": self.make_descriptor,
            "NS": self.make_namespace,
            "DECO": self.make_decorator,
            "abstractmethod": abc.abstractmethod,
            "ABC": abc.ABC,
            "ABCMeta": abc.ABCMeta,
            "Enum": enum.Enum,
            "IntEnum": enum.IntEnum,
            "Flag": enum.Flag,
            "auto": enum.auto,
            "unique": enum.unique,
            "NamedTuple": typing.NamedTuple,
            "NotImpl": NotImplemented,
        }
        self.names = {}  # id(object) -> variable name, for bound instances
        self.keep = {}

    # -- events
    def log(self, kind, *args):
        if len(self.events) < MAX_LOG:
            self.events.append([kind, *[self.encode(a) for a in args]])

    # -- values
    def encode(self, v, depth=0):
        t = type(v)
        if v is None or t in (bool, int, str, float):
            return v
        if v is NotImplemented:
            return {"const": "NotImplemented"}
        if v is Ellipsis:
            return {"const": "Ellipsis"}
        if depth > 6:
            return {"deep": True}
        if id(v) in self.names and self.keep.get(self.names[id(v)]) is v:
            return {"obj": self.names[id(v)]}
        if type in t.__mro__:
            return {"cls": type.__dict__["__name__"].__get__(v)}
        if t is tuple:
            return {"t": [self.encode(x, depth + 1) for x in v]}
        if t is list:
            return [self.encode(x, depth + 1) for x in v]
        if t is dict or t is collections.OrderedDict:
            return {"d": [[self.encode(k, depth + 1), self.encode(x, depth + 1)] for k, x in v.items()]}
        if t is types.MappingProxyType:
            return {"mappingproxy": [self.encode(k, depth + 1) for k in v]}
        if t in (set, frozenset):
            return {"set": sorted((self.encode(x, depth + 1) for x in v), key=str)}
        if t is types.FunctionType:
            return {"fn": v.__qualname__.replace("__make.<locals>.", "")}
        if t is types.MethodType:
            return {"bm": getattr(v.__func__, "__qualname__", "?").replace("__make.<locals>.", ""),
                    "self": self.encode(v.__self__, depth + 1)}
        if t is property:
            return {"property": v.fget.__name__ if v.fget else None}
        if t is classmethod:
            return {"classmethod": self.encode(v.__func__, depth + 1)}
        if t is staticmethod:
            return {"staticmethod": self.encode(v.__func__, depth + 1)}
        if Desc in t.__mro__:
            return {"desc": object.__getattribute__(v, "tag")}
        if t is types.MemberDescriptorType:
            return {"member": v.__objclass__.__name__ + "." + v.__name__}
        if t is types.GetSetDescriptorType:
            return {"getset": v.__objclass__.__name__ + "." + v.__name__}
        if t in (types.BuiltinFunctionType, types.MethodWrapperType, types.WrapperDescriptorType,
                 types.MethodDescriptorType, types.ClassMethodDescriptorType):
            return {"builtin": v.__name__}
        if t is super:
            return {"super": self.encode(v.__thisclass__), "self": self.encode(v.__self__, depth + 1)}
        if t is Hook:
            return {"hook": v.tag}
        if enum.Enum in t.__mro__:
            return {"enum": t.__name__ + "." + str(v._name_)}
        if tuple in t.__mro__ and hasattr(t, "_fields"):
            return {"namedtuple": t.__name__,
                    "fields": [[n, self.encode(x, depth + 1)] for n, x in zip(t._fields, tuple.__iter__(v))]}
        return {"inst": t.__name__}

    def decode(self, v):
        """A JSON value of a scenario as a Python object."""
        if isinstance(v, list):
            return [self.decode(x) for x in v]
        if isinstance(v, dict):
            (k, x), = v.items()
            if k in ("cls", "var"):
                return self.ref(x)
            if k == "t":
                return tuple(self.decode(y) for y in x)
            if k == "d":
                return {self.decode(a): self.decode(b) for a, b in x}
            if k == "const":
                return {"NotImplemented": NotImplemented, "Ellipsis": ...}[x]
            raise Abort(f"value {v!r}")
        return v

    def ref(self, name):
        if name in self.env:
            return self.env[name]
        b = __builtins__ if isinstance(__builtins__, dict) else vars(__builtins__)
        if name in b:
            return b[name]
        raise Abort(f"unknown variable {name!r}")

    # -- building blocks
    def make_descriptor(self, tag, methods, store=None, raises=None, returns=None):
        session = self
        raises = raises or {}

        def check(which):
            if which in raises:
                raise error_of(raises[which])

        ns = {}
        if "get" in methods:
            def __get__(self, obj, owner=None):
                session.log("get", tag, obj, owner)
                check("get")
                if store is not None and obj is not None:
                    try:
                        return obj.__dict__[store]
                    except KeyError:
                        raise AttributeError(store) from None
                return f"get:{tag}" if returns is None else returns
            ns["__get__"] = __get__
        if "set" in methods:
            def __set__(self, obj, value):
                session.log("set", tag, obj, value)
                check("set")
                if store is not None:
                    obj.__dict__[store] = value
            ns["__set__"] = __set__
        if "delete" in methods:
            def __delete__(self, obj):
                session.log("delete", tag, obj)
                check("delete")
                if store is not None:
                    del obj.__dict__[store]
            ns["__delete__"] = __delete__
        if "set_name" in methods:
            def __set_name__(self, owner, name):
                session.log("set_name", tag, owner, name)
                check("set_name")
            ns["__set_name__"] = __set_name__
        d = type("Desc", (Desc,), ns)()
        d.tag = tag
        return d

    def make_namespace(self, spec):
        session = self
        if spec == "dict":
            return {}
        if spec == "ordered":
            return collections.OrderedDict()
        if spec == "logging":
            class LogNS(dict):
                def __setitem__(self, k, v):
                    session.log("ns_set", k)
                    super().__setitem__(k, v)
            return LogNS()
        if "seed" in spec:
            return {k: self.decode(v) for k, v in spec["seed"].items()}
        return self.decode(spec["value"])

    def make_decorator(self, spec):
        def deco(cls):
            self.log("decorate", spec["tag"], cls)
            for k, v in spec.get("set", {}).items():
                setattr(cls, k, self.decode(v))
            return self.decode(spec["returns"]) if "returns" in spec else cls
        return deco


ERRORS = {e.__name__: e for e in (TypeError, ValueError, AttributeError, KeyError, RuntimeError)}


def error_of(spec):
    return ERRORS[spec["type"]](spec["message"])


# ---------------------------------------------------------------- rendering

def lit(v):
    """A JSON value as Python source."""
    if isinstance(v, list):
        return "[" + ", ".join(map(lit, v)) + "]"
    if isinstance(v, dict):
        (k, x), = v.items()
        if k in ("cls", "var"):
            return x
        if k == "t":
            return "(" + "".join(lit(y) + ", " for y in x) + ")"
        if k == "d":
            return "{" + ", ".join(f"{lit(a)}: {lit(b)}" for a, b in x) + "}"
        if k == "const":
            return {"NotImplemented": "NotImplemented", "Ellipsis": "..."}[x]
        raise Abort(f"value {v!r}")
    return repr(v)


def raise_line(spec):
    return f"raise {spec['type']}({spec['message']!r})"


def attr_source(cls, a):
    """Source lines of one attribute of the class statement `cls`."""
    k = a["kind"]
    n = a.get("name")
    label = repr(f"{cls}.{n}")
    if k == "value":
        return [f"{n} = {lit(a['value'])}"]
    if k == "alias":
        return [f"{n} = {a['of']}"]
    if k == "annotation":
        return [f"{n}: {a['type']}" + (f" = {lit(a['default'])}" if "default" in a else "")]
    if k == "slots":
        v = a["names"]
        return [f"__slots__ = {lit(v) if isinstance(v, str) else lit({'t': v})}"]
    if k in ("method", "classmethod", "staticmethod"):
        me = {"method": "self", "classmethod": "cls", "staticmethod": None}[k]
        out = []
        if k != "method":
            out.append(f"@{k}")
        if a.get("abstract"):
            out.append("@abstractmethod")
        out.append(f"def {n}({me + ', ' if me else ''}*args):")
        out.append(f"    L('call', {label}, {me}, list(args))")
        if "raises" in a:
            out.append("    " + raise_line(a["raises"]))
        elif a.get("super"):
            out.append(f"    return [{lit(a.get('returns'))}, super().{n}(*args)]")
        else:
            out.append(f"    return {lit(a.get('returns'))}")
        return out
    if k == "property":
        tag = a["tag"]
        out = ["@property"]
        if a.get("abstract"):
            out.append("@abstractmethod")
        out += [f"def {n}(self):", f"    L('pget', {tag!r}, self)"]
        out.append("    " + (raise_line(a["raises"]) if "raises" in a else f"return {'prop:' + tag!r}"))
        if a.get("set"):
            out += [f"@{n}.setter", f"def {n}(self, value):", f"    L('pset', {tag!r}, self, value)"]
        if a.get("delete"):
            out += [f"@{n}.deleter", f"def {n}(self):", f"    L('pdel', {tag!r}, self)"]
        return out
    if k == "descriptor":
        extra = "".join(f", {o}={a[o]!r}" for o in ("store", "raises", "returns") if o in a)
        return [f"{n} = D({a['tag']!r}, {a['methods']!r}{extra})"]
    if k == "getattr":
        out = ["def __getattr__(self, name):", f"    L('__getattr__', '{cls}', self, name)"]
        if "only" in a:
            out += [f"    if name not in {a['only']!r}:", "        raise AttributeError(f'no {name}')"]
        return out + ["    return f'dyn:{name}'"]
    if k == "getattribute":
        return ["def __getattribute__(self, name):", f"    L('__getattribute__', '{cls}', self, name)",
                "    return super().__getattribute__(name)"]
    if k == "setattr":
        out = ["def __setattr__(self, name, value):", f"    L('__setattr__', '{cls}', self, name, value)"]
        if "block" in a:
            out += [f"    if name in {a['block']!r}:", "        raise AttributeError(f'blocked {name}')"]
        return out + ["    super().__setattr__(name, value)"]
    if k == "delattr":
        out = ["def __delattr__(self, name):", f"    L('__delattr__', '{cls}', self, name)"]
        if "block" in a:
            out += [f"    if name in {a['block']!r}:", "        raise AttributeError(f'blocked {name}')"]
        return out + ["    super().__delattr__(name)"]
    if k == "init_subclass":
        out = ["def __init_subclass__(cls, **kwargs):", f"    L('init_subclass', '{cls}', cls, kwargs)"]
        if "raises" in a:
            out.append("    " + raise_line(a["raises"]))
        for s, v in a.get("set", {}).items():
            out.append(f"    cls.{s} = {lit(v)}")
        consumes = a.get("consumes", [])
        if consumes == "*":
            out.append("    kwargs = {}")
        elif consumes:
            out.append(f"    kwargs = {{k: v for k, v in kwargs.items() if k not in {consumes!r}}}")
        if a.get("super", True):
            out.append("    super().__init_subclass__(**kwargs)")
        return out
    if k == "new":
        out = ["def __new__(cls, *args, **kwargs):", f"    L('new', '{cls}', cls, list(args), kwargs)"]
        if "returns" in a:
            return out + [f"    return {lit(a['returns'])}"]
        return out + ["    return super().__new__(cls" + (", *args, **kwargs" if a.get("passArgs") else "") + ")"]
    if k == "init":
        out = ["def __init__(self, *args, **kwargs):", f"    L('init', '{cls}', self, list(args), kwargs)"]
        if a.get("super"):
            out.append("    super().__init__(" + ("*args, **kwargs" if a.get("passArgs") else "") + ")")
        for i, p in enumerate(a.get("params", [])):
            out.append(f"    self.{p} = args[{i}]")
        for s, v in a.get("set", {}).items():
            out.append(f"    self.{s} = {lit(v)}")
        if "returns" in a:
            out.append(f"    return {lit(a['returns'])}")
        return out
    if k == "meta_prepare":
        out = ["@classmethod", "def __prepare__(mcls, name, bases, **kwargs):",
               f"    L('prepare', '{cls}', mcls, name, bases, kwargs)"]
        if a.get("super"):
            return out + ["    return super().__prepare__(name, bases, **kwargs)"]
        return out + [f"    return NS({a.get('returns', 'dict')!r})"]
    if k == "meta_new":
        out = ["def __new__(mcls, name, bases, ns, **kwargs):",
               f"    L('meta_new', '{cls}', mcls, name, bases, list(ns), kwargs)"]
        if "reject" in a:
            out += [f"    if {a['reject']['contains']!r} in name:",
                    f"        raise TypeError({a['reject']['message']!r})"]
        for s, v in a.get("add", {}).items():
            out.append(f"    ns[{s!r}] = {lit(v)}")
        for s in a.get("drop", []):
            out.append(f"    ns.pop({s!r}, None)")
        if "returns" in a:
            return out + [f"    return {lit(a['returns'])}"]
        fwd = a.get("forward", "all")
        if isinstance(fwd, list):
            out.append(f"    kwargs = {{k: v for k, v in kwargs.items() if k in {fwd!r}}}")
        nm = repr(a["rename"]) if "rename" in a else "name"
        return out + [f"    return super().__new__(mcls, {nm}, bases, ns" + (")" if fwd == "none" else ", **kwargs)")]
    if k == "meta_init":
        out = ["def __init__(cls, name, bases, ns, **kwargs):", f"    L('meta_init', '{cls}', cls, name, bases, kwargs)"]
        for s, v in a.get("set", {}).items():
            out.append(f"    cls.{s} = {lit(v)}")
        return out + ["    super().__init__(name, bases, ns" + (", **kwargs" if a.get("forward") else "") + ")"]
    if k == "meta_call":
        out = ["def __call__(cls, *args, **kwargs):", f"    L('meta_call', '{cls}', cls, list(args), kwargs)"]
        if "returns" in a:
            return out + [f"    return {lit(a['returns'])}"]
        if a.get("singleton"):
            return out + ["    if '_only' not in cls.__dict__:",
                          "        cls._only = super().__call__(*args, **kwargs)", "    return cls._only"]
        return out + ["    return super().__call__(*args, **kwargs)"]
    if k == "meta_mro":
        out = ["def mro(cls):", f"    L('mro', '{cls}', cls)"]
        how = a.get("result", "same")
        if how == "same":
            return out + ["    return super().mro()"]
        if how == "swap":  # exchange the two entries after the class itself
            return out + ["    m = super().mro()", "    m[1:3] = m[2:0:-1]", "    return m"]
        if "append" in how:
            return out + [f"    return super().mro() + {lit(how['append'])}"]
        return out + [f"    return {lit(how['value'])}"]
    if k in ("instancecheck", "subclasscheck"):
        arg = {"instancecheck": "inst", "subclasscheck": "sub"}[k]
        out = [f"def __{k}__(cls, {arg}):", f"    L('{k}', '{cls}', cls, {arg})"]
        if "returns" in a:
            return out + [f"    return {lit(a['returns'])}"]
        return out + [f"    return super().__{k}__({arg})"]
    if k == "subclasshook":
        out = ["@classmethod", "def __subclasshook__(cls, sub):", f"    L('subclasshook', '{cls}', cls, sub)"]
        if "hasattr" in a:
            return out + [f"    return True if any({a['hasattr']!r} in k.__dict__ for k in sub.__mro__) else NotImplemented"]
        return out + [f"    return {lit(a['returns'])}"]
    raise Abort(f"attribute kind {k!r}")


def class_source(step):
    parts = [b if isinstance(b, str) else lit(b) for b in step.get("bases", [])]
    if "metaclass" in step:
        parts.append(f"metaclass={step['metaclass']}")
    parts += [f"{k}={lit(v)}" for k, v in step.get("kwds", {}).items()]
    out = [f"@DECO({d!r})" for d in step.get("decorators", [])]
    out.append(f"class {step['name']}" + (f"({', '.join(parts)})" if parts else "") + ":")
    body = []
    for a in step.get("attrs", []):
        body += attr_source(step["name"], a)
    return "\n".join(out + ["    " + ln for ln in (body or ["pass"])]) + "\n"


def namespace_source(step):
    """For op `type`: a function returning the namespace dict."""
    out = ["def __make():"]
    for a in step.get("attrs", []):
        out += ["    " + ln for ln in attr_source(step["name"], a)]
    names = [a.get("name") or {"slots": "__slots__"}[a["kind"]] for a in step.get("attrs", [])]
    out.append("    return {" + ", ".join(f"{n!r}: {n}" for n in names) + "}")
    return "\n".join(out) + "\n"


# ---------------------------------------------------------------- steps

def names_of(classes):
    return [c.__name__ for c in classes]


def op_class(s, st):
    exec(compile(class_source(st), "<scenario>", "exec"), s.env)
    return None


def op_type(s, st):
    exec(compile(namespace_source(st), "<scenario>", "exec"), s.env)
    ns = s.env.pop("__make")()
    if "nsRaw" in st:
        ns = s.decode(st["nsRaw"])
    bases = s.decode(st["basesRaw"]) if "basesRaw" in st else tuple(s.ref(b) for b in st.get("bases", []))
    kwds = {k: s.decode(v) for k, v in st.get("kwds", {}).items()}
    # Called from the scenario's own globals: type() reads __module__ there.
    c = eval(compile("lambda meta, name, bases, ns, kwds: meta(name, bases, ns, **kwds)", "<scenario>", "eval"), s.env)(
        s.ref(st.get("meta", "type")), st["name"], bases, ns, kwds)
    s.env[st.get("as", st["name"])] = c
    return c


def call_args(s, st):
    return [s.decode(a) for a in st.get("args", [])], {k: s.decode(v) for k, v in st.get("kwds", {}).items()}


def op_new(s, st):
    a, k = call_args(s, st)
    v = s.ref(st["cls"])(*a, **k)
    s.env[st["as"]] = v
    s.names[id(v)] = st["as"]
    s.keep[st["as"]] = v
    return v


def op_var(s, st):
    spec = st["value"]
    if isinstance(spec, dict) and "mro_entries" in spec:
        v = Hook(s, spec["tag"], spec["mro_entries"])
    else:
        v = s.decode(spec)
    s.env[st["as"]] = v
    return None


def op_del(s, st):
    v = s.env.pop(st["var"])
    s.keep.pop(st["var"], None)
    s.names.pop(id(v), None)
    return None


def target_tuple(s, c):
    return tuple(s.ref(x) for x in c) if isinstance(c, list) else s.ref(c)


def op_len(s, st):
    return len(s.ref(st["obj"]))


OPS = {
    "class": op_class,
    "type": op_type,
    "new": op_new,
    "var": op_var,
    "del": op_del,
    "gc": lambda s, st: (gc.collect(), None)[1],
    "typeof": lambda s, st: type(s.ref(st["obj"])),
    "mro": lambda s, st: names_of(s.ref(st["cls"]).__mro__),
    "bases": lambda s, st: names_of(s.ref(st["cls"]).__bases__),
    "base": lambda s, st: s.ref(st["cls"]).__base__,
    "subclasses": lambda s, st: names_of(type.__subclasses__(s.ref(st["cls"]))),
    "keys": lambda s, st: list(s.ref(st["obj"]).__dict__),
    "getattr": lambda s, st: getattr(s.ref(st["obj"]), st["name"]),
    "getattr_default": lambda s, st: getattr(s.ref(st["obj"]), st["name"], s.decode(st["default"])),
    "hasattr": lambda s, st: hasattr(s.ref(st["obj"]), st["name"]),
    "setattr": lambda s, st: setattr(s.ref(st["obj"]), st["name"], s.decode(st["value"])),
    "delattr": lambda s, st: delattr(s.ref(st["obj"]), st["name"]),
    "setdict": lambda s, st: s.ref(st["obj"]).__dict__.__setitem__(st["name"], s.decode(st["value"])),
    "call": lambda s, st: s.ref(st["obj"])(*call_args(s, st)[0], **call_args(s, st)[1]),
    "callattr": lambda s, st: getattr(s.ref(st["obj"]), st["name"])(*call_args(s, st)[0], **call_args(s, st)[1]),
    "isinstance": lambda s, st: isinstance(s.decode(st["obj"]) if not isinstance(st["obj"], str) else s.ref(st["obj"]),
                                           target_tuple(s, st["of"])),
    "issubclass": lambda s, st: issubclass(s.ref(st["cls"]), target_tuple(s, st["of"])),
    "register": lambda s, st: s.ref(st["abc"]).register(s.ref(st["cls"])),
    "abstractmethods": lambda s, st: sorted(s.ref(st["cls"]).__abstractmethods__),
    "set_bases": lambda s, st: setattr(s.ref(st["cls"]), "__bases__", tuple(s.ref(b) for b in st["bases"])),
    "set_class": lambda s, st: setattr(s.ref(st["obj"]), "__class__", s.ref(st["cls"])),
    "super_getattr": lambda s, st: getattr(super(s.ref(st["cls"]), s.ref(st["obj"])), st["name"]),
    "super_callattr": lambda s, st: getattr(super(s.ref(st["cls"]), s.ref(st["obj"])), st["name"])(*call_args(s, st)[0]),
    "len": op_len,
    "bool": lambda s, st: bool(s.ref(st["obj"])),
    "str": lambda s, st: str(s.ref(st["obj"])),
    "repr": lambda s, st: repr(s.ref(st["obj"])),
    "iter": lambda s, st: list(s.ref(st["obj"])),
    "getitem": lambda s, st: s.ref(st["obj"])[s.decode(st["key"])],
    "contains": lambda s, st: s.decode(st["item"]) in s.ref(st["obj"]),
    "eq": lambda s, st: s.decode(st["a"]) == s.decode(st["b"]),
    "is": lambda s, st: s.decode(st["a"]) is s.decode(st["b"]),
    "hash": lambda s, st: (hash(s.ref(st["obj"])), None)[1],
}


def describe_error(e):
    d = {"type": type(e).__name__, "message": str(e)}
    if e.__cause__ is not None:
        d["cause"] = {"type": type(e.__cause__).__name__, "message": str(e.__cause__)}
    return d


def run_step(s, st):
    s.events = []
    exp = {}
    try:
        exp["result"] = s.encode(OPS[st["op"]](s, st))
    except Abort:
        raise
    except Exception as e:
        exp["error"] = describe_error(e)
    exp["log"] = s.events
    return exp


def run(scenario, session=None):
    s = session or Session()
    steps = []
    for st in scenario["steps"]:
        st = {k: v for k, v in st.items() if k != "expect"}
        st["expect"] = run_step(s, st)
        steps.append(st)
    return {**scenario, "steps": steps}


def source(scenario):
    return "\n".join(class_source(st) for st in scenario["steps"] if st["op"] == "class")
