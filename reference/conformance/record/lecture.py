"""Runs the lecture's cells, or probes after cells, and records what they print, give and raise.

    cd reference/conformance/recordings/lecture
    gunzip -c notebook-3.11.7.json.gz > cells.json && python3.11 ../../record/lecture.py cells.json | gzip -9n > notebook-3.11.7.json.gz
    gunzip -c probes-3.11.7.json.gz > probes.json
    python3.11 ../../record/lecture.py cells.json probes.json | gzip -9n > probes-3.11.7.json.gz

The cells' sources come from an earlier recording. Format `lecture/1`: {"format", "python", "cells": [cell, ...]}, one cell
a line: {"cell", "section", "source", "stdout", "result", "error", "variable"?}. "result" is the repr of the last
expression or null; "error" is {"type", "message", "cause"?} or null; "variable" says why a run may differ.

Format `lecture-probes/1`: {"format", "python", "probes": [probe, ...]}, one probe a line: {"name", "after_cell", "source",
"stdout", "result_repr", "error", "why"}. Each runs in a module of its own, after the cells up to "after_cell".

Every top-level statement is compiled alone, as IPython does. Addresses are written 0xADDR, ids ID, seconds SECS; the last
cell runs with N = 20_000.
"""
import ast
import contextlib
import gc
import io
import json
import platform
import re
import sys
import types

VOLATILE = [
    (re.compile(r"0x[0-9a-f]+"), "0xADDR"),
    (re.compile(r"instance \d+"), "instance ID"),
    (re.compile(r"\d+\.\d{3} seconds"), "SECS seconds"),
]


def steady(text):
    for pattern, replacement in VOLATILE:
        text = pattern.sub(replacement, text)
    return text


def view(error):
    told = {"type": type(error).__name__, "message": str(error)}
    if error.__cause__ is not None:
        told["cause"] = view(error.__cause__)
    return told


def run(source, namespace):
    """Statement by statement: (printed, repr of the last expression, error)."""
    printed, result, error = io.StringIO(), None, None
    with contextlib.redirect_stdout(printed):
        try:
            for statement in ast.parse(source).body:
                if isinstance(statement, ast.Expr):
                    value = eval(compile(ast.Expression(statement.value), "<cell>", "eval"), namespace)
                    result = None if value is None else repr(value)
                    del value
                else:
                    exec(compile(ast.Module([statement], []), "<cell>", "exec"), namespace)
                    result = None
        except Exception as raised:
            result, error = None, view(raised)
    return steady(printed.getvalue()), result and steady(result), error


def run_cell(cell, module):
    return run(cell["source"].replace("N = 1_000_000", "N = 20_000"), module.__dict__)


def new_main():
    sys.modules["__main__"] = module = types.ModuleType("__main__")
    gc.enable()
    return module


def record_cells(cells):
    module = new_main()
    for cell in cells:
        stdout, result, error = run_cell(cell, module)
        yield {**cell, "stdout": stdout, "result": result, "error": error}


def record_probes(cells, probes):
    for probe in probes:
        module = new_main()
        for cell in cells:
            if cell["cell"] <= probe["after_cell"]:
                run_cell(cell, module)
        stdout, result, error = run(probe["source"], module.__dict__)
        yield {**probe, "stdout": stdout, "result_repr": result, "error": error}


def main():
    cells, *probes = [json.load(open(path)) for path in sys.argv[1:]]
    if probes:
        form, key, rows = "lecture-probes/1", "probes", record_probes(cells["cells"], probes[0]["probes"])
    else:
        form, key, rows = "lecture/1", "cells", record_cells(cells["cells"])
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    print(f'{{"format": "{form}", "python": "{platform.python_version()}", "{key}": [\n{body}\n]}}')


main()
