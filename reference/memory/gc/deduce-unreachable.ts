import type { Address } from '../../../exercises/kit/memory.ts';
import { fromGc, GC_NEXT, gcNext, initList, NEXT_UNREACHABLE, type ObjectHeap } from '../objects/index.ts';
import type { Deducer, Garbage, Survivors } from './deducer.ts';
import { gcListItems } from './gc-list.ts';
import { moveUnreachable } from './move-unreachable.ts';
import { subtractRefs } from './subtract-refs.ts';
import { updateRefs } from './update-refs.ts';

/**
 * Splits `base` into what is reachable from outside of it, which stays, and the rest, which goes to `unreachable`.
 * Returns how many stay.
 *
 * Afterwards `base` is an ordinary list. `unreachable` is not: every `_gc_next` carries NEXT_UNREACHABLE, until
 * `clearUnreachableMask`, and every container has the collecting flag.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `deduce_unreachable`.
 */
export function deduceUnreachable(heap: ObjectHeap, base: Address, unreachable: Address): number {
  updateRefs(heap, base);
  subtractRefs(heap, base);
  initList(heap.memory, unreachable);
  return moveUnreachable(heap, base, unreachable);
}

/**
 * Makes `unreachable` an ordinary list.
 *
 *     before   unreachable → a │1 → b │1 → unreachable
 *     after    unreachable ⇄ a ⇄ b ⇄ unreachable
 *
 * Differs from CPython: after the first deduction `move_legacy_finalizers` does it there on its way. It looks for
 * `tp_del`, the finalizers of Python 3.3, which no class here has: so nothing is uncollectable, and `gc.garbage` stays
 * empty without DEBUG_SAVEALL. Here it looks for `tp_finalize`: mostly there is none, and nothing to finalize.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `clear_unreachable_mask`, `move_legacy_finalizers`.
 */
export function clearUnreachableMask({ memory, types }: ObjectHeap, unreachable: Address): Garbage {
  let count = 0;
  let finalizers = false;
  for (let gc = gcNext(memory, unreachable); gc !== unreachable; ) {
    const word = memory.readPointer(gc + GC_NEXT);
    const next = (word - (word & NEXT_UNREACHABLE)) as Address;
    memory.writePointer(gc + GC_NEXT, next);
    if (types.of(fromGc(gc)).finalize !== null) finalizers = true;
    count += 1;
    gc = next;
  }
  return { count, finalizers, weakrefs: true };
}

/** The phases in the objects themselves, as CPython has them, each with its events. */
export class InPlace implements Deducer {
  readonly #heap: ObjectHeap;

  constructor(heap: ObjectHeap) {
    this.#heap = heap;
  }

  deduce(base: Address, unreachable: Address): Survivors {
    const count = deduceUnreachable(this.#heap, base, unreachable);
    const all = () => gcListItems(this.#heap.memory, base);
    return { count, tuples: all(), dicts: all() };
  }

  settle(unreachable: Address): Garbage {
    return clearUnreachableMask(this.#heap, unreachable);
  }

  /** Never: it is there to be looked at. */
  release(): null {
    return null;
  }
}
