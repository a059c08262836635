import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const order = [cls];
  const lists = [...cls.bases.map((base) => base.mro), cls.bases];
  while (lists.some((list) => list.length > 0) {
    const next = lists.find((list) => !lists.some((other) => other.includes(list[0], 1)));
    if (!next) throw new PyTypeError('Cannot create a consistent method resolution\norder (MRO)');
    order.push(next[0]);
  }
  return order;
}
