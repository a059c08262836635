import { PyAttributeError, PyTypeError } from '../../../exercises/kit/errors.ts';
import { dictOf } from '../builtin-types/plain-value.ts';
import { buildClass } from '../class-statement/build-class.ts';
import { def, PyFunction } from '../descriptors/function.ts';
import { setAttribute } from '../object/attributes.ts';
import { type Keywords, NO_KEYWORDS, type PyDict, type PyTuple, type PyValue } from '../object/py-object.ts';
import { iterate } from '../protocols/iterate.ts';
import { repr } from '../protocols/repr.ts';
import type { PyType } from '../type/py-type.ts';
import { tuple, tupleOf, type, typeOf } from '../type/static-types.ts';
import { typeNew } from '../type/type-new.ts';
import { namedtuple } from './namedtuple.ts';

/** Names that a class body may not set, and those that the class has of itself. */
const PROHIBITED = new Set(
  '__new__ __init__ __slots__ __getnewargs__ _fields _field_defaults _make _replace _asdict _source'.split(' '),
);
const SPECIAL = new Set(['__module__', '__name__', '__annotations__']);

/**
 * `typing.NamedTuple`. Tricky: it is a function; `class P(NamedTuple)` works because the function has
 * `__mro_entries__`, which gives a class whose metaclass makes something else: a subclass of `tuple`.
 *
 * Source: CPython 3.11, Lib/typing.py, `NamedTuple`, `NamedTupleMeta`.
 */
export function createNamedTuple(): PyValue {
  const meta = buildClass({
    name: 'NamedTupleMeta',
    bases: [type],
    body: ({ set, def: method }) => {
      set('__module__', 'typing');
      method('__new__', ['cls', 'typename', 'bases', 'ns'], ([, name, bases, namespace]) =>
        makeClass(String(name), bases as PyTuple, dictOf(namespace)),
      );
    },
  }) as PyType;
  const stand = typeNew(meta, ['NamedTuple', tupleOf([]), new Map()], NO_KEYWORDS);
  const NamedTuple = def('NamedTuple', ['typename', 'fields', '/', '**kwargs'], fromCall, {
    defaults: { fields: null },
  });
  setAttribute(
    NamedTuple,
    '__mro_entries__',
    def('_namedtuple_mro_entries', ['bases'], () => tupleOf([stand])),
  );
  return NamedTuple;

  function makeClass(name: string, bases: PyTuple, namespace: PyDict): PyValue {
    if (bases.items.some((base) => base !== stand)) {
      throw new PyTypeError('can only inherit from a NamedTuple type and Generic');
    }
    const types = dictOf(namespace.get('__annotations__') ?? new Map());
    const defaults = defaultsOf(types, namespace);
    const cls = withTypes(name, types, defaults);
    setAttribute(cls, '__bases__', tupleOf([tuple]));
    setAttribute(cls, '__module__', namespace.get('__module__') ?? '__main__');
    for (const [key, value] of namespace) {
      const attribute = String(key);
      if (PROHIBITED.has(attribute)) throw new PyAttributeError(`Cannot overwrite NamedTuple attribute ${attribute}`);
      if (!SPECIAL.has(attribute) && !types.has(key)) setAttribute(cls, attribute, value);
    }
    return cls;
  }
}

/** The values of fields that have one; they must come last. */
function defaultsOf(types: PyDict, namespace: PyDict): PyValue[] {
  const names: string[] = [];
  for (const field of types.keys()) {
    if (namespace.has(field)) names.push(String(field));
    else if (names.length > 0) {
      const plural = names.length > 1 ? 's' : '';
      throw new PyTypeError(
        `Non-default namedtuple field ${String(field)} cannot follow default field${plural} ${names.join(', ')}`,
      );
    }
  }
  return names.map((name) => namespace.get(name) as PyValue);
}

/** Source: CPython 3.11, Lib/typing.py, `_make_nmtuple`. */
function withTypes(name: string, types: PyDict, defaults: readonly PyValue[] = []): PyType {
  for (const [field, annotation] of types) checkAnnotation(String(field), annotation);
  const cls = namedtuple(name, [...types.keys()].map(String), defaults);
  setAttribute(cls, '__annotations__', new Map(types));
  return cls;
}

/** What cannot be called is no type. Source: CPython 3.11, Lib/typing.py, `_type_check`. */
function checkAnnotation(field: string, annotation: PyValue): void {
  if (annotation === null || typeof annotation === 'string') return;
  if (annotation instanceof PyFunction || typeOf(annotation).mro?.some((cls) => cls.dict.has('__call__')) === true)
    return;
  throw new PyTypeError(`field ${field} annotation must be a type. Got ${repr(annotation)}.`);
}

/** `NamedTuple('P', [('x', int)])`. */
function fromCall([name, fields]: readonly PyValue[], kwargs: Keywords): PyValue {
  if (fields === null || fields === undefined) return withTypes(String(name), new Map(kwargs));
  if (kwargs.size > 0) {
    throw new PyTypeError('Either list of fields or keywords can be provided to NamedTuple, not both');
  }
  const pairs = [...iterate(fields)].map((pair) => [...iterate(pair)] as [PyValue, PyValue]);
  return withTypes(String(name), new Map(pairs));
}
