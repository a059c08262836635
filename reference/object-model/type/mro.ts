import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { mroImplementation, type Words } from '../c3/c3.ts';
import { getAttribute } from '../object/attributes.ts';
import type { PyValue } from '../object/py-object.ts';
import { hash } from '../protocols/hash.ts';
import { iterate } from '../protocols/iterate.ts';
import { str } from '../protocols/repr.ts';
import { solidBase } from './best-base.ts';
import { isSubtype, isType, type PyType } from './py-type.ts';
import { callSpecial } from './slots.ts';
import { object, type, typeOf } from './static-types.ts';
import { lookup, typeModified } from './type-cache.ts';

/** What happened to one class's MRO, so that it can be taken back. */
export interface MroChange {
  readonly cls: PyType;
  readonly before: readonly PyType[] | null;
  readonly after: readonly PyType[];
}

/**
 * Computes the MRO of a class and stores it: by C3, or by the metaclass's own `mro()`. Null if `mro()` itself has
 * replaced the class's MRO meanwhile; then that one stays.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `mro_internal`.
 */
export function mroInternal(cls: PyType): MroChange | null {
  const before = cls.mro;
  const after = invokeMro(cls);
  if (cls.mro !== before) return null;
  cls.mro = after;
  cls.knownSolidBase = null;
  typeModified(cls);
  cls.isCacheable = hearsOfChanges(cls);
  return { cls, before, after };
}

/**
 * Recomputes the MROs of a class and of all that inherit from it; `changes` gets what was done so far if one fails.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `mro_hierarchy`.
 */
export function mroHierarchy(cls: PyType, changes: MroChange[]): void {
  const change = mroInternal(cls);
  if (change === null) return;
  changes.push(change);
  for (const reference of [...(cls.subclasses ?? [])]) {
    const subclass = reference.deref();
    if (subclass !== undefined) mroHierarchy(subclass, changes);
  }
}

/** `type.mro(cls)`: C3. */
export function computeMro(cls: PyType): PyType[] {
  return mroImplementation(cls, cls.bases, WORDS);
}

/** Source: CPython 3.11, Objects/typeobject.c, `class_name`, `set_mro_error`. */
const WORDS: Words<PyType> = {
  nameOf: (cls) => str(getAttribute(cls, '__name__')),
  met: (cls) => void hash(cls),
};

function invokeMro(cls: PyType): readonly PyType[] {
  if (cls.type === type) return computeMro(cls);
  const result = callSpecial(cls, 'mro', []) ?? null;
  return checkMro(cls, [...iterate(result)]);
}

/** What a metaclass's `mro()` may return. Source: CPython 3.11, Objects/typeobject.c, `mro_invoke`, `mro_check`. */
function checkMro(cls: PyType, entries: readonly PyValue[]): PyType[] {
  if (entries.length === 0) throw new PyTypeError('type MRO must not be empty');
  const solid = solidBase(cls);
  return entries.map((entry) => {
    if (!isType(entry)) throw new PyTypeError(`mro() returned a non-class ('${typeOf(entry).tpName}')`);
    if (isSubtype(solid, solidBase(entry))) return entry;
    throw new PyTypeError(`mro() returned base with unsuitable layout ('${entry.tpName}')`);
  });
}

/**
 * Whether each class on the MRO reaches this one through `subclasses`, so that what is found here can be kept.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_mro_modified`.
 * Differs from CPython: 3.11 forbids a tag only until the next lookup, and may then miss a change.
 */
function hearsOfChanges(cls: PyType): boolean {
  if (cls.type === type) return true;
  if (lookup(cls.type, 'mro') === lookup(type, 'mro')) return true;
  const known = new Set(cls.bases.flatMap((base) => base.mro ?? [])).add(cls).add(object);
  return cls.mro?.every((entry) => known.has(entry)) === true;
}
