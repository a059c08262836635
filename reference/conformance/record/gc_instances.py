"""Makes random scenarios of instances whose attributes are inline values or a dict, among objects of all other kinds.

    python3.11 gc_instances.py | python3.11 gc.py | python3.11 gc_pack.py | gzip -9n > ../recordings/gc/instances-3.11.7.json.gz

A scenario a line, for `gc.py`. A third of the scenarios have so many instances that their class admits no further name.
"""
import json
import random

NAMES = list("abcde") + [f"q{i}" for i in range(9)]
ACTIONS = (
    lambda r, i: {"op": "bind", "name": r.choice(["s1", "s2", i]), "to": "self"},
    lambda r, i: {"op": "bind", "name": r.choice(["s1", "s2", i]), "to": "self"},
    lambda r, i: {"op": "raise", "message": "boom"},
    lambda r, i: {"op": r.choice(["is_finalized", "is_tracked"]), "obj": "self"},
    lambda r, i: {"op": "collect"},
    lambda r, i: {"op": "unbind", "name": r.choice(["s1", "s2"])},
    lambda r, i: {"op": "clear", "obj": "self", "field": r.choice(["a", "f0"])},
)
FIELDS = {
    "obj": lambda r: r.choice(NAMES),
    "node": lambda r: f"f{r.randrange(8)}",
    "dict": lambda r: ":" + r.choice(NAMES + [f"k{r.randrange(13)}"]),
    "list": lambda r: r.randrange(4),
    "tuple": lambda r: 0,
}


class Scenario:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.steps = []
        self.kinds = {}  # name -> kind, of the names that were bound and not unbound
        self.weakrefs = []
        self.made = 0
        self.crowded = self.random.random() < 0.34

    def label(self, letter):
        self.made += 1
        return f"{letter}{self.made}"

    def name(self):
        return self.random.choice(list(self.kinds))

    def names(self, most):
        return [self.name() for _ in range(self.random.randint(0, most)) if self.kinds]

    def new(self):
        r, i = self.random, self.label("o")
        kinds = ["obj"] if self.crowded and r.random() < 0.7 else ["obj", "obj", "node", "list", "tuple", "dict", "atom"]
        step = {"op": "new", "id": i, "kind": r.choice(kinds)}
        if step["kind"] in ("list", "tuple"):
            step["items"] = self.names(3)
        elif step["kind"] == "dict":
            step["items"] = [[key, value] for key, value in zip(r.sample(NAMES, 3), self.names(3))]
        elif step["kind"] in ("obj", "node") and r.random() < 0.25:
            step["finalizer"] = [r.choice(ACTIONS)(r, i) for _ in range(r.randint(0, 2))] or True
        self.steps.append(step)
        self.kinds[i] = step["kind"]

    def weakref(self):
        r, i = self.random, self.label("w")
        step = {"op": "weakref", "id": i, "target": self.name()}
        if r.random() < 0.6:
            step["callback"] = r.choice([True, [{"op": "deref", "id": i}], [{"op": "unbind", "name": i}]])
        self.steps.append(step)
        self.weakrefs.append(i)

    def store(self):
        o = self.name()
        kind = self.kinds[o]
        value = self.name() if self.random.random() < 0.9 else None
        if kind == "list" and value is not None:
            self.steps.append({"op": "append", "obj": o, "to": value})
        elif kind in FIELDS:
            self.steps.append({"op": "set", "obj": o, "field": FIELDS[kind](self.random), "to": value})

    def remove(self):
        o = self.name()
        kind = self.kinds[o]
        if kind in FIELDS:
            self.steps.append({"op": "clear", "obj": o, "field": FIELDS[kind](self.random)})

    def touch(self):
        instances = [o for o, kind in self.kinds.items() if kind == "obj"]
        if instances:
            self.steps.append({"op": "touch_dict", "obj": self.random.choice(instances)})

    def unbind(self):
        o = self.name()
        self.steps.append({"op": "unbind", "name": o})
        del self.kinds[o]

    def ask(self):
        r = self.random
        self.steps.append(r.choice([
            {"op": "objects", "generation": r.choice([0, 1, 2, -1])},
            {"op": r.choice(["referents", "referrers", "refcount", "is_tracked", "is_finalized"]), "obj": self.name()},
            {"op": "names"},
            {"op": "deref", "id": r.choice(self.weakrefs or ["w0"])},
        ]))

    def collect(self):
        self.steps.append({"op": "collect", "generation": self.random.choice([0, 0, 1, 2, 2])})

    def run(self):
        moves = [self.new] * 30 + [self.store] * 27 + [self.unbind] * 15 + [self.remove] * 6 + [self.touch] * 4
        moves += [self.weakref] * 6 + [self.ask] * 8 + [self.collect] * 4
        for _ in range(self.random.randint(60, 300) if self.crowded else self.random.randint(20, 120)):
            (self.random.choice(moves) if self.kinds else self.new)()
        self.steps += [{"op": "collect"}, {"op": "objects"}, {"op": "stats"}]
        return self.steps


for seed in range(240):
    print(json.dumps({"name": f"instances-{seed}", "seed": seed, "steps": Scenario(seed).run()}))
