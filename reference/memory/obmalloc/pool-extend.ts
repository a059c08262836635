import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { tellCarved, tellPool } from './events.ts';
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
  const { memory } = heap;
  const { nextoffsetOffset, maxnextoffsetOffset } = heap.pools;
  const nextoffset = memory.readU32(pool + nextoffsetOffset);
  if (nextoffset <= memory.readU32(pool + maxnextoffsetOffset)) {
    carve(heap, pool, szidx, nextoffset);
    return;
  }
  unlinkFromUsedpool(heap.pools, pool);
  if (heap.listener !== null) tellPool(heap, 'poolFull', pool, szidx);
}

/** In a function of its own: where pools are carved already, an engine need not put it into the caller with the rest. */
function carve(heap: Heap, pool: Address, szidx: number, nextoffset: number): void {
  const { memory } = heap;
  const { nextoffsetOffset, freeblockOffset } = heap.pools;
  const block = (pool + nextoffset) as Address;
  memory.writePointer(pool + freeblockOffset, block);
  memory.writeU32(pool + nextoffsetOffset, nextoffset + heap.classes.blockSize(szidx));
  memory.writePointer(block, NULL);
  if (heap.listener !== null) tellCarved(heap, block, pool, szidx);
}
