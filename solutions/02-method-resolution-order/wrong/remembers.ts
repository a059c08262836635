// Wrong: right, quadratic, and remembers what it was asked before, in the hope of being asked again.
// Caught by: performance/growth
import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

const remembered = new WeakMap<PyClass, readonly PyClass[]>();

export function mro(cls: PyClass): readonly PyClass[] {
  const order = remembered.get(cls) ?? merge(cls);
  remembered.set(cls, order);
  return order;
}

function merge(cls: PyClass): readonly PyClass[] {
  const again = cls.bases.find((base, index) => cls.bases.includes(base, index + 1));
  if (again) throw new PyTypeError(`duplicate base class ${again.name}`);
  let lists = [...cls.bases.map((base) => [...base.mro]), [...cls.bases]];
  const order = [cls];
  for (;;) {
    lists = lists.filter((list) => list.length > 0);
    if (lists.length === 0) return order;
    const next = lists.map((list) => list[0]).find((head) => !lists.some((list) => head && list.includes(head, 1)));
    if (!next) throw conflict(lists.flatMap((list) => list.slice(0, 1)));
    order.push(next);
    for (const list of lists) if (list[0] === next) list.shift();
  }
}

function conflict(heads: readonly PyClass[]): PyTypeError {
  const names = Array.from(new Set(heads), ({ name }) => name).join(', ');
  return new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
}
