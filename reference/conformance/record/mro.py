"""Records method resolution orders: class statements in, what CPython makes of them out.

    python3.11 reference/conformance/record/mro.py | gzip -9n > reference/conformance/recordings/mro/mro-3.11.7.json.gz

Format `mro/1`: {"format", "python", "scenarios": [{"id", "steps": [step, ...], "expect": [expectation, ...]}]}, one
scenario a line. A step is {"op": "class", "name", "bases"} (a class statement) or {"op": "mro", "of"} (reads
`__mro__` again). An expectation is {"kind": "value", "value": [labels]} or {"kind": "error", "error": {"type", "message"}}.

A label is the class's name; the second class of that name that came to be is `A#2`, the third `A#3`. Bases are given by
label. A class statement that raises binds nothing. A label that nothing is bound to raises NameError.
"""
import json
import platform
import random

# The public scenarios of exercise 02, in its order. `D(B, C)` is a class statement, `D.mro()` reads the order again.
EXERCISE = {
    "one-class": "A",
    "lecture-chain": "A | B(A) | C(B) | B.mro()",
    "object-written-out": "A(object) | B(A)",
    "diamond": "A | B(A) | C(A) | D(B, C) | E(C, B)",
    "two-diamonds": "A | B(A) | C(A) | D(B, C) | E(D) | F(D) | G(E, F)",
    "three-sides": "A | B(A) | C(A) | D(A) | E(B, C, D)",
    "uneven-sides": "A | B(A) | C(B) | D(A) | E(C, D) | F(D, C)",
    "paper-first": "F | E | D | C(D, F) | B(D, E) | A(B, C)",
    "paper-second": "F | E | D | C(D, F) | B(E, D) | A(B, C)",
    "bases-in-order": "A | B | C(A, B) | D(B, A)",
    "derived-before-base": "A | B(A) | D(B, A) | F(A, object)",
    "later-base-waits": "R | P(R) | Q | C(P, Q, R)",
    "boats": "Boat | DayBoat(Boat) | WheelBoat(Boat) | EngineLess(DayBoat) | SmallMultiHull(DayBoat)"
             " | PedalWheelBoat(EngineLess, WheelBoat) | SmallCatamaran(SmallMultiHull)"
             " | Pedalo(PedalWheelBoat, SmallCatamaran)",
    "paper-nine-classes": "A | B | C | D | E | K1(A, B, C) | K2(D, B, E) | K3(D, A) | Z(K1, K2, K3)",
    "order-kept-below": "X | Y | A(X, Y) | B(A) | C(Y) | D(B, C) | E(C, A)",
    "redefined-base": "A | B(A) | A | C(B, A#2)",
    "same-name-is-no-duplicate": "A | A | C(A, A#2) | D(A#2, A)",
    "same-name-as-its-base": "A | A(A) | A(A#2) | B(A#3, A)",
    "two-heads": "X | Y | A(X, Y) | B(Y, X) | Z(A, B)",
    "three-heads": "A | B | X(A, B) | Y(B, A) | W | Z(W, X, Y) | Z2(X, W, Y)",
    "deep-conflict": "O1 | A(O1) | B(O1) | P(A, B) | Q(B, A) | P2(P) | Q2(Q) | R(P2, Q2)",
    "conflict-after-some": "A | B | C | X(C, A, B) | Y(B, A) | Z(X, Y, C)",
    "head-of-two-lists": "A | B | X(A, B) | W(A, B) | Y(B, A) | Z(X, W, Y)",
    "base-before-derived": "A | B(A) | C(A, B) | E(object, A)",
    "same-names-in-conflict": "A | A | X(A, A#2) | Y(A#2, A) | Z(X, Y)",
    "read-after-conflict": "X | Y | A(X, Y) | B(Y, X) | Z(A, B) | A.mro() | B.mro() | D(A)",
    "duplicate-base": "A | B(A, A) | D | E(A, D, A)",
    "duplicate-before-conflict": "A | B(A) | C(A, B, A) | D(A, B, B, A)",
    "read-again": "A | B(A) | C(A) | D(B, C) | A.mro() | B.mro() | C.mro() | D.mro()",
    "used-again": "A | B(A) | C(A) | D(B, C) | E(B, C) | F(D, E, C) | B.mro() | D.mro()",
}

RANDOM_SCENARIOS = 600


def parse(text):
    """One step from its notation."""
    text = text.strip()
    if text.endswith(".mro()"):
        return {"op": "mro", "of": text.removesuffix(".mro()")}
    name, _, bases = text.removesuffix(")").partition("(")
    return {"op": "class", "name": name, "bases": bases.split(", ") if bases else []}


class World:
    """Performs steps on real classes."""

    def __init__(self):
        self.classes = {"object": object}
        self.labels = {object: "object"}

    def perform(self, step):
        try:
            if step["op"] == "mro":
                cls = self.lookup(step["of"])
            else:
                bases = tuple(self.lookup(label) for label in step["bases"])
                cls = type(step["name"], bases, {})
                self.bind(cls)
        except Exception as error:
            return {"kind": "error", "error": {"type": type(error).__name__, "message": str(error)}}
        return {"kind": "value", "value": [self.labels[entry] for entry in cls.__mro__]}

    def lookup(self, label):
        if label not in self.classes:
            raise NameError(f"name '{label}' is not defined")
        return self.classes[label]

    def bind(self, cls):
        label, count = cls.__name__, 1
        while label in self.classes:
            count += 1
            label = f"{cls.__name__}#{count}"
        self.classes[label] = cls
        self.labels[cls] = label


def record(name, steps):
    world = World()
    return {"id": name, "steps": steps, "expect": [world.perform(step) for step in steps]}


def random_steps(seed):
    """Class statements over what came to be so far; now and then a name again, a base twice, a name that is long."""
    rng = random.Random(seed)
    world = World()
    steps = []
    few_names = rng.random() < 0.25
    most_bases = rng.choice([2, 3, 3, 4, 8])
    width = 300 if seed % 50 == 0 else 1
    for number in range(rng.randint(4, 40 if most_bases == 8 else 12)):
        known = [label for label in world.classes if label != "object" or rng.random() < 0.1]
        bases = rng.sample(known, min(len(known), rng.randint(0, most_bases)))
        if rng.random() < 0.7:  # later classes first: the order that seldom conflicts
            order = list(world.classes)
            bases.sort(key=order.index, reverse=True)
        if bases and rng.random() < 0.03:
            bases.insert(rng.randint(0, len(bases)), rng.choice(bases))
        name = f"K{rng.randint(0, 3) if few_names else number}" * width
        steps.append({"op": "class", "name": name, "bases": bases})
        world.perform(steps[-1])
    return steps


def main():
    scenarios = [record(name, [parse(step) for step in steps.split("|")]) for name, steps in EXERCISE.items()]
    scenarios += [record(f"random-{seed}", random_steps(seed)) for seed in range(RANDOM_SCENARIOS)]
    lines = ",\n".join(json.dumps(scenario, ensure_ascii=False) for scenario in scenarios)
    print(f'{{"format": "mro/1", "python": "{platform.python_version()}", "scenarios": [\n{lines}\n]}}')


if __name__ == "__main__":
    main()
