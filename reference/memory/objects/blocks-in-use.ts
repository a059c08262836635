import type { Address } from '../../../exercises/kit/memory.ts';
import type { ObjectHeap } from './object-heap.ts';

/** Blocks that the allocator has handed out and not taken back, raw ones too. Reads every pool's header; for tests. */
export function blocksInUse(heap: ObjectHeap): number {
  const { arenas, pools, profile } = heap.allocator.heap;
  let blocks = heap.system.rawLive;
  for (const { address, poolAddress } of arenas) {
    if (address === 0) continue;
    for (let pool: number = address; pool < poolAddress; pool += profile.poolSize)
      blocks += pools.refCount(pool as Address);
  }
  return blocks;
}
