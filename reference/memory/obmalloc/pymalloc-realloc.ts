import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { poolAddress } from './address-in-range.ts';
import type { Heap } from './heap.ts';

/** How the caller gets and gives back blocks, raw ones included. */
interface Blocks {
  malloc(nbytes: number): Address;
  free(block: Address): void;
}

/**
 * Resizes a block of an arena; null if it is not in one, and then nothing was done. NULL if there is no room.
 *
 * A block that stays or shrinks is left where it is, unless more than a quarter of it would go to waste. What counts is
 * the size of its class, not the size once asked for: a request of the same class can move. Otherwise:
 *
 *     1. malloc the new block      the old one is still in use: the new one is another
 *     2. copy                      all of the old block, or what of it fits
 *     3. free the old block
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `pymalloc_realloc`.
 */
export function pymallocRealloc(heap: Heap, blocks: Blocks, block: Address, nbytes: number): Address | null {
  const pool = poolAddress(heap, block);
  if (!heap.ranges.isUsed(block, pool)) return null;

  const size = heap.classes.blockSize(heap.pools.szidx(pool));
  if (nbytes <= size && 4 * nbytes > 3 * size) return block;
  const moved = blocks.malloc(nbytes);
  if (moved === NULL) return NULL;
  heap.system.memory.copy(moved, block, Math.min(size, nbytes));
  blocks.free(block);
  return moved;
}
