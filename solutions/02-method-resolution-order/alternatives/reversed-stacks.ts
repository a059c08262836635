import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

/** Works on copies that stand on their heads, so that the head of a list is popped off its end. */
export function mro(cls: PyClass): PyClass[] {
  const counts = new Map<PyClass, number>();
  for (const base of cls.bases) {
    if (counts.has(base)) throw new PyTypeError(`duplicate base class ${firstTwice(cls.bases)?.name}`);
    counts.set(base, 0);
  }
  const stacks: PyClass[][] = [];
  for (const list of [...cls.bases.map((base) => base.mro), cls.bases]) {
    const stack = Array.from(list).reverse();
    for (const entry of stack) counts.set(entry, (counts.get(entry) ?? 0) + 1);
    stacks.push(stack);
  }
  return merge([cls], stacks, counts);
}

/** A class comes next when it is on top of as many stacks as hold it. */
function merge(order: PyClass[], stacks: readonly PyClass[][], counts: Map<PyClass, number>): PyClass[] {
  const total = counts.size + 1;
  while (order.length < total) {
    const tops = stacks.map((stack) => stack.at(-1));
    const next = tops.find((top) => top && tops.filter((other) => other === top).length === counts.get(top));
    if (!next) {
      const names = [...new Set(tops)].flatMap((top) => (top ? [top.name] : []));
      throw new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names.join(', ')}`);
    }
    order.push(next);
    for (const stack of stacks) if (stack.at(-1) === next) stack.pop();
  }
  return order;
}

function firstTwice(bases: readonly PyClass[]): PyClass | undefined {
  return bases.find((base, index) => bases.indexOf(base, index + 1) > index);
}
