// Wrong: it tells classes apart by their names.
// Caught by: behaviour/same-name, structure/identity-not-names
import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const again = cls.bases.find((base, index) => cls.bases.some(({ name }, at) => at > index && name === base.name));
  if (again) throw new PyTypeError(`duplicate base class ${again.name}`);
  const lists = [...cls.bases.map((base) => base.mro), cls.bases];
  const cursors = lists.map(() => 0);
  const inTails = new Map<string, number>();
  for (const list of lists) for (const { name } of list.slice(1)) inTails.set(name, (inTails.get(name) ?? 0) + 1);
  const order = [cls];
  for (;;) {
    const heads = lists.flatMap((list, index) => list[cursors[index] ?? 0] ?? []);
    if (heads.length === 0) return order;
    const next = heads.find(({ name }) => !inTails.get(name));
    if (!next) throw conflict(heads);
    order.push(next);
    for (const [index, list] of lists.entries()) {
      const at = cursors[index] ?? 0;
      if (list[at]?.name !== next.name) continue;
      cursors[index] = at + 1;
      const head = list[at + 1];
      if (head) inTails.set(head.name, (inTails.get(head.name) ?? 1) - 1);
    }
  }
}

function conflict(heads: readonly PyClass[]): PyTypeError {
  const names = [...new Set(heads.map(({ name }) => name))].join(', ');
  return new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
}
