import { type Address, RAW_BASE } from '../../../exercises/kit/memory.ts';
import type { Heap } from '../../../reference/memory/obmalloc/index.ts';

/** Where a block of an arena lies. Arena and pool are numbered as in the census; blocks from 0. */
export interface BlockPlace {
  readonly arena: number;
  readonly pool: number;
  /** Address of the pool. */
  readonly address: Address;
  readonly szidx: number;
  readonly block: number;
}

/** The place of a live block; null if it is NULL or a raw one. */
export function placeOf(heap: Heap, block: Address): BlockPlace | null {
  if (block === 0 || block >= RAW_BASE) return null;
  const location = heap.system.locate(block);
  if (location.kind !== 'arena') return null;
  const { poolSize, poolOverhead } = heap.profile;
  const address = (block - (block & heap.poolMask)) as Address;
  const szidx = heap.pools.szidx(address);
  return {
    arena: location.arena,
    // A misaligned arena begins with part of a pool, which does not count.
    pool: Math.floor((location.offset - (block - address)) / poolSize),
    address,
    szidx,
    block: (block - address - poolOverhead) / heap.classes.blockSize(szidx),
  };
}
