import '../../object-model/machine.ts';
import { builtinFunctions } from '../../object-model/builtin-types/builtin-functions.ts';
import { callMethod as callMethodWith, getAttribute } from '../../object-model/object/attributes.ts';
import type { PyTuple, PyValue } from '../../object-model/object/py-object.ts';
import { length } from '../../object-model/protocols/items.ts';
import { iterate, PyIterator } from '../../object-model/protocols/iterate.ts';
import { repr, str as toStr } from '../../object-model/protocols/repr.ts';
import { truth as toTruth } from '../../object-model/protocols/truth.ts';
import { call as callWith } from '../../object-model/type/slots.ts';
import { tupleOf } from '../../object-model/type/static-types.ts';

export { ValueError_ as ValueError } from '../../object-model/builtin-types/exceptions.ts';
export { deleteAttribute, getAttribute, setAttribute } from '../../object-model/object/attributes.ts';
export type { PyValue } from '../../object-model/object/py-object.ts';
export { isEqual } from '../../object-model/protocols/equality.ts';
export { contains, getItem, setItem } from '../../object-model/protocols/items.ts';
/** `for value in iterable`. */
export { iterate as each } from '../../object-model/protocols/iterate.ts';
export { repr } from '../../object-model/protocols/repr.ts';
export { truth } from '../../object-model/protocols/truth.ts';
export * from '../../object-model/type/static-types.ts';

/** Builtin functions to be called from TypeScript: `getattr(self, name)`. */
export const callable = test('callable');
export const getattr = builtin('getattr');
export const isinstance = test('isinstance');
export const iter = builtin('iter');
export const setattr = builtin('setattr');
export const hasattr = test('hasattr');
export const issubclass = test('issubclass');

function builtin(name: string): (...args: PyValue[]) => PyValue {
  const made = builtinFunctions.get(name);
  if (made === undefined) throw new RangeError(`no builtin function ${name}`);
  return (...args) => callWith(made, args);
}

function test(name: string): (...args: PyValue[]) => boolean {
  const asked = builtin(name);
  return (...args) => toTruth(asked(...args));
}

export const len = length;

/** `left + right`. */
export function add(left: PyValue, right: PyValue): PyValue {
  return callMethod(left, '__add__', [right]);
}

/** `object.name.name…`. */
export function attribute(object: PyValue, ...names: readonly string[]): PyValue {
  return names.reduce<PyValue>(getAttribute, object);
}

/** `(*items,)`. */
export function tup(...items: readonly PyValue[]): PyTuple {
  return tupleOf(items);
}

/** `{'name': value, …}`. */
export function dictOf(entries: Readonly<Record<string, PyValue>>): PyValue {
  return new Map<PyValue, PyValue>(Object.entries(entries));
}

/** `**kwds` in a call. */
export function entriesOf(kwds: PyValue): Record<string, PyValue> {
  return Object.fromEntries([...pairs(callMethod(kwds, 'items'))]);
}

/** `object.name(*args, **kwds)`. */
export function callMethod(
  object: PyValue,
  name: string,
  args: readonly PyValue[] = [],
  kwds: Readonly<Record<string, PyValue>> = {},
): PyValue {
  return callMethodWith(object, name, args, new Map(Object.entries(kwds)));
}

/** `callee(*args, **kwds)`. */
export function call(
  callee: PyValue,
  args: readonly PyValue[] = [],
  kwds: Readonly<Record<string, PyValue>> = {},
): PyValue {
  return callWith(callee, args, new Map(Object.entries(kwds)));
}

/** `for one, other in iterable`. */
export function* pairs(iterable: PyValue): Generator<readonly [PyValue, PyValue]> {
  for (const pair of iterate(iterable)) {
    const [one = null, other = null] = iterate(pair);
    yield [one, other];
  }
}

/** `zip(left, right)`: ends with the shorter, whatever is left of the longer. */
export function zip(left: PyValue, right: PyValue): PyValue {
  return new PyIterator(zipped(left, right));
}

function* zipped(left: PyValue, right: PyValue): Generator<PyTuple> {
  const others = iterate(right)[Symbol.iterator]();
  for (const one of iterate(left)) {
    const other = others.next();
    if (other.done === true) return;
    yield tupleOf([one, other.value]);
  }
}

/** An f-string: `` f`Hello ${name}` ``. For `{name!r}` write `${repr(name)}`. */
export function f(texts: TemplateStringsArray, ...values: readonly PyValue[]): string {
  return texts.reduce((text, next, at) => `${text}${toStr(values[at - 1] ?? null)}${next}`);
}

/** `{name=}` of an f-string: the name and its value's repr, `name='MyClass'`. */
export function debug(named: Readonly<Record<string, PyValue>>): string {
  return Object.entries(named)
    .map(([name, value]) => `${name}=${repr(value)}`)
    .join(', ');
}
