"""Run scenarios of reference counts and the collector in CPython 3.11 and fill in what happens.

    python3.11 gc.py < scenarios.jsonl > recorded.jsonl

A scenario a line, without `expect`; each comes back with it. The language is told in reference/conformance/gc/README.md.
Every scenario is rendered to straight-line Python (one statement per step), so that the driver itself allocates no GC
object while it runs; results are collected as strings and ints and decoded afterwards.
"""
import gc
import json
import re
import sys
import types
import weakref

LOG = []


# A label is the hidden first field of every scenario object: its death is the
# object's.  Labels must be invisible to the collector, so they cannot be instances
# of a Python class (all of those are GC types): they are code objects, which are
# not GC objects and accept weak references.
LABEL_CODE = compile("0", "label", "eval")
ATOM_CODE = compile("0", "atom", "eval")
KEEP = []  # the death watchers: weakrefs and their callbacks, alive to the end


def watcher(text):
    def died(_ref):
        LOG.append(text)
    return died


def make_label(name, atom=False):
    code = (ATOM_CODE if atom else LABEL_CODE).replace(co_name=name)
    cb = watcher("dead " + name)
    KEEP.append((cb, weakref.ref(code, cb)))
    return code


def is_label(o):
    return type(o) is types.CodeType and o.co_filename == "label"


FIELDS = tuple(f"f{i}" for i in range(8))


class Node:
    """Kind `node`: fixed slots, no dict; '_p' sorts before 'f0'..'f7'."""
    __slots__ = ("_p",) + FIELDS + ("__weakref__",)


ACT = {}  # label -> function(self): actions of a finalizer


class NodeF(Node):
    """Kind `node` with a finalizer."""
    __slots__ = ()

    def __del__(self):
        LOG.append("del " + self._p.co_name)
        act = ACT.get(self._p.co_name)
        if act is not None:
            act(self)


def make_obj_class():
    """Kind `obj`: an ordinary class; fresh per scenario (its attribute order is shared by all instances)."""
    class Obj:
        pass

    class ObjF(Obj):
        def __del__(self):
            LOG.append("del " + self._p.co_name)
            act = ACT.get(self._p.co_name)
            if act is not None:
                act(self)
    return Obj, ObjF


WR = {}  # id(weakref) -> label


def has_plain_ref(o):
    try:
        return any([r.__callback__ is None for r in weakref.getweakrefs(o)])
    except TypeError:
        return False


def label_of(o):
    t = type(o)
    if t is Node or t is NodeF or t.__name__ in ("Obj", "ObjF"):
        p = getattr(o, "_p", None)
    elif t is types.CodeType:
        return o.co_name if o.co_filename == "atom" else None
    elif t is list or t is tuple:
        p = o[0] if o else None
    elif t is dict:
        if is_label(o.get("_p")):
            return o["_p"].co_name + ".__dict__"
        p = o.get("_d")
    elif t is weakref.ref:
        return WR.get(id(o))
    else:
        return None
    return p.co_name if is_label(p) else None


def labels(objs):
    return ",".join([str(x) for x in map(label_of, objs) if x is not None])


def on_gc(phase, info):
    LOG.append(f"gc {phase} {info['generation']} {info['collected']} {info['uncollectable']}")
    if phase == "stop" and info["generation"] == 2 and COMP:
        # The info dict of a full collection cannot come from the (just emptied)
        # free list and counts as an allocation: give one back.
        COMP.pop()


COMP = []      # pre-allocated GC objects to compensate (see on_gc)
STASH = S0, S1, S2, S3, S4, S5 = [], [], [], [], [], []   # tuples of size 1..4, lists, dicts


class Unraisable:
    def __call__(self, u):
        LOG.append(f"unraisable {u.exc_type.__name__}: {u.exc_value}")


def refill():
    """Put one tuple/list/dict on each free list (freeing there changes no count)."""
    # No loop: even a list iterator is a counted GC allocation.
    if S0: S0.pop()
    if S1: S1.pop()
    if S2: S2.pop()
    if S3: S3.pop()
    if S4: S4.pop()
    if S5: S5.pop()


# ---------------------------------------------------------------- rendering

PATH = re.compile(r"([.#:])([^.#:]+)")


