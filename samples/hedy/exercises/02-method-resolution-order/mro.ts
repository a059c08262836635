import type { PyClass } from '../kit/classes.ts';
import { NotImplemented } from '../kit/errors.ts';

export function mro(_cls: PyClass): readonly PyClass[] {
  // TODO: merge the orders of the bases and the list of the bases, and raise Python's errors where it cannot be done.
  throw new NotImplemented('mro gives the method resolution order of a class.');
}
