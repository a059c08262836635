"""Runs the lecture's cells and records what they print, give and raise.

    cd reference/conformance/recordings/lecture
    gunzip -c notebook-3.11.7.json.gz > cells.json && python3.11 ../../record/lecture.py cells.json | gzip -9n > notebook-3.11.7.json.gz

The cells' sources come from an earlier recording. Format `lecture/1`: {"format", "python", "cells": [cell, ...]}, one cell
a line: {"cell", "section", "source", "stdout", "result", "error", "variable"?}. "result" is the repr of the last
expression or null; "error" is {"type", "message", "cause"?} or null; "variable" says why a run may differ.

Every top-level statement is compiled alone, as IPython does. Addresses are written 0xADDR, ids ID, seconds SECS; the last
cell runs with N = 20_000.
"""
import ast
import contextlib
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
                else:
                    exec(compile(ast.Module([statement], []), "<cell>", "exec"), namespace)
                    result = None
        except Exception as raised:
            result, error = None, view(raised)
    return steady(printed.getvalue()), result and steady(result), error


def main():
    with open(sys.argv[1]) as file:
        cells = json.load(file)["cells"]
    main_module = types.ModuleType("__main__")
    sys.modules["__main__"] = main_module
    lines = []
    for cell in cells:
        stdout, result, error = run(cell["source"].replace("N = 1_000_000", "N = 20_000"), main_module.__dict__)
        lines.append(json.dumps({**cell, "stdout": stdout, "result": result, "error": error}, ensure_ascii=False))
    body = ",\n".join(lines)
    print(f'{{"format": "lecture/1", "python": "{platform.python_version()}", "cells": [\n{body}\n]}}')


main()
