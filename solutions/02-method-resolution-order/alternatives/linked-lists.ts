import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

/** A list as head and rest: what is left of it after the head was struck off is the rest, without a copy. */
interface Link {
  readonly cls: PyClass;
  readonly rest: Link | null;
}

export const mro = (cls: PyClass): readonly PyClass[] => {
  checkBases(cls.bases);
  let lists = [...cls.bases.map((base) => link(base.mro)), link(cls.bases)];
  const waiting = new Map<PyClass, number>();
  for (const list of lists) for (let at = list?.rest; at; at = at.rest) wait(waiting, at.cls, 1);
  const order: PyClass[] = [cls];
  while (lists.some((list) => list !== null)) {
    const free = lists.find((list) => list !== null && !waiting.get(list.cls));
    if (!free) throw conflict(lists);
    order.push(free.cls);
    lists = lists.map((list) => {
      if (list?.cls !== free.cls) return list;
      if (list.rest) wait(waiting, list.rest.cls, -1);
      return list.rest;
    });
  }
  return order;
};

function link(entries: readonly PyClass[]): Link | null {
  return entries.reduceRight<Link | null>((rest, cls) => ({ cls, rest }), null);
}

function wait(waiting: Map<PyClass, number>, cls: PyClass, change: number): void {
  waiting.set(cls, (waiting.get(cls) ?? 0) + change);
}

function checkBases(bases: readonly PyClass[]): void {
  for (const [index, base] of bases.entries()) {
    if (bases.lastIndexOf(base) !== index) throw new PyTypeError(`duplicate base class ${base.name}`);
  }
}

function conflict(lists: readonly (Link | null)[]): PyTypeError {
  const heads = new Set<PyClass>();
  for (const list of lists) if (list) heads.add(list.cls);
  const names = Array.from(heads, ({ name }) => name).join(', ');
  return new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
}
