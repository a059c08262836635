import { PyTypeError } from '../../../exercises/kit/errors.ts';
import type { PyValue } from '../object/py-object.ts';
import { isSubtype, isType, type PyType } from './py-type.ts';

const POINTER = 8;

/**
 * The base that a new class's instances extend: the one with the longest layout. All other bases must have a layout
 * that this one begins with.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `best_base`.
 *
 * @throws {PyTypeError} if a base is final, or if two layouts exclude each other.
 */
export function bestBase(bases: readonly PyValue[]): PyType {
  let best: { readonly base: PyType; readonly solid: PyType } | undefined;
  for (const base of bases) {
    if (!isType(base)) throw new PyTypeError('bases must be types');
    if (!base.isBaseType) throw new PyTypeError(`type '${base.tpName.slice(0, 100)}' is not an acceptable base type`);
    const solid = solidBase(base);
    if (best === undefined || (!isSubtype(best.solid, solid) && isSubtype(solid, best.solid))) best = { base, solid };
    else if (!isSubtype(best.solid, solid)) throw new PyTypeError('multiple bases have instance lay-out conflict');
  }
  if (best === undefined) throw new PyTypeError('a class needs a base');
  return best.base;
}

/**
 * The nearest ancestor, or the class itself, whose layout differs from that of its own base.
 *
 * Cost: the way to it once; then it is kept until the MRO changes.
 * Source: CPython 3.11, Objects/typeobject.c, `solid_base`.
 */
export function solidBase(type: PyType): PyType {
  let at = type;
  while (at.knownSolidBase === null && at.base !== null && !hasExtraIvars(at, at.base)) at = at.base;
  const solid = at.knownSolidBase ?? at;
  for (let passed = type; passed !== at && passed.base !== null; passed = passed.base) passed.knownSolidBase = solid;
  at.knownSolidBase = solid;
  return solid;
}

/**
 * Tricky: room for weak references at the end does not count, nor does a managed dict, which takes none of the size.
 * Of types with items, `int` say, everything counts.
 * Source: CPython 3.11, Objects/typeobject.c, `extra_ivars`.
 */
function hasExtraIvars(type: PyType, base: PyType): boolean {
  if (type.itemsize !== 0 || base.itemsize !== 0) {
    return type.basicsize !== base.basicsize || type.itemsize !== base.itemsize;
  }
  const endsInWeakrefs =
    type.isHeapType &&
    type.weaklistoffset !== 0 &&
    base.weaklistoffset === 0 &&
    type.weaklistoffset + POINTER === type.basicsize;
  return type.basicsize - (endsInWeakrefs ? POINTER : 0) !== base.basicsize;
}
