// Wrong: it walks depth first, left to right, and keeps the first place of each class, as Python did before 2.2.
// Caught by: behaviour/diamond
import type { PyClass } from '../../../exercises/kit/classes.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const order: PyClass[] = [];
  visit(cls, order);
  return order;
}

function visit(cls: PyClass, order: PyClass[]): void {
  if (order.includes(cls)) return;
  order.push(cls);
  for (const base of cls.bases) visit(base, order);
}
