import { PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
import { methods, newMethod, slotWrapper, slotWrappers } from '../descriptors/define.ts';
import { PyTuple, type PyValue } from '../object/py-object.ts';
import { equalBuiltin, isEqual } from '../protocols/equality.ts';
import { hashBuiltin } from '../protocols/hash.ts';
import { iterate, next, PyIterator, toList } from '../protocols/iterate.ts';
import { reprBuiltin, str as toStr } from '../protocols/repr.ts';
import { isSubtype, type PyType } from '../type/py-type.ts';
import { initSlotOf, newSlotOf } from '../type/slots.ts';
import { iteratorType, list, NotImplemented, str, tuple, tupleOf, typeOf } from '../type/static-types.ts';
import { itemsOf, listOf, plain, wholeNumber, wrap } from './plain-value.ts';
import { refuseKeywords, refuseMany } from './refuse-arguments.ts';

/**
 * `tuple`, `list`, `str` and their iterators: as much as classes built on them need.
 *
 * Source: CPython 3.11, Objects/tupleobject.c, Objects/listobject.c, Objects/unicodeobject.c.
 */

newMethod(tuple, (cls, args, kwds) => {
  // With an `__init__` of its own, a subclass may take keywords.
  if (initSlotOf(cls) === initSlotOf(tuple)) refuseKeywords('tuple', kwds);
  refuseMany('tuple', args);
  const [iterable] = args;
  if (cls === tuple && iterable instanceof PyTuple && iterable.type === tuple) return iterable;
  const items = iterable === undefined ? [] : toList(iterable);
  return cls === tuple ? tupleOf(items) : new PyTuple(cls, items);
});
newMethod(list, (cls) => wrap(cls, []));
slotWrapper(list, '__init__', ([self, ...args], kwds) => initList(self as PyValue, args, kwds) ?? null, initList);
function initList(self: PyValue, args: readonly PyValue[], kwds: ReadonlyMap<string, PyValue>): void {
  // With a `__new__` of its own, a subclass may take keywords.
  if (newSlotOf(typeOf(self)) === newSlotOf(list)) refuseKeywords('list', kwds);
  refuseMany('list', args);
  const items = args[0] === undefined ? [] : toList(args[0]);
  const held = listOf(self);
  held.splice(0, held.length, ...items);
}
newMethod(str, (cls, args, kwds) => {
  checkStrArguments(args, kwds);
  return wrap(cls, args[0] === undefined ? '' : toStr(args[0]));
});

/** There are no bytes to decode here, so an encoding is always a mistake. */
function checkStrArguments(args: readonly PyValue[], kwds: ReadonlyMap<string, PyValue>): void {
  if (args.length + kwds.size > 3) {
    throw new PyTypeError(`str() takes at most 3 arguments (${args.length + kwds.size} given)`);
  }
  for (const name of kwds.keys()) throw new PyTypeError(`'${name}' is an invalid keyword argument for str()`);
  const [value, encoding, errors] = args;
  for (const [name, given] of Object.entries({ encoding, errors })) {
    if (given === undefined || typeof plain(given) === 'string') continue;
    throw new PyTypeError(
      `str() argument '${name}' must be str, not ${given === null ? 'None' : typeOf(given).tpName}`,
    );
  }
  if (encoding === undefined || value === undefined) return;
  if (typeof plain(value) === 'string') throw new PyTypeError('decoding str is not supported');
  throw new PyTypeError(`decoding to str: need a bytes-like object, ${typeOf(value).tpName} found`);
}

const text = (value: PyValue | undefined) => String(plain(value));
const characters = (value: PyValue | undefined) => Array.from(text(value));

for (const type of [tuple, list, str]) {
  const items = type === str ? characters : itemsOf;
  slotWrappers(type, {
    __repr__: ([self]) => reprBuiltin(self as PyValue),
    __eq__: ([self, other]) => equalBuiltin(self as PyValue, other as PyValue),
    __hash__: ([self]) => hashBuiltin(self as PyValue),
    __len__: ([self]) => BigInt(items(self).length),
    __iter__: ([self]) => new PyIterator(items(self)),
    __getitem__: ([self, index]) => itemAt(type, items(self), index),
    __contains__: ([self, item]) => contains(type, self, item as PyValue),
    __add__: ([self, other]) => concatenate(type, self, other),
  });
}
list.dict.set('__hash__', null);
slotWrappers(str, { __str__: ([self]) => text(self) });

function contains(type: PyType, self: PyValue | undefined, item: PyValue): boolean {
  if (type !== str) return itemsOf(self).some((each) => isEqual(each, item));
  const part = plain(item);
  if (typeof part === 'string') return text(self).includes(part);
  throw new PyTypeError(`'in <string>' requires string as left operand, not ${typeOf(item).tpName}`);
}

function itemAt(type: PyType, items: readonly PyValue[], key: PyValue | undefined): PyValue {
  const index = wholeNumber(key);
  const kind = type === str ? 'string' : type.name;
  if (index === undefined) {
    const found = typeOf(key ?? null).tpName;
    const allowed =
      type === str ? 'string indices must be integers, not ' : `${kind} indices must be integers or slices, not `;
    throw new PyTypeError(type === str ? `${allowed}'${found}'` : `${allowed}${found}`);
  }
  const item = items.at(Number(index));
  if (item === undefined || index < -items.length) throw new PythonError('IndexError', `${kind} index out of range`);
  return item;
}

function concatenate(type: PyType, self: PyValue | undefined, other: PyValue | undefined): PyValue {
  if (!isSubtype(typeOf(other ?? null), type)) return NotImplemented;
  if (type === str) return text(self) + text(other);
  const items = [...itemsOf(self), ...itemsOf(other)];
  return type === tuple ? tupleOf(items) : items;
}

methods(list, {
  append: ([self, item]) => {
    listOf(self).push(item as PyValue);
    return null;
  },
  extend: ([self, items]) => {
    listOf(self).push(...iterate(items as PyValue));
    return null;
  },
  pop: ([self]) => {
    const last = listOf(self).pop();
    if (last === undefined) throw new PythonError('IndexError', 'pop from empty list');
    return last;
  },
  copy: ([self]) => [...listOf(self)],
  count: ([self, item]) => {
    if (item === undefined) {
      const name = `${typeOf(self ?? null).qualname}.count`;
      throw new PyTypeError(`${name}() takes exactly one argument (0 given)`);
    }
    return BigInt(listOf(self).filter((each) => isEqual(each, item)).length);
  },
});
slotWrappers(list, {
  __setitem__: ([self, key, value]) => {
    const items = listOf(self);
    const index = wholeNumber(key);
    const at = Number(index) < 0 ? Number(index) + items.length : Number(index);
    if (index === undefined || items[at] === undefined) {
      throw new PythonError('IndexError', 'list assignment index out of range');
    }
    items[at] = value as PyValue;
    return null;
  },
});
methods(tuple, {
  count: ([self, item]) => {
    if (item === undefined) {
      const name = `${typeOf(self ?? null).qualname}.count`;
      throw new PyTypeError(`${name}() takes exactly one argument (0 given)`);
    }
    return BigInt(itemsOf(self).filter((each) => isEqual(each, item)).length);
  },
  index: ([self, item]) => {
    if (item === undefined) throw new PyTypeError('index expected at least 1 argument, got 0');
    const at = itemsOf(self).findIndex((each) => isEqual(each, item as PyValue));
    if (at >= 0) return BigInt(at);
    throw new PythonError('ValueError', 'tuple.index(x): x not in tuple');
  },
});
methods(str, {
  __format__: ([self]) => text(self),
  upper: ([self]) => text(self).toUpperCase(),
  lower: ([self]) => text(self).toLowerCase(),
  startswith: ([self, start]) => text(self).startsWith(text(start)),
  endswith: ([self, end]) => text(self).endsWith(text(end)),
  replace: ([self, from, to]) => text(self).replaceAll(text(from), text(to)),
  split: ([self, separator]) =>
    separator === undefined ? (text(self).match(/\S+/g) ?? []) : text(self).split(text(separator)),
  join: ([self, parts]) => [...iterate(parts as PyValue)].map(text).join(text(self)),
  strip: ([self]) => text(self).trim(),
  isidentifier: ([self]) => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text(self)),
  title: ([self]) =>
    text(self).replace(/\p{L}+/gu, (word) => (word[0] ?? '').toUpperCase() + word.slice(1).toLowerCase()),
});
slotWrappers(iteratorType, {
  __iter__: ([self]) => self as PyValue,
  __next__: ([self]) => {
    const value = next(self as PyValue);
    if (value === undefined) throw new PythonError('StopIteration', '');
    return value;
  },
});
