"""Records the bytes and the statistics that CPython's allocator leaves behind after a trace.

    python3.11 reference/conformance/record/obmalloc.py \\
        | gzip -9n > reference/conformance/recordings/obmalloc-bytes/amd64-3.11.7.json.gz

Compiles obmalloc.c beside it with `cc` (or $CC), and runs each trace in a process of its own, in which Python was never
initialised: nothing but the trace has used the allocator. With three arguments, another library, its pool size and its
version: `classic64-3.7.3.json.gz` was recorded from Objects/obmalloc.c of CPython 3.7.3, compiled as a shared library,
`i386-3.11.2.json.gz` from Debian's libpython3.11 for i386, with CC="gcc -m32".

Format `obmalloc-bytes/1`: {"format", "python", "cases": [...]}, one case a line. A case is {"name", "ops", "operations",
"fnv", "stats", "arenas"}: the operations (lines of the recordings' notation); how many they are, and FNV-1a/64 over all
outcomes; what `_PyObject_DebugMallocStats` prints afterwards; the live arenas, {"arena", "base", "pools"}: number,
address, and the bytes of its carved pools as hexadecimal digits, whole or, in storms, their headers.
"""
import json
import os
import pathlib
import platform
import random
import subprocess
import sys
import sysconfig
import tempfile

# Whole pools are recorded: links, contents and what is left of earlier use.
SMALL = {
    "nothing": "",
    "first-block": "m 1 48 | w 1 17",
    "two-blocks-used-two-free": "m 1 100 | m 2 100 | m 3 100 | m 4 100 | w 1 17 | w 2 34 | w 3 51 | w 4 68 | f 2 | f 4",
    "free-list-last-in-first-out": "M 1 6 160 | f 3 | f 1 | f 5 | m 9 150 | w 9 255",
    "full-pool": "M 1 31 512 | w 31 238",
    "full-pool-after-a-free": "M 1 31 512 | f 7",
    "emptied-pools-keep-their-lists": "m 9 16 | m 1 64 | m 2 128 | m 3 64 | f 2 | f 1 | f 3",
    "pool-of-another-class-before": "m 9 16 | m 1 64 | m 2 64 | m 3 64 | w 1 17 | w 2 34 | w 3 51 | F 1 3 | m 4 96",
    "three-used-pools-of-a-class": "M 1 93 512 | f 40 | f 80 | f 5",
    "calloc-clears-what-was-asked": "m 1 64 | w 1 238 | m 2 64 | f 1 | c 3 19 3",
    "realloc-moves-and-stays": "m 1 64 | w 1 17 | r 1 49 | m 2 64 | w 2 34 | r 2 48 | r 2 500",
    "raw-blocks": "m 1 0 | m 2 513 | m 3 512 | f 1 | r 2 8",
    "misaligned-arena": "% misalign 4096 | m 1 48 | w 1 17 | m 2 512",
    "refused-arena": "% arenacap 1 | M 1 1984 512 | m 3000 8 | f 9",
}


def arenas_come_and_go():
    """Arenas of whole pools that are emptied out of order, with some that stay."""
    yield "M 1 9920 512"
    for arena in (3, 1):
        yield f"F {1 + arena * 1984} 1984"
    yield "G 1 31"
    yield "F 8000 40"
    yield "M 20001 3000 500"


def storm(seed, operations, sizes, misalign=0, cap=0):
    """Random calls of all kinds; runs of one size fill arenas, and times of freeing empty them."""
    rng = random.Random(seed)
    if misalign:
        yield f"% misalign {misalign}"
    if cap:
        yield f"% arenacap {cap}"
    live = []
    following = 1
    draining = False
    while operations > 0:
        operations -= 1
        draining = len(live) > (500 if draining else 12000)
        kind = rng.choices("mcrfMF", (10, 3, 12, 20, 0, 9) if draining else (20, 6, 12, 22, 6, 3))[0]
        if kind in "mcM":
            size = rng.choice(sizes)
            count = rng.randint(100, 2500) if kind == "M" else 1
            yield {"m": f"m {following} {size}", "c": f"c {following} {size} 1", "M": f"M {following} {count} {size}"}[kind]
            live += range(following, following + count)
            following += count
        elif kind == "r" and live:
            yield f"r {rng.choice(live)} {rng.choice(sizes)}"
        elif kind == "f" and live:
            at = rng.randrange(len(live))
            live[at], live[-1] = live[-1], live[at]
            yield f"f {live.pop()}"
        elif live:
            start = rng.randrange(len(live))
            stop = start
            while stop + 1 < len(live) and live[stop + 1] == live[stop] + 1 and stop - start < 2500:
                stop += 1
            yield f"{rng.choice('FG')} {live[start]} {stop - start + 1}"
            del live[start:stop + 1]


STORMS = {
    "arenas-come-and-go": lambda: arenas_come_and_go(),
    "storm-all-sizes": lambda: storm(101, 1500, range(0, 700)),
    "storm-large-classes": lambda: storm(102, 1500, range(400, 513)),
    "storm-two-classes": lambda: storm(103, 1500, (512, 500, 496)),
    "storm-small-classes": lambda: storm(104, 1500, range(1, 65)),
    "storm-misaligned": lambda: storm(105, 1500, range(300, 513), misalign=48),
    "storm-refused": lambda: storm(106, 1500, range(200, 513), cap=3),
    "storm-misaligned-refused": lambda: storm(107, 1500, range(100, 600), misalign=16384 + 1024, cap=4),
}


def main():
    own = pathlib.Path(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME"))
    library, pool_size, version = sys.argv[1:] or (own, "16384", platform.python_version())
    with tempfile.TemporaryDirectory() as folder:
        recorder = f"{folder}/obmalloc"
        subprocess.run([*os.environ.get("CC", "cc").split(), "-O1", "-o", recorder, pathlib.Path(__file__).with_suffix(".c"), "-ldl"], check=True)

        def record(name, ops, shown):
            # Without address randomisation every run writes the same bytes.
            command = ["setarch", "--addr-no-randomize", recorder, library, pool_size, shown]
            text = "".join(line + "\n" for line in ops)
            run = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
            return json.dumps({"name": name, "ops": ops, **json.loads(run.stdout)}, separators=(",", ":"))

        cases = [record(name, [op.strip() for op in ops.split("|") if op], "full") for name, ops in SMALL.items()]
        cases += [record(name, list(ops()), "headers") for name, ops in STORMS.items()]
    sys.stdout.write(f'{{"format":"obmalloc-bytes/1","python":"{version}","cases":[\n')
    sys.stdout.write(",\n".join(cases) + "\n]}\n")


main()
