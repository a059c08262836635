import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const { bases } = cls;
  for (let i = 0; i < bases.length; i++) {
    if (bases.lastIndexOf(bases[i]!) !== i) throw new PyTypeError('duplicate base class ' + bases[i]!.name);
  }
  const todo = [...bases.map((base) => base.mro), bases];
  const cursor = new Map(todo.map((list) => [list, 0]));
  const order = [cls];
  for (;;) {
    const open = todo.filter((list) => cursor.get(list)! < list.length);
    if (!open.length) return order;
    const tails = new Set(open.flatMap((list) => list.slice(cursor.get(list)! + 1)));
    const list = open.find((l) => !tails.has(l[cursor.get(l)!]!));
    if (!list) {
      throw new PyTypeError(
        'Cannot create a consistent method resolution\norder (MRO) for bases ' + bases.map((b) => b.name).join(', '),
      );
    }
    const next = list[cursor.get(list)!]!;
    order.push(next);
    for (const each of open) if (each[cursor.get(each)!] === next) cursor.set(each, cursor.get(each)! + 1);
  }
}
