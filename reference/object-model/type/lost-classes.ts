import { PySet } from '../builtin-types/set.ts';
import { PyMethod } from '../descriptors/function.ts';
import { PyMappingProxy } from '../descriptors/mapping-proxy.ts';
import { PyBuiltin, PyMethodWrapper } from '../descriptors/native-descriptors.ts';
import { PyProperty } from '../descriptors/property.ts';
import { PySuper } from '../descriptors/super.ts';
import { PyClassMethod, PyStaticMethod } from '../descriptors/wrappers.ts';
import { PyInstance, PyObject, PyTuple, type PyValue } from '../object/py-object.ts';
import { PyType } from './py-type.ts';
import { object } from './static-types.ts';
import { loseClass, subclassesOf } from './subclasses.ts';

/**
 * A full collection, as far as classes go: those that cannot be reached from `roots` are lost, and `__subclasses__` of
 * their bases does not name them any more. Until then a class that nobody has is named still, for it is part of a
 * cycle: its MRO holds it.
 *
 * Differs from CPython: the host's own collector frees memory; this settles when a class is seen to be gone.
 * Tricky: within one job of the host no class is gone by itself, because a `WeakRef` holds its target that long.
 */
export function collectLostClasses(roots: Iterable<PyValue>): void {
  const reached = new Set<object>();
  const toVisit: PyValue[] = [...roots];
  for (let value = toVisit.pop(); value !== undefined; value = toVisit.pop()) {
    if (typeof value !== 'object' || value === null || reached.has(value)) continue;
    reached.add(value);
    toVisit.push(...referents(value));
  }
  const unreached = allClasses().filter((cls) => cls.isHeapType && !reached.has(cls));
  for (const cls of unreached) loseClass(cls);
}

function allClasses(): PyType[] {
  const found = new Set([object]);
  for (const cls of found) for (const subclass of subclassesOf(cls)) found.add(subclass);
  return [...found];
}

/** What an object holds. Source: CPython 3.11, the `tp_traverse` functions. */
function referents(value: object): readonly PyValue[] {
  if (Array.isArray(value)) return value as readonly PyValue[];
  if (value instanceof Map) return [...value.keys(), ...value.values()] as readonly PyValue[];
  if (!(value instanceof PyObject)) return [];
  const held: PyValue[] = [value.type];
  if (value.dict !== null) held.push(value.dict);
  if (value instanceof PyType) held.push(...value.bases, ...(value.mro ?? []));
  else if (value instanceof PyTuple) held.push(...value.items);
  else if (value instanceof PyInstance) {
    held.push(
      value.payload ?? null,
      ...[...(value.slots ?? []), ...(value.values ?? [])].filter((held) => held !== undefined),
    );
  } else if (value instanceof PyMethod) held.push(value.func, value.self);
  else if (value instanceof PyProperty) held.push(value.fget, value.fset, value.fdel);
  else if (value instanceof PyClassMethod || value instanceof PyStaticMethod) held.push(value.callable);
  else if (value instanceof PySuper) held.push(value.thisClass, value.self, value.selfClass);
  else if (value instanceof PyBuiltin || value instanceof PyMethodWrapper) held.push(value.self ?? null);
  else if (value instanceof PyMappingProxy) held.push(value.mapping);
  else if (value instanceof PySet) held.push(value.items);
  return held;
}
