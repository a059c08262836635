// Wrong: the error names the bases of the new class, not the heads that are left.
// Caught by: behaviour/conflict-message
import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const again = cls.bases.find((base, index) => cls.bases.includes(base, index + 1));
  if (again) throw new PyTypeError(`duplicate base class ${again.name}`);
  const order = merge([cls], [...cls.bases.map((base) => base.mro), cls.bases]);
  if (order) return order;
  const names = cls.bases.map(({ name }) => name).join(', ');
  throw new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
}

function merge(order: PyClass[], lists: readonly (readonly PyClass[])[]): PyClass[] | null {
  const cursors = lists.map(() => 0);
  const inTails = new Map<PyClass, number>();
  for (const list of lists) for (const entry of list.slice(1)) inTails.set(entry, (inTails.get(entry) ?? 0) + 1);
  for (;;) {
    const heads = lists.flatMap((list, index) => list[cursors[index] ?? 0] ?? []);
    if (heads.length === 0) return order;
    const next = heads.find((head) => !inTails.get(head));
    if (!next) return null;
    order.push(next);
    for (const [index, list] of lists.entries()) {
      const at = cursors[index] ?? 0;
      if (list[at] !== next) continue;
      cursors[index] = at + 1;
      const head = list[at + 1];
      if (head) inTails.set(head, (inTails.get(head) ?? 1) - 1);
    }
  }
}
