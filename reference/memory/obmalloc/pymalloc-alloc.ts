import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { SMALL_REQUEST_THRESHOLD } from '../../../exercises/kit/obmalloc-layout.ts';
import { allocateFromNewPool } from './allocate-from-new-pool.ts';
import type { Heap } from './heap.ts';
import { poolExtend } from './pool-extend.ts';
import { usedpool } from './usedpools.ts';

/**
 * A block for a small request, or NULL: the request is not small, or there is no arena for it.
 *
 *     before   pool.freeblock → block → next → …
 *     after    pool.freeblock → next → …            the caller has `block`
 *
 * Cost: O(1); 5 reads and 2 writes unless a list runs out.
 * Source: CPython 3.11, Objects/obmalloc.c, `pymalloc_alloc`.
 */
export function pymallocAlloc(heap: Heap, nbytes: number): Address {
  if (nbytes === 0 || nbytes > SMALL_REQUEST_THRESHOLD) return NULL;

  const { memory } = heap;
  const { nextpoolOffset, freeblockOffset } = heap.pools;
  const szidx = (nbytes - 1) >>> heap.alignmentShift;
  const pool = usedpool(heap, szidx);
  if (pool === memory.readPointer(pool + nextpoolOffset)) {
    // A pool is its own neighbour only if it is the head of an empty list.
    return allocateFromNewPool(heap, szidx);
  }
  memory.writeU32(pool, memory.readU32(pool) + 1); // ref.count
  const block = memory.readPointer(pool + freeblockOffset);
  const next = memory.readPointer(block);
  memory.writePointer(pool + freeblockOffset, next);
  if (next === NULL) poolExtend(heap, pool, szidx);
  return block;
}
