import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  fromGc,
  GC_HEAD_BYTES,
  GC_NEXT,
  GC_PREV,
  gcPrev,
  NEXT_UNREACHABLE,
  type ObjectHeap,
  PREV_COLLECTING,
  PREV_FINALIZED,
  PREV_FLAGS,
  PREV_SHIFT,
  setGcNext,
  setGcPrev,
} from '../objects/index.ts';
import { gcListAppend } from './gc-list.ts';

/**
 * Moves what nothing outside reaches from `young` to `unreachable`, an empty list. Returns how many stay. One walk from
 * the front:
 *
 *     gc_refs > 0   reachable, and so is all that it refers to
 *     gc_refs = 0   put aside: tentatively unreachable. If something later reaches it, it comes back, to the end.
 *
 *     before   young ⇄ a(0) ⇄ b(1) → a             unreachable ⇄ unreachable
 *     a        young → b                           unreachable ⇄ a                 a put aside
 *     b        young → b → a(1)                    unreachable ⇄ unreachable       b reaches a: moved back
 *     after    young ⇄ b ⇄ a                       the order has changed
 *
 * Behind the walk `_gc_prev` links again, and the collecting flag is off; ahead of it, it holds gc_refs. On
 * `unreachable` the flag stays on, and every `_gc_next` carries NEXT_UNREACHABLE.
 *
 * Tricky: to follow references can append to `young`, so the next container is read after them.
 *
 * Cost: O(containers + references): none is walked over more than twice. No recursion.
 * Source: CPython 3.11, Modules/gcmodule.c, `move_unreachable`.
 */
export function moveUnreachable(heap: ObjectHeap, young: Address, unreachable: Address): number {
  const { memory, listener } = heap;
  if (listener !== null) listener({ kind: 'phase', phase: 'move_unreachable' });
  let prev = young;
  let reachable = 0;
  for (let gc = memory.readPointer(young + GC_NEXT); gc !== young; gc = memory.readPointer(prev + GC_NEXT)) {
    const bits = memory.readPointer(gc + GC_PREV);
    if (bits >>> PREV_SHIFT > 0) {
      const object = fromGc(gc);
      if (listener !== null) listener({ kind: 'reachable', object });
      visitReachable(heap, object, young);
      memory.writePointer(gc + GC_PREV, prev + (bits & PREV_FINALIZED)); // links again, not collecting any more
      prev = gc;
      reachable += 1;
    } else {
      memory.writePointer(prev + GC_NEXT, memory.readPointer(gc + GC_NEXT));
      putAside(heap, gc, bits & PREV_FLAGS, unreachable);
    }
  }
  memory.writePointer(young + GC_PREV, prev);
  const first = memory.readPointer(unreachable + GC_NEXT);
  memory.writePointer(unreachable + GC_NEXT, first - (first & NEXT_UNREACHABLE)); // the head's own was set along
  return reachable;
}

/**
 *     before   last ⇄ unreachable
 *     after    last ⇄ gc ⇄ unreachable          each `_gc_next` with NEXT_UNREACHABLE
 */
function putAside({ memory, listener }: ObjectHeap, gc: Address, flags: number, unreachable: Address): void {
  const last = memory.readPointer(unreachable + GC_PREV);
  memory.writePointer(last + GC_NEXT, gc + NEXT_UNREACHABLE);
  memory.writePointer(gc + GC_PREV, last + flags);
  memory.writePointer(gc + GC_NEXT, unreachable + NEXT_UNREACHABLE);
  memory.writePointer(unreachable + GC_PREV, gc);
  if (listener !== null) listener({ kind: 'tentativelyUnreachable', object: fromGc(gc) });
}

/** All that a reachable container refers to is reachable. Source: `visit_reachable`. */
function visitReachable(heap: ObjectHeap, from: Address, young: Address): void {
  const { memory, types, span, listener } = heap;
  types.of(from).traverse(heap, from, span);
  const { step } = span;
  for (let word: number = span.first, left = span.count; left > 0; left -= 1, word += step) {
    const object = memory.readPointer(word);
    if (object === NULL || !types.isGc(object)) continue;
    const gc = (object - GC_HEAD_BYTES) as Address;
    const bits = memory.readPointer(gc + GC_PREV);
    if ((bits & PREV_COLLECTING) === 0) continue; // of another generation, or behind the walk: reachable already
    if ((memory.readPointer(gc + GC_NEXT) & NEXT_UNREACHABLE) !== 0) {
      moveBack(heap, gc, young);
      if (listener !== null) listener({ kind: 'movedBack', object, from });
    } else if (bits >>> PREV_SHIFT === 0) {
      memory.writePointer(gc + GC_PREV, (1 << PREV_SHIFT) | (bits & PREV_FLAGS));
      if (listener !== null) listener({ kind: 'reached', object, from });
    }
  }
}

/**
 *     before   prev ⇄ gc ⇄ next (unreachable)          last ⇄ young
 *     after    prev ⇄ next                             last ⇄ gc ⇄ young        gc_refs = 1
 */
function moveBack({ memory }: ObjectHeap, gc: Address, young: Address): void {
  const prev = gcPrev(memory, gc);
  const next = memory.readPointer(gc + GC_NEXT);
  setGcNext(memory, prev, next); // with NEXT_UNREACHABLE
  setGcPrev(memory, (next - NEXT_UNREACHABLE) as Address, prev);
  gcListAppend(memory, gc, young);
  memory.writePointer(gc + GC_PREV, (1 << PREV_SHIFT) | (memory.readPointer(gc + GC_PREV) & PREV_FLAGS));
}
