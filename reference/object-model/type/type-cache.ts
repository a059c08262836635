import type { PyValue } from '../object/py-object.ts';
import type { DescrGetFunction, DescrSetFunction, PyType } from './py-type.ts';

/** A cache that has grown beyond this is begun anew: names that were asked for in vain are in it too. */
const MAX_CACHED = 4096;
/** Places for what was found lately. A power of two. CPython: `MCACHE_SIZE_EXP`. */
const RECENT_PLACES = 4096;
let nextVersionTag = 1;

/**
 * What a search of an MRO has found, and how that binds. The binding is worked out when first needed, and again when
 * the type of what was found has changed (`slots.ts`).
 */
export interface Found {
  readonly name: string;
  /** Version tag of the class that was searched; the answer holds while it has this tag. 0: it was not worth keeping. */
  readonly tag: number;
  /** Undefined: no class on the MRO has the name. */
  readonly value: PyValue | undefined;
  /** Version tag of the value's type when `get` and `set` were worked out; 0: not yet. */
  bindingTag: number;
  get: DescrGetFunction | null;
  set: DescrSetFunction | null;
  /** Where instances of the class keep an attribute of that name; -1: nowhere, when the class had `keysSize` keys. */
  index: number;
  keysSize: number;
}

const NOTHING: Found = {
  name: '',
  tag: -1,
  value: undefined,
  bindingTag: 0,
  get: null,
  set: null,
  index: -1,
  keysSize: 0,
};
/** Answers of all classes, at their `placeOf`; a later one takes the place of an earlier. CPython: `type_cache`. */
const recent: Found[] = new Array<Found>(RECENT_PLACES).fill(NOTHING);

/**
 * What the first class on the MRO that has `name` holds under it; undefined if none has. No descriptor is asked.
 *
 * Cost: one comparison if it was asked lately, else one access to a Map, however long the MRO; the MRO is searched only
 * after a change on it.
 * Source: CPython 3.11, Objects/typeobject.c, `_PyType_Lookup`.
 * Differs from CPython: where names collide in the one cache of all classes, each class has another of its own.
 */
export function lookup(type: PyType, name: string): PyValue | undefined {
  return find(type, name).value;
}

/** As `lookup`, with the binding. */
export function find(type: PyType, name: string): Found {
  const tag = type.versionTag;
  // CPython: `MCACHE_HASH`. Strings do not tell their hash here: length and a letter from the middle stand for it.
  const place = (tag * 5 + name.length + (name.charCodeAt(name.length >> 1) << 4)) & (RECENT_PLACES - 1);
  const last = recent[place] as Found;
  if (last.tag === tag && last.name === name) return last;
  const found = type.cache?.get(name) ?? search(type, name);
  if (found.tag !== 0) recent[place] = found;
  return found;
}

/** Source: CPython 3.11, Objects/typeobject.c, `find_name_in_mro`. */
function search(type: PyType, name: string): Found {
  let value: PyValue | undefined;
  for (const cls of type.mro ?? []) {
    value = cls.dict.get(name);
    if (value !== undefined) break;
  }
  const isKept = assignVersionTag(type);
  const found: Found = {
    name,
    tag: isKept ? type.versionTag : 0,
    value,
    bindingTag: 0,
    get: null,
    set: null,
    index: -1,
    keysSize: 0,
  };
  if (isKept) {
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
  type.getattro = undefined;
  type.setattro = undefined;
  type.descrGet = undefined;
  type.descrSet = undefined;
  type.callSlot = undefined;
  type.newSlot = undefined;
  type.initSlot = undefined;
}