def expr(path, env="N"):
    """'a.f0' attribute, 'l#0' index, 'd:k' key; 'self' inside actions."""
    head = re.match(r"[^.#:]+", path).group(0)
    out = "self" if head == "self" else f"{env}[{head!r}]"
    for sep, seg in PATH.findall(path[len(head):]):
        out += {".": f".{seg}", "#": f"[{int(seg) + 1 if sep == '#' else 0}]", ":": f"[{seg!r}]"}[sep]
    return out


def place(st):
    """Source text of the field a set/clear step means."""
    f = st["field"]
    base = expr(st["obj"])
    return f"{base}[{f + 1}]" if isinstance(f, int) else f"{base}[{f[1:]!r}]" if f.startswith(":") else f"{base}.{f}"


def render(st, defs):
    """Python statements of one step (a list of lines)."""
    op = st["op"]
    out = []
    if op == "new":
        i, kind = st["id"], st.get("kind", "node")
        me = f"N[{i!r}]"
        items = st.get("items", [])
        fin = st.get("finalizer")
        if isinstance(fin, list) and fin:
            defs.append((f"fin_{i}", "self", fin))
        if kind == "node":
            out = [f"{me} = {'NodeF' if fin is not None and fin is not False else 'Node'}()", f"{me}._p = P.pop({i!r})"]
        elif kind == "obj":
            out = [f"{me} = {'ObjF' if fin is not None and fin is not False else 'Obj'}()", f"{me}._p = P.pop({i!r})"]
        elif kind == "atom":
            out = [f"{me} = P.pop({i!r})"]
        elif kind == "list":
            out = [f"{me} = [P.pop({i!r})" + "".join(", " + expr(x) for x in items) + "]"]
        elif kind == "tuple":
            out = [f"{me} = (P.pop({i!r})," + "".join(" " + expr(x) + "," for x in items) + ")"]
        elif kind == "dict":
            out = [f"{me} = {{'_d': P.pop({i!r})" + "".join(f", {k!r}: {expr(x)}" for k, x in items) + "}"]
        else:
            raise ValueError(kind)
    elif op == "new_many":  # nodes prefix0..prefix<count-1>; link: chain | ring | none
        p, c, link = st["prefix"], st["count"], st.get("link", "none")
        for k in range(c):
            out += [f"N['{p}{k}'] = {'NodeF' if st.get('finalizer') else 'Node'}()", f"N['{p}{k}']._p = P.pop('{p}{k}')"]
            if link in ("chain", "ring") and k:
                out.append(f"N['{p}{k - 1}'].f0 = N['{p}{k}']")
            if st.get("unbind") and k:
                out.append(f"del N['{p}{k - 1}']" if not (link == "ring" and k == 1) else "pass")
        if link == "ring":
            out.append(f"N['{p}{c - 1}'].f0 = N['{p}0']")
        if st.get("unbind"):
            out.append(f"del N['{p}{c - 1}']")
            if link == "ring" and c > 1:
                out.append(f"del N['{p}0']")
    elif op == "bind":
        out = [f"N[{st['name']!r}] = {expr(st['to'])}"]
    elif op == "unbind":
        out = [f"del N[{st['name']!r}]"]
    elif op == "set":
        out = [f"{place(st)} = {'None' if st['to'] is None else expr(st['to'])}"]
    elif op == "clear":
        out = [f"del {place(st)}"]
    elif op == "append":
        out = [f"{expr(st['obj'])}.append({expr(st['to'])})"]
    elif op == "pop":
        out = [f"{expr(st['obj'])}.pop()"]
    elif op == "clear_all":
        out = [f"{expr(st['obj'])}.clear()"]
    elif op == "touch_dict":
        out = [f"{expr(st['obj'])}.__dict__"]
    elif op == "weakref":
        i = st["id"]
        cb = st.get("callback")
        if cb is not None and cb is not False:
            defs.append((f"cb_{i}", "r", cb if isinstance(cb, list) else []))
            out = [f"N[{i!r}] = weakref.ref({expr(st['target'])}, cb_{i})"]
        else:
            out = [f"N[{i!r}] = weakref.ref({expr(st['target'])})"]
        if cb is None or cb is False:
            # Without callback the target's existing plain weakref is reused, label and all.
            out.insert(0, f"_had = has_plain_ref({expr(st['target'])})")
            out.append(f"if not _had: WR[id(N[{i!r}])] = {i!r}")
        else:
            out.append(f"WR[id(N[{i!r}])] = {i!r}")
    elif op == "deref":
        out = [f"R.append(label_of({expr(st['id'])}()))"]
    elif op == "raise":
        out = [f"raise ValueError({st['message']!r})"]
    elif op == "collect":
        out = [f"R.append(gc.collect({st.get('generation', '')}))"]
    elif op in ("enable", "disable", "freeze", "unfreeze"):
        out = [f"gc.{op}()"]
    elif op in ("isenabled", "get_freeze_count"):
        out = [f"R.append(gc.{op}())"]
    elif op == "get_count":
        # Indexing, not unpacking: an unspecialised unpack allocates an iterator.
        out = ["_t = gc.get_count()", "R.append(f'@{_t[0]},{_t[1]},{_t[2]}')", "_t = None"]
    elif op == "get_threshold":
        # Indexing, not unpacking: an unspecialised unpack allocates an iterator.
        out = ["_t = gc.get_threshold()", "R.append(f'@{_t[0]},{_t[1]},{_t[2]}')", "_t = None"]
    elif op == "set_threshold":
        out = [f"gc.set_threshold({', '.join(map(str, st['args']))})"]
    elif op in ("is_tracked", "is_finalized"):
        out = [f"R.append(gc.{op}({expr(st['obj'])}))"]
    elif op == "refcount":
        out = [f"R.append(get_num_refs({expr(st['obj'])}))"]
    elif op == "weakrefcount":
        out = [f"R.append(weakref.getweakrefcount({expr(st['obj'])}))"]
    elif op == "referents":
        out = [f"R.append('=' + labels(gc.get_referents({expr(st['obj'])})))"]
    elif op == "referrers":
        out = [f"R.append('=' + labels(gc.get_referrers({expr(st['obj'])})))"]
    elif op == "objects":
        out = [f"R.append('=' + labels(gc.get_objects({st.get('generation', '')})))"]
    elif op == "garbage":
        out = ["R.append('=' + labels(gc.garbage))"]
    elif op == "clear_garbage":
        out = ["gc.garbage.clear()"]
    elif op == "set_debug":
        out = [f"gc.set_debug({'gc.DEBUG_' + st['flag'] if st.get('flag') else 0})"]
    elif op == "get_debug":
        out = ["R.append(gc.get_debug())"]
    elif op == "callbacks":
        out = ["gc.callbacks.append(on_gc)" if st["on"] else "gc.callbacks.remove(on_gc)"]
    elif op == "stats":
        out = ["R.append('%' + stats_since(BASE))"]
    elif op == "names":
        out = ["R.append('=' + ','.join([k for k in N if k]))"]
    else:
        raise ValueError(op)
    return out


