import { type Address, RAW_BASE } from '../../../exercises/kit/memory.ts';
import { poolAddress } from '../../../reference/memory/obmalloc/address-in-range.ts';
import type { Heap, PoolName } from '../../../reference/memory/obmalloc/index.ts';
import { poolName } from '../../../reference/memory/obmalloc/place.ts';

/** Where a block of an arena lies. Blocks of a pool are numbered from 0. */
export interface BlockPlace extends PoolName {
  /** Address of the pool. */
  readonly address: Address;
  readonly szidx: number;
  readonly block: number;
}

/** The place of a live block; null if it is NULL or a raw one. */
export function placeOf(heap: Heap, block: Address): BlockPlace | null {
  if (block === 0 || block >= RAW_BASE) return null;
  const address = poolAddress(heap, block);
  const szidx = heap.pools.szidx(address);
  return {
    ...poolName(heap, address),
    address,
    szidx,
    block: (block - address - heap.profile.poolOverhead) / heap.classes.blockSize(szidx),
  };
}
