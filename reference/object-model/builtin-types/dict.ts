import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { classMethod, methods, newMethod, slotWrapper, slotWrappers } from '../descriptors/define.ts';
import { callMethod, findAttribute } from '../object/attributes.ts';
import { allocate } from '../object/object-type.ts';
import type { Keywords, PyDict, PyValue } from '../object/py-object.ts';
import { isRaised } from '../object/raised.ts';
import { dictGet, findKey, keyError } from '../protocols/dict.ts';
import { equalBuiltin } from '../protocols/equality.ts';
import { hash } from '../protocols/hash.ts';
import { iterate, PyIterator } from '../protocols/iterate.ts';
import { repr, reprBuiltin } from '../protocols/repr.ts';
import { call, callSpecial } from '../type/slots.ts';
import { dict, OrderedDict, tupleOf } from '../type/static-types.ts';
import { dictOf, wrap } from './plain-value.ts';

/** `dict` and `OrderedDict`. Source: CPython 3.11, Objects/dictobject.c. */

newMethod(dict, (cls) => (cls === dict ? new Map() : wrap(cls, new Map())));
newMethod(OrderedDict, (cls) => {
  const made = allocate(cls);
  made.payload = new Map();
  return made;
});
slotWrapper(dict, '__init__', ([self, ...args], kwds) => update('dict', self as PyValue, args, kwds) ?? null, initDict);
function initDict(self: PyValue, args: readonly PyValue[], kwds: Keywords): void {
  update('dict', self, args, kwds);
}

/** `dict.__init__` and `dict.update`: from a mapping or from pairs, then keywords. `dict_update_common`. */
function update(name: string, self: PyValue, [other, ...more]: readonly PyValue[], kwds: Keywords): void {
  if (more.length > 0) throw new PyTypeError(`${name} expected at most 1 argument, got ${more.length + 1}`);
  const target = dictOf(self);
  if (other instanceof Map) for (const [key, value] of other) store(target, key, value);
  else if (other !== undefined && findAttribute(other, 'keys') !== undefined) {
    for (const key of iterate(callMethod(other, 'keys')))
      store(target, key, callSpecial(other, '__getitem__', [key]) ?? null);
  } else if (other !== undefined) {
    let at = 0;
    for (const pair of iterate(other)) {
      const [key, value, ...rest] = itemsOfPair(pair, at);
      if (key === undefined || value === undefined || rest.length > 0) {
        const length = key === undefined ? 0 : value === undefined ? 1 : rest.length + 2;
        throw new PyValueError(`dictionary update sequence element #${at} has length ${length}; 2 is required`);
      }
      store(target, key, value);
      at += 1;
    }
  }
  for (const [key, value] of kwds) target.set(key, value);
}

function itemsOfPair(pair: PyValue, at: number): PyValue[] {
  try {
    return [...iterate(pair)];
  } catch (error) {
    if (!isRaised(error, 'TypeError')) throw error;
    throw new PyTypeError(`cannot convert dictionary update sequence element #${at} to a sequence`);
  }
}

/** `target[key] = value`. @throws {PyTypeError} if the key cannot be hashed. */
export function store(target: PyDict, key: PyValue, value: PyValue): void {
  if (typeof key !== 'string') hash(key);
  target.set(findKey(target, key) ?? key, value);
}

slotWrappers(dict, {
  __repr__: ([self]) => reprBuiltin(dictOf(self)),
  __eq__: ([self, other]) => equalBuiltin(self as PyValue, other as PyValue),
  __len__: ([self]) => BigInt(dictOf(self).size),
  __iter__: ([self]) => new PyIterator([...dictOf(self).keys()]),
  __contains__: ([self, key]) => findKey(dictOf(self), key as PyValue) !== undefined,
  __getitem__: ([self, key]) => dictGet(dictOf(self), key as PyValue),
  __setitem__: ([self, key, value]) => store(dictOf(self), key as PyValue, value as PyValue) ?? null,
  __delitem__: ([self, key]) => {
    const found = findKey(dictOf(self), key as PyValue);
    if (found === undefined) throw keyError(key as PyValue);
    dictOf(self).delete(found);
    return null;
  },
});
dict.dict.set('__hash__', null);
slotWrappers(OrderedDict, {
  __repr__: ([self]) => {
    const pairs = [...dictOf(self)].map((pair) => repr(tupleOf(pair)));
    return `OrderedDict(${pairs.length === 0 ? '' : `[${pairs.join(', ')}]`})`;
  },
});
methods(dict, {
  get: ([self, key, otherwise = null]) => {
    const found = findKey(dictOf(self), key as PyValue);
    return found === undefined ? otherwise : (dictOf(self).get(found) as PyValue);
  },
  keys: ([self]) => new PyIterator([...dictOf(self).keys()]),
  values: ([self]) => new PyIterator([...dictOf(self).values()]),
  items: ([self]) => new PyIterator([...dictOf(self)].map(tupleOf)),
  copy: ([self]) => new Map(dictOf(self)),
  update: ([self, ...args], kwds) => update('update', self as PyValue, args, kwds) ?? null,
  pop: ([self, key, otherwise]) => {
    const found = findKey(dictOf(self), key as PyValue);
    if (found === undefined) {
      if (otherwise !== undefined) return otherwise;
      throw keyError(key as PyValue);
    }
    const value = dictOf(self).get(found) as PyValue;
    dictOf(self).delete(found);
    return value;
  },
  setdefault: ([self, key, value = null]) => {
    const found = findKey(dictOf(self), key as PyValue);
    if (found !== undefined) return dictOf(self).get(found) as PyValue;
    store(dictOf(self), key as PyValue, value);
    return value;
  },
});
classMethod(dict, 'fromkeys', ([cls, keys, value = null]) => {
  const made = call(cls as PyValue, []);
  for (const key of iterate(keys as PyValue)) callSpecial(made, '__setitem__', [key, value]);
  return made;
});
