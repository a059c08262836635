import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  isTracked,
  mayBeTracked,
  nextWeakref,
  type ObjectHeap,
  previousWeakref,
  ReferenceSpan,
  refcntOf,
  weakrefCallback,
  weakrefTarget,
} from '../objects/index.ts';
import type { ObjectInvariant } from './invariant.ts';

/** Of the objects themselves. */
export const OBJECT_INVARIANTS: readonly ObjectInvariant[] = [
  {
    // Strings are keys too, which tp_traverse does not show; types and None are there for good.
    sentence: 'The reference count is the number of references, from objects and from outside.',
    formula: 'ob_refcnt = |{references to the object}|',
    *check({ heap, references }) {
      const { str, none } = heap.builtins;
      for (const [object, counted] of references) {
        const type = heap.types.of(object);
        if (type === str || type === none) continue;
        const refcnt = refcntOf(heap, object);
        if (refcnt !== counted) yield { at: object, found: `${type.name}: ${refcnt} ≠ ${counted}` };
      }
    },
  },
  {
    sentence: 'No cycle leads through an untracked tuple or dict: it holds nothing that may be tracked.',
    formula: '_gc_next = 0 ⇒ ∀ referent: ¬ MAY_BE_TRACKED(referent)',
    *check({ heap, references }) {
      const { tuple, dict } = heap.builtins;
      for (const object of references.keys()) {
        const type = heap.types.of(object);
        if ((type !== tuple && type !== dict) || isTracked(heap.memory, object)) continue;
        const inside = referents(heap, object).filter((referent) => mayBeTracked(heap, referent));
        if (inside.length > 0) yield { at: object, found: `${type.name} with ${inside.length}` };
      }
    },
  },
  {
    sentence: 'The weak references of an object are a list, linked in both directions; each of them points to it.',
    formula: 'w ∈ weakrefs(o) ⇒ w.wr_object = o ∧ w.wr_next.wr_prev = w',
    *check({ heap, references }) {
      for (const object of references.keys()) {
        let prev = NULL;
        for (const weakref of weakrefsOf(heap, object)) {
          if (weakrefTarget(heap, weakref) !== object) yield { at: weakref, found: 'points elsewhere' };
          if (previousWeakref(heap, weakref) !== prev) yield { at: weakref, found: 'wr_prev is another' };
          prev = weakref;
        }
      }
    },
  },
  {
    sentence:
      'Only the first weak reference of an object may be without callback, and a live one is on its object’s list.',
    formula: 'w.wr_callback = NULL ⇒ w = first(weakrefs(w.wr_object))',
    *check({ heap, references }) {
      for (const object of references.keys()) {
        if (heap.types.of(object) !== heap.builtins.weakref) continue;
        const target = weakrefTarget(heap, object);
        if (target === NULL) continue;
        const list = weakrefsOf(heap, target);
        const place = list.indexOf(object);
        if (place === -1) yield { at: object, found: 'on no list' };
        if (place > 0 && weakrefCallback(heap, object) === NULL) yield { at: object, found: `number ${place + 1}` };
      }
    },
  },
];

function weakrefsOf(heap: ObjectHeap, object: Address): readonly Address[] {
  const { weaklistoffset } = heap.types.of(object);
  const found = new Set<Address>();
  if (weaklistoffset === 0) return [];
  let weakref = heap.memory.readPointer(object + weaklistoffset);
  for (; weakref !== NULL && !found.has(weakref); weakref = nextWeakref(heap, weakref)) found.add(weakref);
  return [...found];
}

function referents(heap: ObjectHeap, object: Address): readonly Address[] {
  const span = new ReferenceSpan();
  heap.types.of(object).traverse(heap, object, span);
  return Array.from({ length: span.count }, (_, index) =>
    heap.memory.readPointer(span.first + index * span.step),
  ).filter((referent) => referent !== NULL);
}
