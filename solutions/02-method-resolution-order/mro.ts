import type { PyClass } from '../../exercises/kit/classes.ts';
import { PyTypeError } from '../../exercises/kit/errors.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const { bases } = cls;
  const again = bases.find((base, index) => bases.includes(base, index + 1));
  if (again !== undefined) throw new PyTypeError(`duplicate base class ${again.name}`);

  const lists = [...bases.map((base) => base.mro), bases].map((entries) => new MergeList(entries));
  const inTails = new Tally();
  for (const { entries } of lists) for (let i = 1; i < entries.length; i += 1) inTails.add(entries[i]);

  const order = [cls];
  for (;;) {
    const next = lists.find(({ head }) => head !== undefined && !inTails.has(head))?.head;
    if (next === undefined) break;
    order.push(next);
    for (const list of lists) {
      if (list.head !== next) continue;
      list.advance();
      inTails.remove(list.head);
    }
  }
  const heads = new Set(lists.flatMap(({ head }) => (head === undefined ? [] : [head])));
  if (heads.size === 0) return order;
  const names = [...heads].map(({ name }) => name).join(', ');
  throw new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
}

/** A list and a cursor in it. The list itself stays as it is. */
class MergeList {
  readonly entries: readonly PyClass[];
  head: PyClass | undefined;
  #cursor = 0;

  constructor(entries: readonly PyClass[]) {
    this.entries = entries;
    this.head = entries[0];
  }

  advance(): void {
    this.#cursor += 1;
    this.head = this.entries[this.#cursor];
  }
}

/** How often each class stands in a tail. */
class Tally {
  readonly #counts = new Map<PyClass, number>();

  has(cls: PyClass): boolean {
    return this.#counts.has(cls);
  }

  add(cls: PyClass | undefined): void {
    if (cls !== undefined) this.#counts.set(cls, (this.#counts.get(cls) ?? 0) + 1);
  }

  remove(cls: PyClass | undefined): void {
    if (cls === undefined) return;
    const count = this.#counts.get(cls) ?? 0;
    if (count > 1) this.#counts.set(cls, count - 1);
    else this.#counts.delete(cls);
  }
}
