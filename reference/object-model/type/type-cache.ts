import type { PyValue } from '../object/py-object.ts';
import { NOT_FOUND, type PyType } from './py-type.ts';

/** A cache that has grown beyond this is begun anew: names that were asked for in vain are in it too. */
const MAX_CACHED = 4096;
let nextVersionTag = 1;

/**
 * What the first class on the MRO that has `name` holds under it; undefined if none has. No descriptor is asked.
 *
 * Cost: one access to a Map, however long the MRO, once it was looked up since the last change on the MRO.
 * Source: CPython 3.11, Objects/typeobject.c, `_PyType_Lookup`.
 * Differs from CPython: one cache for each class; CPython has a single one of 4096 entries, where names collide.
 */
export function lookup(type: PyType, name: string): PyValue | undefined {
  if (type.versionTag !== 0 && type.cache !== null) {
    const hit = type.cache.get(name);
    if (hit !== undefined) return hit === NOT_FOUND ? undefined : hit;
  }
  const found = findNameInMro(type, name);
  if (assignVersionTag(type)) {
    if (type.cache === null || type.cache.size >= MAX_CACHED) type.cache = new Map();
    type.cache.set(name, found === undefined ? NOT_FOUND : found);
  }
  return found;
}

/** Source: CPython 3.11, Objects/typeobject.c, `find_name_in_mro`. */
function findNameInMro(type: PyType, name: string): PyValue | undefined {
  for (const cls of type.mro ?? []) {
    const found = cls.dict.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Makes what was found for `type` worth keeping: gives it a version tag, and all its bases before it, for a base
 * without a tag would not tell its subclasses of a change. False if a class on the MRO is out of reach.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `assign_version_tag`.
 */
export function assignVersionTag(type: PyType): boolean {
  if (type.versionTag !== 0) return true;
  if (!type.isCacheable || type.mro === null) return false;
  for (const base of type.bases) if (!assignVersionTag(base)) return false;
  type.versionTag = nextVersionTag;
  nextVersionTag += 1;
  return true;
}

/**
 * Forgets what is known of a class and of all that inherit from it. To be called after every change of an attribute,
 * of the bases or of the MRO.
 *
 * Tricky: a class without a tag ends the descent, because none of its subclasses can have one.
 * Source: CPython 3.11, Objects/typeobject.c, `PyType_Modified`.
 */
export function typeModified(type: PyType): void {
  if (type.versionTag === 0) return;
  for (const reference of type.subclasses ?? []) {
    const subclass = reference.deref();
    if (subclass !== undefined) typeModified(subclass);
  }
  type.versionTag = 0;
  type.cache = null;
  type.getattro = undefined;
  type.setattro = undefined;
  type.descrGet = undefined;
  type.descrSet = undefined;
  type.callSlot = undefined;
  type.newSlot = undefined;
  type.initSlot = undefined;
}
