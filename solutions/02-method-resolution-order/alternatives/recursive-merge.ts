import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

interface Cursor {
  readonly list: readonly PyClass[];
  readonly at: number;
}

/** The merge as the paper puts it: take one class, merge the rest. In slices, so that the stack stays shallow. */
export function mro(cls: PyClass): readonly PyClass[] {
  cls.bases.forEach((base, index) => {
    if (cls.bases.includes(base, index + 1)) throw new PyTypeError(`duplicate base class ${base.name}`);
  });
  const cursors = [...cls.bases.map((base) => base.mro), cls.bases].map((list) => ({ list, at: 0 }));
  const tails = new Map<PyClass, number>();
  for (const entry of cursors.flatMap(({ list }) => list.slice(1))) tails.set(entry, (tails.get(entry) ?? 0) + 1);
  const order = [cls];
  let left: readonly Cursor[] = cursors;
  while (left.length > 0) left = mergeSome(left, tails, order, 100);
  return order;
}

function mergeSome(
  cursors: readonly Cursor[],
  tails: Map<PyClass, number>,
  order: PyClass[],
  count: number,
): readonly Cursor[] {
  const left = cursors.filter(({ list, at }) => at < list.length);
  if (left.length === 0 || count === 0) return left;
  const heads = left.flatMap(({ list, at }) => list[at] ?? []);
  const next = heads.find((head) => (tails.get(head) ?? 0) === 0);
  if (next === undefined) {
    const names = heads.filter((head, index) => heads.indexOf(head) === index).map(({ name }) => name);
    throw new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names.join(', ')}`);
  }
  order.push(next);
  const moved = left.map(({ list, at }) => {
    if (list[at] !== next) return { list, at };
    const behind = list[at + 1];
    if (behind !== undefined) tails.set(behind, (tails.get(behind) ?? 0) - 1);
    return { list, at: at + 1 };
  });
  return mergeSome(moved, tails, order, count - 1);
}
