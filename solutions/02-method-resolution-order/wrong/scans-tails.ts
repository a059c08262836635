// Wrong: right, and quadratic: it looks for every candidate in the tails of the bases' own orders.
// Caught by: performance/reads, performance/growth
import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const again = cls.bases.find((base, index) => cls.bases.includes(base, index + 1));
  if (again) throw new PyTypeError(`duplicate base class ${again.name}`);
  const lists = [...cls.bases.map((base) => base.mro), cls.bases];
  const cursors = lists.map(() => 0);
  const order = [cls];
  for (;;) {
    const heads = lists.flatMap((list, index) => list[cursors[index] ?? 0] ?? []);
    if (heads.length === 0) return order;
    const next = heads.find((head) => !lists.some((list, index) => list.includes(head, (cursors[index] ?? 0) + 1)));
    if (!next) throw conflict(heads);
    order.push(next);
    for (const [index, list] of lists.entries()) {
      const at = cursors[index] ?? 0;
      if (list[at] === next) cursors[index] = at + 1;
    }
  }
}

function conflict(heads: readonly PyClass[]): PyTypeError {
  const names = Array.from(new Set(heads), ({ name }) => name).join(', ');
  return new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
}
