import { PyTypeError } from '../../../exercises/kit/errors.ts';
import type { PyValue } from '../object/py-object.ts';
import { isSubtype, type PyType } from './py-type.ts';
import { typeOf } from './static-types.ts';

/**
 * The metaclass of a new class: the most derived among the one that was asked for and those of all bases.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `_PyType_CalculateMetaclass`.
 *
 * @throws {PyTypeError} if none of them derives from all others.
 */
export function calculateMetaclass(metatype: PyType, bases: readonly PyValue[]): PyType {
  let winner = metatype;
  for (const base of bases) {
    const candidate = typeOf(base);
    if (isSubtype(winner, candidate)) continue;
    if (!isSubtype(candidate, winner)) {
      throw new PyTypeError(
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    }
    winner = candidate;
  }
  return winner;
}
