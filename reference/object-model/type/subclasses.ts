import type { PyType } from './py-type.ts';

/**
 * `type.__subclasses__(cls)`: the classes with `cls` among their bases that are still there, in the order they came.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `_PyType_GetSubclasses`.
 */
export function subclassesOf(cls: PyType): PyType[] {
  const found: PyType[] = [];
  for (const reference of cls.subclasses ?? []) {
    const subclass = reference.deref();
    if (subclass !== undefined && !subclass.isLost) found.push(subclass);
  }
  return found;
}

/** Source: CPython 3.11, Objects/typeobject.c, `add_all_subclasses`. */
export function addToSubclasses(cls: PyType, bases: readonly PyType[]): void {
  cls.weakref ??= new WeakRef(cls);
  for (const base of bases) {
    base.subclasses ??= new Set();
    base.subclasses.add(cls.weakref);
    if (base.subclasses.size > 2 * base.prunedAt + 16) prune(base);
  }
}

/** Source: CPython 3.11, Objects/typeobject.c, `remove_all_subclasses`. */
export function removeFromSubclasses(cls: PyType, bases: readonly PyType[]): void {
  if (cls.weakref === null) return;
  for (const base of bases) base.subclasses?.delete(cls.weakref);
}

/** Removes the entries of classes that are gone; often enough that they are never more than those of living ones. */
function prune(base: PyType): void {
  const references = base.subclasses ?? new Set();
  for (const reference of references) if (reference.deref() === undefined) references.delete(reference);
  base.prunedAt = references.size;
}

/** What the collector does to a class that nobody has any more. */
export function loseClass(cls: PyType): void {
  cls.isLost = true;
  removeFromSubclasses(cls, cls.bases);
}
