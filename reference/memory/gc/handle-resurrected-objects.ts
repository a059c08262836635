import type { Address } from '../../../exercises/kit/memory.ts';
import { fromGc, gcNext, type ObjectHeap } from '../objects/index.ts';
import type { Deducer } from './deducer.ts';
import { gcListClearCollecting, gcListMerge } from './gc-list.ts';

/**
 * Looks at the garbage once more: finalizers may have stored a part of it somewhere. What is reachable from outside of
 * the garbage now goes to `old`, the rest to `stillUnreachable`. Returns how many those are.
 *
 *     before   unreachable ⇄ a ⇄ b ⇄ c           last ⇄ old
 *     after    stillUnreachable ⇄ b              last ⇄ a ⇄ c ⇄ old
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `handle_resurrected_objects`.
 */
export function handleResurrectedObjects(
  heap: ObjectHeap,
  deducer: Deducer,
  unreachable: Address,
  stillUnreachable: Address,
  old: Address,
): number {
  const { memory, listener } = heap;
  listener?.({ kind: 'phase', phase: 'handle_resurrected_objects' });
  gcListClearCollecting(memory, unreachable);
  deducer.deduce(unreachable, stillUnreachable);
  const { count } = deducer.settle(stillUnreachable);
  if (listener !== null) tell(heap, unreachable, stillUnreachable);
  gcListMerge(memory, unreachable, old);
  return count;
}

function tell(heap: ObjectHeap, resurrected: Address, garbage: Address): void {
  const { memory, listener } = heap;
  for (let gc = gcNext(memory, resurrected); gc !== resurrected; gc = gcNext(memory, gc)) {
    listener?.({ kind: 'garbageResurrected', object: fromGc(gc) });
  }
  for (let gc = gcNext(memory, garbage); gc !== garbage; gc = gcNext(memory, gc)) {
    listener?.({ kind: 'garbage', object: fromGc(gc) });
  }
}
