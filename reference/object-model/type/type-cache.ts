import type { PyValue } from '../object/py-object.ts';
import type { DescrGetFunction, DescrSetFunction, PyType } from './py-type.ts';

/** A cache that has grown beyond this is begun anew: names that were asked for in vain are in it too. */
const MAX_CACHED = 4096;
let nextVersionTag = 1;

/**
 * What a search of an MRO has found, and how that binds. The binding is worked out when first needed, and again when
 * the type of what was found has changed (`slots.ts`).
 */
export interface Found {
  /** Undefined: no class on the MRO has the name. */
  readonly value: PyValue | undefined;
  /** Version tag of the value's type when `get` and `set` were worked out; 0: not yet. */
  bindingTag: number;
  get: DescrGetFunction | null;
  set: DescrSetFunction | null;
}

/**
 * What the first class on the MRO that has `name` holds under it; undefined if none has. No descriptor is asked.
 *
 * Cost: one access to a Map, however long the MRO, once it was looked up since the last change on the MRO; none if it
 * is what the class was asked last.
 * Source: CPython 3.11, Objects/typeobject.c, `_PyType_Lookup`.
 * Differs from CPython: one cache for each class; CPython has a single one of 4096 entries, where names collide, and
 * remembers the last answer at each place in the code.
 */
export function lookup(type: PyType, name: string): PyValue | undefined {
  return find(type, name).value;
}

/** As `lookup`, with the binding. */
export function find(type: PyType, name: string): Found {
  if (type.lastName === name && type.lastFound !== null) return type.lastFound;
  const hit = type.cache?.get(name);
  if (hit === undefined) return search(type, name);
  type.lastName = name;
  type.lastFound = hit;
  return hit;
}

/** Source: CPython 3.11, Objects/typeobject.c, `find_name_in_mro`. */
function search(type: PyType, name: string): Found {
  let value: PyValue | undefined;
  for (const cls of type.mro ?? []) {
    value = cls.dict.get(name);
    if (value !== undefined) break;
  }
  const found: Found = { value, bindingTag: 0, get: null, set: null };
  if (assignVersionTag(type)) {
    if (type.cache === null || type.cache.size >= MAX_CACHED) type.cache = new Map();
    type.cache.set(name, found);
  }
  return found;
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
  if (!type.bases.every(assignVersionTag)) return false;
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
  type.subclasses?.forEach(tellSubclass);
  type.versionTag = 0;
  if (type.cache !== null) forget(type);
}

function tellSubclass(reference: WeakRef<PyType>): void {
  const subclass = reference.deref();
  if (subclass !== undefined) typeModified(subclass);
}

/** Slots come from lookups, so a class without a cache has none. */
function forget(type: PyType): void {
  type.cache = null;
  type.lastName = null;
  type.lastFound = null;
  type.getattro = undefined;
  type.setattro = undefined;
  type.descrGet = undefined;
  type.descrSet = undefined;
  type.callSlot = undefined;
  type.newSlot = undefined;
  type.initSlot = undefined;
}
