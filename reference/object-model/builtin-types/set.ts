import { methods, newMethod, slotWrapper, slotWrappers } from '../descriptors/define.ts';
import { type Keywords, PyObject, type PyValue } from '../object/py-object.ts';
import { findKey } from '../protocols/dict.ts';
import { iterate, PyIterator } from '../protocols/iterate.ts';
import { repr } from '../protocols/repr.ts';
import type { PyType } from '../type/py-type.ts';
import { initSlotOf } from '../type/slots.ts';
import { frozenset, NotImplemented, set, typeOf } from '../type/static-types.ts';
import { refuseKeywords, refuseMany } from './refuse-arguments.ts';

/** Python's `set` and `frozenset`; a dict of keys without values. Source: CPython 3.11, Objects/setobject.c. */
export class PySet extends PyObject {
  readonly items = new Map<PyValue, PyValue>();

  constructor(type: PyType, items: Iterable<PyValue> = []) {
    super();
    this.type = type;
    this.dict = null;
    for (const item of items) this.add(item);
  }

  has(item: PyValue): boolean {
    return findKey(this.items, item) !== undefined;
  }

  add(item: PyValue): void {
    if (!this.has(item)) this.items.set(item, null);
  }
}

// A set is filled by `__init__`, a frozenset, which cannot change, by `__new__`.
newMethod(set, (cls) => new PySet(cls));
slotWrapper(set, '__init__', ([self, ...args], kwds) => initSet(self as PyValue, args, kwds) ?? null, initSet);
function initSet(self: PyValue, args: readonly PyValue[], kwds: Keywords): void {
  refuseKeywords('set', kwds);
  refuseMany(typeOf(self).tpName, args);
  const made = self as PySet;
  made.items.clear();
  if (args[0] !== undefined) for (const item of iterate(args[0])) made.add(item);
}
newMethod(frozenset, (cls, args, kwds) => {
  // With an `__init__` of its own, a subclass may take keywords.
  if (initSlotOf(cls) === initSlotOf(frozenset)) refuseKeywords('frozenset', kwds);
  refuseMany(cls.tpName, args);
  return new PySet(cls, args[0] === undefined ? [] : iterate(args[0]));
});

const itemsOf = (self: PyValue | undefined) => (self as PySet).items;
for (const type of [set, frozenset]) {
  slotWrappers(type, {
    __len__: ([self]) => BigInt(itemsOf(self).size),
    __iter__: ([self]) => new PyIterator([...itemsOf(self).keys()]),
    __contains__: ([self, item]) => (self as PySet).has(item as PyValue),
    __eq__: ([self, other]) => {
      if (!(other instanceof PySet)) return NotImplemented;
      return (
        other.items.size === itemsOf(self).size && [...other.items.keys()].every((item) => (self as PySet).has(item))
      );
    },
    __repr__: ([self]) => {
      const shown = [...itemsOf(self).keys()].map(repr).join(', ');
      const name = (self as PySet).type.name;
      if (shown === '') return `${name}()`;
      return (self as PySet).type === set ? `{${shown}}` : `${name}({${shown}})`;
    },
  });
}
set.dict.set('__hash__', null);
methods(set, {
  add: ([self, item]) => {
    (self as PySet).add(item as PyValue);
    return null;
  },
});
