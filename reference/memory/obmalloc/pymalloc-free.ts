import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { poolAddress } from './address-in-range.ts';
import type { Heap } from './heap.ts';
import { insertToFreepool } from './insert-to-freepool.ts';
import { insertToUsedpool } from './usedpools.ts';

/**
 * Takes a block back; false if it is not in an arena, and then nothing was done.
 *
 *     before   pool.freeblock → lastfree → …
 *     after    pool.freeblock → block → lastfree → …
 *
 * Tricky: a pool that was full is not looked at for being empty. That would be wrong only for a pool of one block, and
 * the largest class has 7 blocks in the smallest pool.
 *
 * Cost: O(1); 3 reads and 3 writes unless the pool changes its list.
 * Source: CPython 3.11, Objects/obmalloc.c, `pymalloc_free`.
 */
export function pymallocFree(heap: Heap, block: Address): boolean {
  const pool = poolAddress(heap, block);
  if (!heap.ranges.isUsed(block, pool)) return false;

  const { memory } = heap;
  const { freeblockOffset } = heap.pools;
  const lastfree = memory.readPointer(pool + freeblockOffset);
  memory.writePointer(block, lastfree);
  memory.writePointer(pool + freeblockOffset, block);
  const count = memory.readU32(pool) - 1; // ref.count
  memory.writeU32(pool, count);
  if (lastfree === NULL) {
    insertToUsedpool(heap, pool); // it was full, and on no list
  } else if (count === 0) {
    insertToFreepool(heap, pool);
  }
  return true;
}
