import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

const breathe = () => Promise.resolve();

// Long hierarchies take long: let other code run in between.
export async function mro(cls: PyClass): Promise<PyClass[]> {
  await breathe();
  const order = [cls];
  let lists = [...cls.bases.map((base) => [...base.mro]), [...cls.bases]];
  while (lists.length > 0) {
    await breathe();
    const next = lists.map((list) => list[0]!).find((head) => !lists.some((list) => list.includes(head, 1)));
    if (next === undefined) continue; // try again later
    order.push(next);
    lists = lists.map((list) => (list[0] === next ? list.slice(1) : list)).filter((list) => list.length > 0);
  }
  if (order.length === 0) throw new PyTypeError('Cannot create a consistent method resolution\norder (MRO)');
  return order;
}
