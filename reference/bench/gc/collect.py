"""CPython's collector as a contender: python3 collect.py <graph file>. Speaks as contender.ts says.

Each run builds the graph anew; the collection alone is timed, by the CPU time of the thread. Automatic collection is
off, and what the interpreter had before is frozen: a collection looks at the graph and at nothing else. The list of
those that are held is frozen too, so that its references come from outside, as a name's would.
"""

import gc
import json
import platform
import sys
from array import array
from time import thread_time_ns

HEADER = 3


def read_graph(path):
    numbers = array("i")
    with open(path, "rb") as file:
        numbers.frombytes(file.read())
    nodes, slots, held = numbers[:HEADER]
    targets = numbers[HEADER + held :]
    return nodes, numbers[HEADER : HEADER + held], [targets[slot::slots] for slot in range(slots)]


nodes, held, columns = read_graph(sys.argv[1])
names = ("a", "b", "c")[: len(columns)]
kept = []


class Node:
    __slots__ = (*names, "__weakref__")


def build():
    built = [Node() for _ in range(nodes)]
    for name, column in zip(names, columns):
        for node, target in zip(built, column):
            if target >= 0:
                setattr(node, name, built[target])
    kept.extend([built[number] for number in held])


def run():
    """Nanoseconds that the collection took, and how many objects it found."""
    build()
    start = thread_time_ns()
    collected = gc.collect()
    taken = thread_time_ns() - start
    kept.clear()
    gc.collect()
    return taken, collected


gc.disable()
gc.collect()
gc.freeze()
detail = f"{platform.python_implementation()} {platform.python_version()}"
print(json.dumps({"detail": detail, "figures": {"collected": run()[1]}}), flush=True)
for line in sys.stdin:
    print(sum(run()[0] for _ in range(int(line))), flush=True)
