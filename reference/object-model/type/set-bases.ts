import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { PyTuple, type PyValue } from '../object/py-object.ts';
import { bestBase } from './best-base.ts';
import { checkCompatible } from './compatible-layout.ts';
import { type MroChange, mroHierarchy } from './mro.ts';
import { isSubtype, isType, type PyType } from './py-type.ts';
import { updateNewSlots } from './slots.ts';
import { object, typeOf } from './static-types.ts';
import { addToSubclasses, removeFromSubclasses } from './subclasses.ts';
import { typeModified } from './type-cache.ts';

/**
 * `cls.__bases__ = (…)`: the MROs of the class and of all that inherit from it are computed anew; if one of them
 * cannot be, everything is as it was.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_set_bases`.
 *
 * @throws {PyTypeError} in CPython's words.
 */
export function setBases(cls: PyType, value: PyValue): void {
  const bases = checkBases(cls, value);
  const newBase = bestBase(bases);
  checkCompatible(cls.base ?? object, newBase, '__bases__');

  const { bases: oldBases, base: oldBase } = cls;
  cls.bases = bases;
  cls.base = newBase;
  const changes: MroChange[] = [];
  try {
    mroHierarchy(cls, changes);
  } catch (error) {
    undo(changes);
    if (cls.bases === bases) {
      cls.bases = oldBases;
      cls.base = oldBase;
    }
    throw error;
  }
  // An mro() that assigned __bases__ itself has done the rest.
  if (cls.bases !== bases) return;
  removeFromSubclasses(cls, oldBases);
  addToSubclasses(cls, bases);
  updateNewSlots(cls);
}

function checkBases(cls: PyType, value: PyValue): readonly PyType[] {
  const attribute = `${cls.tpName}.__bases__`;
  if (!(value instanceof PyTuple)) {
    throw new PyTypeError(`can only assign tuple to ${attribute}, not ${typeOf(value).tpName}`);
  }
  if (value.items.length === 0) throw new PyTypeError(`can only assign non-empty tuple to ${attribute}, not ()`);
  return value.items.map((base) => {
    if (!isType(base)) throw new PyTypeError(`${attribute} must be tuple of classes, not '${typeOf(base).tpName}'`);
    if (isSubtype(base, cls) || isOnBaseChain(base, cls)) {
      throw new PyTypeError('a __bases__ item causes an inheritance cycle');
    }
    return base;
  });
}

/** While an `mro()` runs, the chain of `base` is ahead of the MRO. `type_is_subtype_base_chain`. */
function isOnBaseChain(base: PyType, cls: PyType): boolean {
  for (let at: PyType | null = base; at !== null; at = at.base) if (at === cls) return true;
  return false;
}

/** Last change first. An MRO that was changed again meanwhile stays. */
function undo(changes: readonly MroChange[]): void {
  for (const { cls, before, after } of changes.toReversed()) {
    if (cls.mro !== after) continue;
    cls.mro = before;
    cls.knownSolidBase = null;
    typeModified(cls);
  }
}
