"""Makes random scenarios in which all of the collector's controls are used: freezing, DEBUG_SAVEALL and gc.garbage, several
callbacks, finalizers and callbacks of weak references that act, rings and chains, names bound twice.

    python3.11 gc_varied.py 200 | python3.11 gc.py | python3.11 gc_pack.py | gzip -9n > ../recordings/gc/varied-3.11.7.json.gz

One scenario for each seed below the number given, or between two: `5000 2600`. A scenario a line, for `gc.py`.

Not used, because the recorder itself would be seen: `unfreeze` and `get_freeze_count`, which know of all it froze before; the
weak references of an atom, which has one of the recorder's; automatic collection, which counts its allocations too.
"""
import json
import random
import sys

SLOTS = [f"f{i}" for i in range(8)]
ATTRIBUTES = list("abcde")
KEYS = [f"k{i}" for i in range(6)]
KINDS = ["node"] * 6 + ["obj"] * 3 + ["list"] * 2 + ["tuple", "dict", "dict", "atom"]
FIELDS = {
    "node": lambda r: r.choice(SLOTS),
    "obj": lambda r: r.choice(ATTRIBUTES),
    "dict": lambda r: ":" + r.choice(KEYS),
}


class Scenario:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.steps = []
        self.kinds = {}  # name -> kind, of the names that are bound
        self.weakrefs = []
        self.made = 0
        self.callbacks = 0

    def add(self, op, **arguments):
        self.steps.append({"op": op, **arguments})

    def label(self, letter):
        self.made += 1
        return f"{letter}{self.made}"

    def name(self, *kinds):
        """A bound name of one of the kinds, of any if none is given; None if there is none."""
        names = [name for name, kind in self.kinds.items() if kind in (kinds or self.kinds.values())]
        return self.random.choice(names) if names else None

    def names(self, *counts):
        return [self.name() for _ in range(self.random.choice(counts)) if self.kinds]

    def actions(self, label):
        r = self.random
        return [r.choice([
            {"op": "bind", "name": r.choice(["s1", "s2", label]), "to": "self"},
            {"op": "raise", "message": "boom"},
            {"op": r.choice(["is_finalized", "is_tracked"]), "obj": "self"},
            {"op": "collect", "generation": r.choice([0, 2])},
            {"op": "unbind", "name": r.choice(["s1", "s2"])},
            {"op": "clear", "obj": "self", "field": r.choice(SLOTS)},
            {"op": "isenabled"},
        ]) for _ in range(r.randint(1, 3))]

    def new(self):
        r, label = self.random, self.label("n")
        kind = r.choice(KINDS)
        arguments = {"id": label, "kind": kind}
        if kind in ("node", "obj") and r.random() < 0.25:
            arguments["finalizer"] = r.choice([True, self.actions(label)])
        if kind in ("list", "tuple"):
            arguments["items"] = self.names(0, 0, 1, 2, 3)
        if kind == "dict":
            arguments["items"] = [[r.choice(KEYS), value] for value in self.names(0, 0, 1, 2)]
        self.add("new", **arguments)
        self.kinds[label] = kind

    def many(self):
        r = self.random
        self.add("new_many", prefix=self.label("m") + "_", count=r.choice([2, 3, 10, 60, 120]),
                 link=r.choice(["none", "chain", "ring"]), unbind=True)

    def store(self):
        target = self.name("list", *FIELDS)
        if target is None:
            return
        kind = self.kinds[target]
        if kind == "list":
            self.add("append", obj=target, to=self.name())
        else:
            value = None if kind != "dict" and self.random.random() < 0.1 else self.name()
            self.add("set", obj=target, field=FIELDS[kind](self.random), to=value)

    def remove(self):
        target = self.name("node", "obj", "list")
        if target is None:
            return
        if self.kinds[target] == "list":
            self.add("pop", obj=target)
        else:
            self.add("clear", obj=target, field=FIELDS[self.kinds[target]](self.random))

    def bind(self):
        source = self.name()
        if self.kinds[source] != "weakref":
            label = self.label("b")
            self.add("bind", name=label, to=source)
            self.kinds[label] = self.kinds[source]

    def unbind(self):
        name = self.name()
        self.add("unbind", name=name)
        del self.kinds[name]

    def touch(self):
        target = self.name("obj")
        if target is not None:
            self.add("touch_dict", obj=target)

    def weakref(self):
        r, target = self.random, self.name("node", "obj", "atom")
        if target is None:
            return
        label = self.label("w")
        arguments = {"id": label, "target": target}
        if r.random() < 0.55:
            acts = [{"op": "collect"}, {"op": "collect", "generation": 0}, {"op": "unbind", "name": "s1"},
                    {"op": "raise", "message": "cb"}, {"op": "is_tracked", "obj": self.name()}]
            arguments["callback"] = r.choice([True, True, [r.choice(acts)]])
        self.add("weakref", **arguments)
        self.weakrefs.append(label)
        self.kinds[label] = "weakref"

    def ask(self):
        r, name = self.random, self.name()
        one = ["referents", "referrers", "refcount", "is_tracked", "is_finalized"]
        questions = [{"op": op, "obj": name} for op in one]
        questions += [{"op": op} for op in ["objects", "names", "stats", "garbage", "get_threshold", "isenabled", "get_debug"]]
        questions += [{"op": "objects", "generation": r.choice([0, 1, 2, -1])}]
        questions += [{"op": "deref", "id": label} for label in self.weakrefs[-1:]]
        questions += [{"op": "weakrefcount", "obj": name} for name in [self.name("node", "obj")] if name is not None]
        self.steps.append(r.choice(questions))

    def control(self):
        r = self.random
        op = r.choice(["callbacks", "freeze", "set_debug", "clear_garbage"])
        if op == "callbacks":
            on = self.callbacks == 0 or r.random() < 0.5
            self.callbacks += 1 if on else -1
            self.add(op, on=on)
        elif op == "set_debug" and r.random() < 0.5:
            self.add(op, flag="SAVEALL")
        else:
            self.add(op)

    def collect(self):
        self.add("collect", generation=self.random.choice([0, 0, 1, 2, 2, 2]))

    def run(self):
        moves = [self.new] * 28 + [self.store] * 30 + [self.unbind] * 15 + [self.remove] * 5 + [self.bind] * 4
        moves += [self.weakref] * 7 + [self.ask] * 9 + [self.control] * 3 + [self.collect] * 5 + [self.touch] * 2
        moves += [self.many]
        for _ in range(self.random.randint(20, 140)):
            (self.random.choice(moves) if self.kinds else self.new)()
        for op in ("collect", "objects", "stats", "garbage", "names"):
            self.add(op)
        return self.steps


for seed in range(*sorted(map(int, sys.argv[1:]))):
    print(json.dumps({"name": f"varied-{seed}", "seed": seed, "steps": Scenario(seed).run()}))
