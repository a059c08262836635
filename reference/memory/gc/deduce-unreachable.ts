import type { Address } from '../../../exercises/kit/memory.ts';
import { GC_NEXT, gcNext, initList, NEXT_UNREACHABLE, type ObjectHeap } from '../objects/index.ts';
import { moveUnreachable } from './move-unreachable.ts';
import { subtractRefs } from './subtract-refs.ts';
import { updateRefs } from './update-refs.ts';

/**
 * Splits `base` into what is reachable from outside of it, which stays, and the rest, which goes to `unreachable`.
 *
 * Afterwards `base` is an ordinary list. `unreachable` is not: every `_gc_next` carries NEXT_UNREACHABLE, until
 * `clearUnreachableMask`, and every container has the collecting flag.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `deduce_unreachable`.
 */
export function deduceUnreachable(heap: ObjectHeap, base: Address, unreachable: Address): void {
  updateRefs(heap, base);
  subtractRefs(heap, base);
  initList(heap.memory, unreachable);
  moveUnreachable(heap, base, unreachable);
}

/**
 * Makes `unreachable` an ordinary list.
 *
 *     before   unreachable → a │1 → b │1 → unreachable
 *     after    unreachable ⇄ a ⇄ b ⇄ unreachable
 *
 * Differs from CPython: after the first deduction `move_legacy_finalizers` does it there on its way. It looks for `tp_del`,
 * the finalizers of Python 3.3, which no class here has: so nothing is uncollectable, and `gc.garbage` stays empty
 * without DEBUG_SAVEALL.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `clear_unreachable_mask`, `move_legacy_finalizers`.
 */
export function clearUnreachableMask({ memory }: ObjectHeap, unreachable: Address): void {
  for (let gc = gcNext(memory, unreachable); gc !== unreachable; gc = gcNext(memory, gc)) {
    const next = memory.readPointer(gc + GC_NEXT);
    memory.writePointer(gc + GC_NEXT, next - (next & NEXT_UNREACHABLE));
  }
}
