"""Records which names are one object, and which constants a compiled program holds.

    python3.11 reference/conformance/record/names.py | gzip -9n > reference/conformance/recordings/names/names-3.11.7.json.gz

Format `names/1`: {"format", "python", "programs": [program, ...]}, one program a line:
{"source", "constants": [constant, ...], "oneCompilation", "statementByStatement"}. The last statement binds `r`; the two
results are its repr after the program ran as one compilation unit, as a script does, and with each statement compiled
alone, as a notebook does. "constants" are those of the one unit, nested functions included, each once, sorted; None is
left out, since functions hold it without being asked to. A constant is ["int", text], ["float", repr], ["str", text],
["bytes", text as Latin-1], ["bool", text] or ["tuple", constants].
"""
import ast
import json
import platform
import random

NAMES = "abcd"
SEED = 2337
COUNT = 400

WRITTEN = [
    "x = 0.0\ny = -0.0\nr = x is y",
    "x = 1\ny = 1.0\nz = True\nr = (x is y, x is z, y is z)",
    "x = (1, 2.5, 'a b')\ny = (1, 2.5, 'a b')\nr = (x is y)",
    "x = (1, (2, 'a b'))\ny = (2, 'a b')\nr = x[1] is y",
    "x = ('hello', 'a b')\ny = 'a b'\nz = 'hello'\nr = (x[1] is y, x[0] is z)",
    "x = 'a b'\ny = ('a b', 1)\nr = x is y[0]",
    "x = (1, 2) + (3,)\ny = (1, 2, 3)\nr = x is y",
    "x = (1, 2) * 3\ny = (1, 2, 1, 2, 1, 2)\nr = x is y",
    "x = (0,) * 256\ny = (0,) * 256\nr = x is y",
    "x = (0,) * 257\ny = (0,) * 257\nr = x is y",
    "x = 2 ** 63\ny = 9223372036854775808\nr = x is y",
    "x = 2 ** 64\ny = 2 ** 64\nr = x is y",
    "x = 3 ** 70\ny = 3 ** 70\nr = x is y",
    "x = 1000 * 1000\ny = 1000000\nr = x is y",
    "x = 10 ** 30 * 10 ** 30\ny = 10 ** 30 * 10 ** 30\nr = x is y",
    "x = 300 - 44\ny = 256\nr = x is y",
    "x = 300 - 43\ny = 257\nr = x is y",
    "x = - 5\ny = -5\nr = x is y",
    "x = -(-300)\ny = 300\nr = x is y",
    "x = 'abc'[0]\ny = 'a'\nr = x is y",
    "x = (300, 400)[1]\ny = 400\nr = x is y",
    "x = b'ab'\ny = b'ab'\nr = x is y",
    "x = b'a' + b'b'\ny = b'ab'\nr = x is y",
    "x = 'ab'\ny = b'ab'\nr = x is y",
    "x = '\\u00ff'\ny = '\\u00ff'\nr = x is y",
    "x = '\\u0100'\ny = '\\u0100'\nr = x is y",
    "x = ''\ny = ''\nr = x is y",
    "x = b''\ny = b''\nr = x is y",
    "x = ()\ny = ()\nr = x is y",
    "x = 4224\ndef f(): return 4224\nr = f() is x",
    "def f(): return (1, 'a b')\ndef g(): return 'a b'\nr = f()[1] is g()",
    "def f(): return 4224\nr = f() is f()",
    "def f(o): return o\nx = 4224\nr = f(x) is x",
    "a = 100\nx = a + 156\ny = a + 156\nr = x is y",
    "a = 100\nx = a + 157\ny = a + 157\nr = x is y",
    "a = 'a'\nx = a + 'b'\ny = a + 'b'\nr = x is y",
    "a = 'ab'\nx = a + ''\nr = x is a",
    "a = 4224\nx = a + 0\nr = x is a",
    "x = [4224, 4224]\nr = x[0] is x[1]",
    "x = [4224]\ny = x\ny += [4224]\nr = (x is y, x[0] is x[1])",
    "x = (4224, 4224)\nr = x[0] is x[1]",
    "x = 1.5 + 1.5\ny = 3.0\nr = x is y",
    "x = 'a' * 5 + 'b'\ny = 'aaaaab'\nr = x is y",
    "x = 3 * 'ab'\ny = 'ababab'\nr = x is y",
    "x = 3 * 'a b'\ny = 3 * 'a b'\nr = x is y",
    "x = 'hello'\ny = 'hel' + 'lo'\nz = x\nz += '!'\nr = (x is y, x, z)",
]


def literal(rng):
    return rng.choice(["0", "7", "256", "257", "4224", "-5", "-6", "1.5", "0.0", "'a'", "'ab_1'", "'a b'", "'é'", "''", "'h\\u00e9'",
                       "b'a'", "b'ab'", "(1, 2)", "(1, 'a b')", "()", "True", "'a' * 3", "'a ' * 2", "200 + 57", "200 + 56",
                       "2 ** 10", "(1,) * 2", "'ab' + 'c'", "300 - 43"])


def program(rng):
    lines, bound = [], []
    for _ in range(rng.randint(2, 5)):
        name = rng.choice(NAMES)
        kind = rng.random()
        if kind < 0.6 or not bound:
            lines.append(f"{name} = {literal(rng)}")
        elif kind < 0.75:
            lines.append(f"{name} = {rng.choice(bound)}")
        elif kind < 0.9:
            lines.append(f"{name} = ({rng.choice(bound)}, {literal(rng)})")
        else:
            lines.append(f"{name} = {name}_f = {literal(rng)}")
            bound.append(f"{name}_f")
        bound.append(name)
    left, right = rng.choice(bound), rng.choice(bound)
    lines.append(f"r = ({left} is {right}, {bound[0]} is {bound[-1]})")
    return "\n".join(lines)


def constant(value):
    if isinstance(value, bool):
        return ["bool", str(value)]
    if isinstance(value, int):
        return ["int", str(value)]
    if isinstance(value, float):
        return ["float", repr(value)]
    if isinstance(value, str):
        return ["str", value]
    if isinstance(value, bytes):
        return ["bytes", value.decode("latin-1")]
    assert isinstance(value, tuple), value
    return ["tuple", [constant(item) for item in value]]


def constants(code):
    found = []
    for value in code.co_consts:
        if hasattr(value, "co_consts"):
            found += constants(value)
        # The names of functions are strings beside their code.
        elif value is not None:
            found.append(json.dumps(constant(value), ensure_ascii=False))
    return found


def record(source):
    code = compile(source, "<program>", "exec")
    together = {}
    exec(code, together)
    alone = {}
    for statement in ast.parse(source).body:
        exec(compile(ast.Module([statement], []), "<statement>", "exec"), alone)
    return {
        "source": source,
        "constants": [json.loads(text) for text in sorted(set(constants(code)))],
        "oneCompilation": repr(together["r"]),
        "statementByStatement": repr(alone["r"]),
    }


def main():
    rng = random.Random(SEED)
    programs = [record(source) for source in WRITTEN + [program(rng) for _ in range(COUNT)]]
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in programs)
    print(f'{{"format": "names/1", "python": "{platform.python_version()}", "programs": [\n{lines}\n]}}')


main()
