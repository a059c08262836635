import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

export const mro = (cls: PyClass): readonly PyClass[] => {
  const twice = cls.bases.find((base) => cls.bases.filter((other) => other === base).length > 1);
  if (twice) throw new PyTypeError(`duplicate base class ${twice.name}`);

  const lists = [...cls.bases.map((base) => base.mro), cls.bases].map((list) => ({ list, head: list[0], place: 0 }));
  const inTails = new Map<PyClass, number>();
  lists.forEach(({ list }) => {
    list.slice(1).forEach((entry) => inTails.set(entry, (inTails.get(entry) ?? 0) + 1));
  });

  const order: PyClass[] = [cls];
  let candidate = lists.find(({ head }) => head && !inTails.get(head))?.head;
  while (candidate) {
    order.push(candidate);
    for (const each of lists) {
      if (each.head !== candidate) continue;
      each.place += 1;
      each.head = each.list[each.place];
      if (each.head) inTails.set(each.head, (inTails.get(each.head) ?? 1) - 1);
    }
    candidate = lists.find(({ head }) => head && !inTails.get(head))?.head;
  }

  const left = [...new Set(lists.map(({ head }) => head))].filter((head) => head !== undefined);
  if (left.length === 0) return order;
  throw new PyTypeError(
    `Cannot create a consistent method resolution\norder (MRO) for bases ${left.map(({ name }) => name).join(', ')}`,
  );
};
