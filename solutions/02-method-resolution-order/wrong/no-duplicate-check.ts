// Wrong: a base that stands twice runs into the merge, which reports a conflict.
// Caught by: behaviour/duplicate-base
import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  return merge([cls], [...cls.bases.map((base) => base.mro), cls.bases]);
}

function merge(order: PyClass[], lists: readonly (readonly PyClass[])[]): PyClass[] {
  const cursors = lists.map(() => 0);
  const inTails = new Map<PyClass, number>();
  for (const list of lists) for (const entry of list.slice(1)) inTails.set(entry, (inTails.get(entry) ?? 0) + 1);
  for (;;) {
    const heads = lists.flatMap((list, index) => list[cursors[index] ?? 0] ?? []);
    if (heads.length === 0) return order;
    const next = heads.find((head) => !inTails.get(head));
    if (!next) throw conflict(heads);
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

function conflict(heads: readonly PyClass[]): PyTypeError {
  const names = Array.from(new Set(heads), ({ name }) => name).join(', ');
  return new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
}
