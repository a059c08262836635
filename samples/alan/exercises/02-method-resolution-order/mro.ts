import { object, type PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

/** Depth first, left to right; object always comes last. */
export function mro(cls: PyClass): readonly PyClass[] {
  for (const [index, base] of cls.bases.entries()) {
    if (cls.bases.includes(base, index + 1)) throw new PyTypeError(`duplicate base class ${base.name}`);
  }
  const found = new Set<PyClass>([cls]);
  const visit = (next: PyClass): void => {
    if (next === object) return;
    found.add(next);
    next.bases.forEach(visit);
  };
  cls.bases.forEach(visit);
  return [...found, object];
}
