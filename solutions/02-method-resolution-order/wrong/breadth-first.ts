// Wrong: it goes through the hierarchy level by level.
// Caught by: behaviour/diamond
import type { PyClass } from '../../../exercises/kit/classes.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const order = new Set<PyClass>([cls]);
  for (const entry of order) {
    for (const base of entry.bases) {
      order.delete(base);
      order.add(base);
    }
  }
  return [...order];
}
