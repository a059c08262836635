import { methods, newMethod, slotWrappers } from '../descriptors/define.ts';
import { PyObject, type PyValue } from '../object/py-object.ts';
import { findKey } from '../protocols/dict.ts';
import { iterate, PyIterator } from '../protocols/iterate.ts';
import { repr } from '../protocols/repr.ts';
import type { PyType } from '../type/py-type.ts';
import { frozenset, NotImplemented, set } from '../type/static-types.ts';

/** Python's `set` and `frozenset`; a dict of keys without values. Source: CPython 3.11, Objects/setobject.c. */
export class PySet extends PyObject {
  readonly items = new Map<PyValue, PyValue>();

  constructor(type: PyType, items: Iterable<PyValue> = []) {
    super(type);
    for (const item of items) this.add(item);
  }

  has(item: PyValue): boolean {
    return findKey(this.items, item) !== undefined;
  }

  add(item: PyValue): void {
    if (!this.has(item)) this.items.set(item, null);
  }
}

const itemsOf = (self: PyValue | undefined) => (self as PySet).items;
for (const type of [set, frozenset]) {
  newMethod(type, (cls, args) => new PySet(cls, args[0] === undefined ? [] : iterate(args[0])));
  slotWrappers(type, {
    // Arguments were for __new__.
    __init__: () => null,
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
