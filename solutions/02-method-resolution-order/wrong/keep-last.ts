// Wrong: it walks depth first and keeps the last place of each class, as Python 2.2 did: orders that contradict each other go unnoticed.
// Caught by: behaviour/conflict-message, behaviour/monotonic
import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

export function mro(cls: PyClass): readonly PyClass[] {
  const again = cls.bases.find((base, index) => cls.bases.includes(base, index + 1));
  if (again) throw new PyTypeError(`duplicate base class ${again.name}`);
  const seen = [cls, ...cls.bases.flatMap((base) => base.mro)];
  return seen.filter((entry, index) => !seen.includes(entry, index + 1));
}
