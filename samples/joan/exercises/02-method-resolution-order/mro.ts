import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

export function mro(cls: PyClass): PyClass[] {
  const seen = new Set<PyClass>();
  for (const base of cls.bases) {
    if (seen.has(base)) throw new PyTypeError(`duplicate base class ${firstRepeated(cls.bases).name}`);
    seen.add(base);
  }
  return [cls, ...merge([...cls.bases.map((base) => [...base.mro]), [...cls.bases]])];
}

function firstRepeated(bases: readonly PyClass[]): PyClass {
  return bases.find((base, index) => bases.indexOf(base, index + 1) > 0)!;
}

function merge(lists: PyClass[][]): PyClass[] {
  const order: PyClass[] = [];
  let left = lists;
  while ((left = left.filter((list) => list.length > 0)).length > 0) {
    const tails = new Set(left.flatMap((list) => list.slice(1)));
    const next = left.map((list) => list[0]!).find((head) => !tails.has(head));
    if (!next) {
      const heads = [...new Set(left.map((list) => list[0]!))].map((head) => head.name);
      throw new PyTypeError(`Cannot create a consistent method resolution order (MRO) for bases ${heads.join(', ')}`);
    }
    order.push(next);
    for (const list of left) if (list[0] === next) list.shift();
  }
  return order;
}
