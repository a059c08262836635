import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { def } from '../descriptors/function.ts';
import { PyClassMethod } from '../descriptors/wrappers.ts';
import { callMethod, getAttribute } from '../object/attributes.ts';
import { PyTuple, type PyValue } from '../object/py-object.ts';
import { length } from '../protocols/items.ts';
import { iterate, toList } from '../protocols/iterate.ts';
import { repr, str } from '../protocols/repr.ts';
import type { PyType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { tuple, tupleOf, type } from '../type/static-types.ts';
import { PyTupleGetter } from './tuple-getter.ts';

/**
 * `collections.namedtuple(name, fields, defaults=…)`: a subclass of `tuple` whose fields have names.
 *
 * Source: CPython 3.11, Lib/collections/__init__.py, `namedtuple`.
 *
 * @throws {PyValueError} if a name cannot be one.
 */
export function namedtuple(name: string, fields: readonly string[], defaults: readonly PyValue[] = []): PyType {
  checkNames(name, fields);
  if (defaults.length > fields.length) throw new PyTypeError('Got more default values than field names');
  const defaulted = fields.slice(fields.length - defaults.length);
  const fieldDefaults = new Map(defaulted.map((field, at) => [field, defaults[at] as PyValue]));
  const method = (method: string, parameters: readonly string[], code: Parameters<typeof def>[2]) =>
    def(method, parameters, code, { qualname: `${name}.${method}` });

  const make = def('__new__', ['_cls', ...fields], ([cls, ...items]) => new PyTuple(cls as PyType, items), {
    qualname: `${name}.__new__`,
    defaults: Object.fromEntries(fieldDefaults),
  });
  const namespace = new Map<PyValue, PyValue>([
    ['__doc__', `${name}(${fields.join(', ')})`],
    ['__slots__', tupleOf([])],
    ['_fields', tupleOf(fields)],
    ['_field_defaults', new Map(fieldDefaults)],
    ['__new__', make],
    ['_make', new PyClassMethod(method('_make', ['cls', 'iterable'], ([cls, items]) => makeFrom(cls, items, fields)))],
    ['_replace', method('_replace', ['self', '/', '**kwds'], ([self], kwds) => replace(self as PyTuple, kwds, fields))],
    ['__repr__', method('__repr__', ['self'], ([self]) => reprOf(self as PyTuple, fields))],
    ['_asdict', method('_asdict', ['self'], ([self]) => asDict(self as PyTuple))],
    ['__getnewargs__', method('__getnewargs__', ['self'], ([self]) => tupleOf(toList(self)))],
    ['__match_args__', tupleOf(fields)],
  ]);
  for (const [at, field] of fields.entries()) namespace.set(field, new PyTupleGetter(at));
  return call(type, [name, tupleOf([tuple]), namespace]) as PyType;
}

/** Tricky: the length that is checked is what `len()` says, which a subclass may have overridden. */
function makeFrom(cls: PyValue, iterable: PyValue, fields: readonly string[]): PyValue {
  const made = new PyTuple(cls as PyType, [...iterate(iterable)]);
  if (length(made) === BigInt(fields.length)) return made;
  throw new PyTypeError(`Expected ${fields.length} arguments, got ${length(made)}`);
}

function replace(self: PyTuple, kwds: ReadonlyMap<string, PyValue>, fields: readonly string[]): PyValue {
  const left = new Map(kwds);
  const items = fields.map((field, at) => {
    const value = left.get(field);
    left.delete(field);
    return value === undefined ? (self.items[at] as PyValue) : value;
  });
  const result = callMethod(self, '_make', [items]);
  if (left.size > 0) throw new PyValueError(`Got unexpected field names: ${repr([...left.keys()])}`);
  return result;
}

function reprOf(self: PyTuple, fields: readonly string[]): string {
  const name = str(getAttribute(getAttribute(self, '__class__'), '__name__'));
  if (self.items.length > fields.length) throw new PyTypeError('not all arguments converted during string formatting');
  if (self.items.length < fields.length) throw new PyTypeError('not enough arguments for format string');
  return `${name}(${fields.map((field, at) => `${field}=${repr(self.items[at] as PyValue)}`).join(', ')})`;
}

function asDict(self: PyTuple): PyValue {
  const fields = [...iterate(getAttribute(self, '_fields'))];
  return new Map(fields.map((field, at) => [field, self.items[at] as PyValue]));
}

function checkNames(typeName: string, fields: readonly string[]): void {
  for (const name of [typeName, ...fields]) {
    if (!/^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name)) {
      throw new PyValueError(`Type names and field names must be valid identifiers: ${repr(name)}`);
    }
    if (KEYWORDS.has(name)) throw new PyValueError(`Type names and field names cannot be a keyword: ${repr(name)}`);
  }
  const seen = new Set<string>();
  for (const field of fields) {
    if (field.startsWith('_')) throw new PyValueError(`Field names cannot start with an underscore: ${repr(field)}`);
    if (seen.has(field)) throw new PyValueError(`Encountered duplicate field name: ${repr(field)}`);
    seen.add(field);
  }
}

const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);
