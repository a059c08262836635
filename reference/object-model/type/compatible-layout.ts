import { PyTypeError } from '../../../exercises/kit/errors.ts';
import type { PyType } from './py-type.ts';

const POINTER = 8;

/**
 * Refuses to put a class in the place of another if their instances do not lie in memory alike.
 *
 * Both are followed down to the last ancestor that adds nothing to the layout; these two must be one class, or two
 * that add the same slots to the same base.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `compatible_for_assignment`.
 *
 * @throws {PyTypeError}
 */
export function checkCompatible(from: PyType, to: PyType, attribute: string): void {
  const differs = (what: string) =>
    new PyTypeError(`${attribute} assignment: '${to.tpName}' ${what} differs from '${from.tpName}'`);
  if (from.hasGc !== to.hasGc) throw differs('deallocator');
  const [oldBase, newBase] = [from, to].map(lastThatAdds) as [PyType, PyType];
  const alike = newBase === oldBase || (newBase.base === oldBase.base && sameSlotsAdded(newBase, oldBase));
  if (!alike || from.hasManagedDict !== to.hasManagedDict) throw differs('object layout');
}

function lastThatAdds(type: PyType): PyType {
  let at = type;
  while (at.base !== null && addsNothing(at, at.base)) at = at.base;
  return at;
}

/** Source: CPython 3.11, Objects/typeobject.c, `compatible_with_tp_base`. */
function addsNothing(child: PyType, parent: PyType): boolean {
  return (
    child.basicsize === parent.basicsize &&
    child.itemsize === parent.itemsize &&
    child.dictoffset === parent.dictoffset &&
    child.weaklistoffset === parent.weaklistoffset &&
    child.hasGc === parent.hasGc
  );
}

/** Source: CPython 3.11, Objects/typeobject.c, `same_slots_added`. */
function sameSlotsAdded(a: PyType, b: PyType): boolean {
  let size = a.base?.basicsize ?? 0;
  if (a.dictoffset === size && b.dictoffset === size) size += POINTER;
  if (a.weaklistoffset === size && b.weaklistoffset === size) size += POINTER;
  if (!a.isHeapType || !b.isHeapType) return false;
  if (a.ownSlots !== null && b.ownSlots !== null) {
    const theirs = b.ownSlots;
    if (a.ownSlots.length !== theirs.length || a.ownSlots.some((name, i) => name !== theirs[i])) return false;
    size += POINTER * theirs.length;
  }
  return size === a.basicsize && size === b.basicsize;
}
