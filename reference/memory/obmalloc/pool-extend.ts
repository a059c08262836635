import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { poolEvent } from './events.ts';
import type { Heap } from './heap.ts';
import { unlinkFromUsedpool } from './usedpools.ts';

/**
 * The last free block was taken: carve the next virgin block onto the empty free list, or unlink the pool, which is
 * full now.
 *
 *     before  │ used │ used │ virgin …            freeblock = NULL
 *                           ^ nextoffset
 *     after   │ used │ used │ free │ virgin …     freeblock → free → NULL
 *                                  ^ nextoffset
 *
 * Tricky: this happens when a block is taken, not when one is missing. So a pool in `usedpools` always has a free
 * block, and `pymalloc_alloc` never looks twice.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `pymalloc_pool_extend`.
 */
export function poolExtend(heap: Heap, pool: Address, szidx: number): void {
  const { pools } = heap;
  const nextoffset = pools.nextoffset(pool);
  if (nextoffset <= pools.maxnextoffset(pool)) {
    const block = (pool + nextoffset) as Address;
    pools.setFreeblock(pool, block);
    pools.setNextoffset(pool, nextoffset + heap.classes.blockSize(szidx));
    heap.memory.writePointer(block, NULL);
    if (heap.listener !== null) heap.listener({ kind: 'blockCarved', szidx, block, ...poolEvent(heap, pool) });
    return;
  }
  unlinkFromUsedpool(pools, pool);
  if (heap.listener !== null) heap.listener({ kind: 'poolFull', szidx, ...poolEvent(heap, pool) });
}
