// Wrong: it strikes the heads off the orders of the bases themselves.
// Caught by: behaviour/bases-untouched
import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const again = cls.bases.find((base, index) => cls.bases.includes(base, index + 1));
  if (again) throw new PyTypeError(`duplicate base class ${again.name}`);
  const [only] = cls.bases;
  if (only && cls.bases.length === 1) return [cls, ...only.mro];
  const lists = [...cls.bases.map((base) => base.mro), [...cls.bases]] as PyClass[][];
  const order = [cls];
  for (;;) {
    const heads = lists.flatMap((list) => list.slice(0, 1));
    if (heads.length === 0) return order;
    const next = heads.find((head) => lists.every((list) => list.indexOf(head) <= 0));
    if (!next) throw conflict(heads);
    order.push(next);
    for (const list of lists) if (list[0] === next) list.shift();
  }
}

function conflict(heads: readonly PyClass[]): PyTypeError {
  const names = Array.from(new Set(heads), ({ name }) => name).join(', ');
  return new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
}