RESULTLESS = {"new", "new_many", "bind", "unbind", "set", "clear", "append", "pop", "clear_all", "touch_dict", "weakref",
              "enable", "disable", "freeze", "unfreeze", "set_threshold", "clear_garbage", "set_debug", "callbacks", "raise"}
REFILL = {"collect", "new", "new_many", "unbind", "set", "clear", "bind", "append", "weakref", "unfreeze"}


def get_num_refs(obj):
    return sys.getrefcount(obj) - 2


def stats_now():
    return [[g["collections"], g["collected"], g["uncollectable"]] for g in gc.get_stats()]


def stats_since(base):
    return ";".join(",".join(str(a - b) for a, b in zip(x, y)) for x, y in zip(stats_now(), base))


def action_body(actions):
    out = []
    for a in actions:
        for ln in render(a, None):
            # Results inside actions go to the log.
            out.append("    " + ln.replace("R.append(", "LOG.append('result ' + str(").replace("))", ")))", 1)
                       if "R.append(" in ln else "    " + ln)
    return out


def build(steps):
    """Render a scenario to the source of `scenario(N, P, R)` plus its helpers."""
    defs, body = [], []
    for k, st in enumerate(steps):
        lines = render(st, defs)
        body.append("    try:")
        body += ["        " + ln for ln in lines]
        if st["op"] in RESULTLESS:
            body.append("        R.append(None)")
        body.append("    except Exception as e: R.append('!' + type(e).__name__ + ': ' + str(e))")
        if st["op"] in REFILL:
            body.append("    refill()")
        body.append("    LOG.append('|')")
    src = []
    for name, arg, actions in defs:
        src.append(f"def {name}({arg}):")
        if name.startswith("cb_"):
            src.append(f"    LOG.append({'cb ' + name[3:]!r})")
        src += action_body(actions) or ["    pass"]
    src += ["def scenario():"] + body + ["    return None"]
    return "\n".join(src) + "\n", [d[0] for d in defs]


