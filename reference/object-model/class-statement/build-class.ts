import { PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
import { def, type FunctionBody, type PyFunction } from '../descriptors/function.ts';
import { type PySuper, superOf } from '../descriptors/super.ts';
import { PyClassMethod } from '../descriptors/wrappers.ts';
import { findAttribute } from '../object/attributes.ts';
import { type Keywords, NO_KEYWORDS, PyTuple, type PyValue } from '../object/py-object.ts';
import { isRaised } from '../object/raised.ts';
import { getItem, setItem } from '../protocols/items.ts';
import { repr } from '../protocols/repr.ts';
import { calculateMetaclass } from '../type/calculate-metaclass.ts';
import { PyCell } from '../type/cell.ts';
import { isType, type PyType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { tupleOf, type, typeOf } from '../type/static-types.ts';
import { lookup } from '../type/type-cache.ts';

/** What a class body works with. */
export interface Body {
  /** What `__prepare__` gave, or a dict. */
  readonly namespace: PyValue;
  /** `name = value`. */
  set(name: string, value: PyValue): void;
  /** `def name(parameters): …`. Parameters and defaults as `def` takes them. */
  def(
    name: string,
    parameters: readonly string[],
    code: FunctionBody,
    defaults?: Readonly<Record<string, PyValue>>,
  ): PyFunction;
  /** `@classmethod def name(parameters): …`. */
  classMethod(name: string, parameters: readonly string[], code: FunctionBody): void;
  /**
   * Says that a function of the body uses `super()`; the body then ends with `__classcell__`. What it gives is
   * `super()` inside such a function: it takes the function's first argument.
   */
  useSuper(): (self: PyValue) => PySuper;
}

export interface ClassStatement {
  readonly name: string;
  readonly bases?: readonly PyValue[];
  readonly metaclass?: PyValue;
  /** Keywords of the class statement other than `metaclass`. */
  readonly kwds?: Keywords;
  readonly body?: (body: Body) => void;
}

/**
 * The class statement, without its decorators:
 *
 *     __mro_entries__ → metaclass → __prepare__ → body → metaclass(name, bases, namespace, **kwds)
 *
 * Source: CPython 3.11, Python/bltinmodule.c, `builtin___build_class__`; Python/compile.c, `compiler_class`.
 *
 * @throws {PyTypeError | PythonError} whatever a hook raises, and if the class cell went astray.
 */
export function buildClass({
  name,
  bases: written = [],
  metaclass,
  kwds = NO_KEYWORDS,
  body,
}: ClassStatement): PyValue {
  const bases = updateBases(written);
  const meta = chooseMetaclass(metaclass, bases);
  const namespace = prepare(meta, name, bases, kwds);
  const cell = runBody(name, namespace, body);
  if (bases !== written) setItem(namespace, '__orig_bases__', tupleOf(written));
  const cls = call(meta, [name, tupleOf(bases), namespace], kwds);
  if (cell !== null && isType(cls)) checkCell(cell, cls, name);
  return cls;
}

/**
 * Replaces each base that is no class by what its `__mro_entries__` gives; without any such, gives `bases` itself.
 *
 * Source: CPython 3.11, Python/bltinmodule.c, `update_bases`.
 */
function updateBases(bases: readonly PyValue[]): readonly PyValue[] {
  let updated: PyValue[] | undefined;
  for (const [at, base] of bases.entries()) {
    const entriesOf = isType(base) ? undefined : findAttribute(base, '__mro_entries__');
    if (entriesOf === undefined) {
      updated?.push(base);
      continue;
    }
    updated ??= bases.slice(0, at);
    const entries = call(entriesOf, [tupleOf(bases)]);
    if (!(entries instanceof PyTuple)) throw new PyTypeError('__mro_entries__ must return a tuple');
    updated.push(...entries.items);
  }
  return updated ?? bases;
}

/** A metaclass that is a class gives way to a more derived one of a base; any other callable is taken as it is. */
function chooseMetaclass(asked: PyValue | undefined, bases: readonly PyValue[]): PyValue {
  const ofBases = bases[0] === undefined ? type : typeOf(bases[0]);
  const meta = asked === undefined ? ofBases : asked;
  return isType(meta) ? calculateMetaclass(meta, bases) : meta;
}

function prepare(meta: PyValue, name: string, bases: readonly PyValue[], kwds: Keywords): PyValue {
  const hook = findAttribute(meta, '__prepare__');
  if (hook === undefined) return new Map();
  const namespace = call(hook, [name, tupleOf(bases)], kwds);
  if (namespace instanceof Map || lookup(typeOf(namespace), '__getitem__') !== undefined) return namespace;
  const whose = isType(meta) ? meta.tpName : '<metaclass>';
  throw new PyTypeError(`${whose}.__prepare__() must return a mapping, not ${typeOf(namespace).tpName}`);
}

/** Runs the body; the cell, if one of its functions uses `super()`. */
function runBody(className: string, namespace: PyValue, body: ClassStatement['body']): PyCell | null {
  let cell: PyCell | null = null;
  const set = (key: string, value: PyValue) => setItem(namespace, key, value);
  set('__module__', globalOrOwn(namespace, '__name__', '__main__'));
  set('__qualname__', className);
  body?.({
    namespace,
    set,
    def: (name, parameters, code, defaults = {}) => {
      const made = def(name, parameters, code, { qualname: `${className}.${name}`, defaults });
      set(name, made);
      return made;
    },
    classMethod: (name, parameters, code) => {
      set(name, new PyClassMethod(def(name, parameters, code, { qualname: `${className}.${name}` })));
    },
    useSuper: () => {
      cell ??= new PyCell();
      const used = cell;
      return (self) => superOf(classIn(used), self);
    },
  });
  if (cell !== null) set('__classcell__', cell);
  return cell;
}

/** A name in the body: the namespace is asked first, whatever it is, then the module's globals. `LOAD_NAME`. */
function globalOrOwn(namespace: PyValue, name: string, global: PyValue): PyValue {
  if (namespace instanceof Map) return namespace.get(name) ?? global;
  try {
    return getItem(namespace, name);
  } catch (error) {
    if (!isRaised(error, 'KeyError')) throw error;
    return global;
  }
}

function checkCell(cell: PyCell, cls: PyValue, name: string): void {
  if (cell.contents === cls) return;
  const what = `defining ${repr(name)} as ${repr(cls)}`;
  if (cell.contents === undefined) {
    throw new PythonError('RuntimeError', `__class__ not set ${what}. Was __classcell__ propagated to type.__new__?`);
  }
  throw new PyTypeError(`__class__ set to ${repr(cell.contents)} ${what}`);
}

function classIn(cell: PyCell): PyType {
  if (cell.contents !== undefined) return cell.contents;
  throw new PythonError('RuntimeError', 'super(): empty __class__ cell');
}
