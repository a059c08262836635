import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { decref, incref } from '../objects/refcount.ts';
import type { NodeHeap } from './node-heap.ts';
import type { Work } from './strategy.ts';

/**
 * Stores a reference where every reference is counted at once.
 *
 *     before   word → old (n)     value (m)
 *     after    word → value       value (m + 1), old (n − 1)
 *
 * Counts the new reference before the old one is dropped: they may be the same.
 */
export function storeCounted({ heap, memory }: NodeHeap, work: Work, word: number, value: Address): void {
  const old = memory.readPointer(word);
  if (value !== NULL) {
    incref(heap, value);
    count(work);
  }
  memory.writePointer(word, value);
  if (old !== NULL) {
    count(work);
    decref(heap, old);
  }
}

function count(work: Work): void {
  work.touched += 1;
  work.barrier += 1;
}