def ids_of(steps):
    out = {}
    for st in steps:
        if st["op"] == "new":
            out[st["id"]] = st.get("kind") == "atom"
        elif st["op"] == "new_many":
            for k in range(st["count"]):
                out[f"{st['prefix']}{k}"] = False
        for key in ("finalizer", "callback"):
            if isinstance(st.get(key), list):
                out.update(ids_of(st[key]))
    return out


def decode(r):
    if isinstance(r, str):
        if r.startswith("!"):
            t, m = r[1:].split(": ", 1)
            return {"error": {"type": t, "message": m}}
        if r.startswith("="):
            return {"result": r[1:].split(",") if len(r) > 1 else []}
        if r.startswith("@"):
            return {"result": [int(x) for x in r[1:].split(",")]}
        if r.startswith("%"):
            return {"result": [[int(x) for x in g.split(",")] for g in r[1:].split(";")]}
        return {"result": str(r)}
    return {"result": r}


def run(scenario):
    steps = [{k: v for k, v in st.items() if k != "expect"} for st in scenario["steps"]]
    src, names = build(steps)
    Obj, ObjF = make_obj_class()
    # N holds one list so that it is tracked (and then frozen) from the start: an
    # empty dict is untracked and would enter generation 0 at the first binding.
    N, R = {"": []}, []
    KEEP.clear()
    P = {i: make_label(i, atom) for i, atom in ids_of(steps).items()}
    ns = {"N": N, "P": P, "R": R, "LOG": LOG, "gc": gc, "weakref": weakref, "Node": Node, "NodeF": NodeF, "Obj": Obj,
          "ObjF": ObjF, "label_of": label_of, "labels": labels, "has_plain_ref": has_plain_ref, "get_num_refs": get_num_refs, "WR": WR, "on_gc": on_gc,
          "refill": refill, "stats_since": stats_since, "__name__": "scenario"}
    exec(compile(src, "<gc scenario>", "exec"), ns)
    ACT.clear()
    WR.clear()
    main = ns["scenario"]
    COMP[:] = [Node() for _ in range(60)]
    for k in range(4):
        STASH[k][:] = [tuple(object() for _ in range(k + 1)) for _ in range(300)]
    STASH[4][:] = [[] for _ in range(60)]
    STASH[5][:] = [{} for _ in range(60)]
    hook, sys.unraisablehook = sys.unraisablehook, Unraisable()
    gc.disable()
    gc.set_debug(0)
    gc.set_threshold(700, 10, 10)
    gc.garbage.clear()
    gc.collect()
    gc.freeze()
    ns["BASE"] = None
    gc.collect()
    LOG.clear()
    try:
        ns["BASE"] = stats_now()
        gc.freeze()
        gc.collect()  # long_lived_total is now 0 and the counts are 0,0,0
        base = ns["BASE"]
        base[2][0] += 1
        # Only now: what an earlier scenario left behind must not act in this one.
        for n in names:
            if n.startswith("fin_"):
                ACT[n[4:]] = ns[n]
        refill()
        main()
    finally:
        gc.disable()
        gc.callbacks.clear()
    gc.set_debug(0)
    gc.set_threshold(700, 10, 10)
    text = list(LOG)
    LOG.clear()
    gc.unfreeze()
    gc.garbage.clear()
    N.clear()
    P.clear()
    gc.collect()
    LOG.clear()
    sys.unraisablehook = hook
    # Split the log at the step marks.
    logs = [[]]
    for e in text:
        if e == "|":
            logs.append([])
        else:
            logs[-1].append(e)
    out = []
    for st, r, lg in zip(steps, R, logs):
        exp = decode(r)
        if exp.get("result", 0) is None:
            del exp["result"]
        if lg:
            exp["log"] = lg
        out.append({**st, "expect": exp})
    assert len(R) == len(steps), (len(R), len(steps))
    return {**scenario, "steps": out}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))))
