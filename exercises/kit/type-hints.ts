import { NoneType } from './builtins.ts';
import type { PyClass, PyValue } from './objects.ts';

let asked = 0;

/**
 * `typing.get_type_hints(cls)`: the annotations of the class and all its bases, the bases' first; None becomes
 * NoneType. A new Map each time.
 *
 * Cost: O(all annotations). `typeHintsAsked` counts the calls.
 * Source: CPython 3.11, Lib/typing.py, `get_type_hints`.
 */
export function typeHints(cls: PyClass): Map<string, PyValue> {
  asked += 1;
  const lineage: PyClass[] = [];
  for (let holder: PyClass | null = cls; holder !== null; holder = holder.base) lineage.unshift(holder);
  const hints = new Map<string, PyValue>();
  for (const { annotations } of lineage) {
    for (const [name, hint] of annotations) hints.set(name, hint ?? NoneType);
  }
  return hints;
}

/** How often `typeHints` was called so far, by anyone. */
export function typeHintsAsked(): number {
  return asked;
}
