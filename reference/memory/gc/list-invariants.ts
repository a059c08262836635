import { type Address, hex } from '../../../exercises/kit/memory.ts';
import {
  asGc,
  fromGc,
  GC_NEXT,
  gcNext,
  gcPrev,
  isCollecting,
  isTracked,
  NEXT_UNREACHABLE,
  refcntOf,
} from '../objects/index.ts';
import type { ObjectInvariant } from './invariant.ts';

/** Of the lists of containers. */
export const LIST_INVARIANTS: readonly ObjectInvariant[] = [
  {
    sentence: 'A list is linked in both directions, all around.',
    formula: 'GC_PREV(GC_NEXT(g)) = g, for the head and every listed g',
    *check({ heap, lists }) {
      for (const { head, items } of lists) {
        for (const gc of [head, ...items]) {
          const next = gcNext(heap.memory, gc);
          const back = next === 0 ? next : gcPrev(heap.memory, next);
          if (back !== gc) yield { at: gc, found: hex(back) };
        }
      }
    },
  },
  {
    sentence: 'A container is on one list at most, and on none exactly if it is not tracked.',
    formula: '_gc_next ≠ 0 ⇔ |{list | g ∈ list}| = 1',
    *check({ heap, lists, references }) {
      const found = new Map<Address, string[]>();
      for (const { name, items } of lists) {
        for (const gc of items) found.set(fromGc(gc), [...(found.get(fromGc(gc)) ?? []), name]);
      }
      for (const object of references.keys()) {
        if (!heap.types.of(object).isGc) continue;
        const names = found.get(object) ?? [];
        const expected = isTracked(heap.memory, object) ? 1 : 0;
        if (names.length !== expected) yield { at: object, found: `on ${names.length}: ${names.join(', ')}` };
      }
    },
  },
  {
    sentence: 'What is on a list is a container, and somebody refers to it.',
    formula: 'g ∈ list ⇒ Py_TYPE has a PyGC_Head ∧ ob_refcnt > 0',
    *check({ heap, lists }) {
      for (const object of lists.flatMap(({ items }) => items.map(fromGc))) {
        const { isGc, name } = heap.types.of(object);
        if (!isGc || refcntOf(heap, object) === 0) yield { at: object, found: `${name}, ${refcntOf(heap, object)}` };
      }
    },
  },
  {
    sentence: 'Outside of a collection no container is marked as collecting, and none as unreachable.',
    formula: '_gc_prev bit 1 = 0 ∧ _gc_next bit 0 = 0',
    *check({ heap: { memory, types }, references }) {
      for (const object of references.keys()) {
        if (!types.of(object).isGc) continue;
        const gc = asGc(object);
        const unreachable = (memory.readPointer(gc + GC_NEXT) & NEXT_UNREACHABLE) !== 0;
        if (isCollecting(memory, gc) || unreachable) {
          yield { at: object, found: unreachable ? 'unreachable' : 'collecting' };
        }
      }
    },
  },
  {
    sentence: 'Nothing is left of a collection: its own lists are empty, and so is the trashcan.',
    formula: 'unreachable = final_unreachable = wrcb_to_call = seen = trash_delete_later = ∅',
    *check({ heap, temporary }) {
      for (const { name, head, items } of temporary) {
        if (items.length > 0) yield { at: head, found: `${items.length} on ${name}` };
      }
      if (heap.trashLater !== 0 || heap.trashNesting !== 0) {
        yield { at: heap.trashLater, found: `nesting ${heap.trashNesting}` };
      }
    },
  },
];
