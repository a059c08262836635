import type { Address } from '../../../exercises/kit/memory.ts';
import { poolAddress } from '../obmalloc/address-in-range.ts';
import { type PoolName, poolName } from '../obmalloc/place.ts';
import type { ObjectHeap } from './object-heap.ts';

/** Where an object lies. `block` is where its memory begins: the words before its address belong to it. */
export type ObjectPlace =
  | {
      readonly kind: 'pool';
      readonly block: Address;
      /** The size class, and the bytes of its blocks. */
      readonly szidx: number;
      readonly blockSize: number;
      /** The pool's address, and its name: which arena, which pool of it. */
      readonly pool: Address;
      readonly name: PoolName;
    }
  /** Larger than the allocator serves: C's malloc does. */
  | { readonly kind: 'raw'; readonly block: Address }
  /** There from the beginning: None, a type. */
  | { readonly kind: 'static'; readonly block: Address };

/** From an object to its block, the block's size class, its pool and its arena. Reads the pool's header. */
export function locateObject(heap: ObjectHeap, object: Address): ObjectPlace {
  const block = (object - heap.types.of(object).presize) as Address;
  const { kind } = heap.system.locate(block);
  if (kind === 'raw') return { kind, block };
  if (kind !== 'arena') return { kind: 'static', block };
  const allocator = heap.allocator.heap;
  const pool = poolAddress(allocator, block);
  const szidx = allocator.pools.szidx(pool);
  const blockSize = allocator.classes.blockSize(szidx);
  return { kind: 'pool', block, szidx, blockSize, pool, name: poolName(allocator, pool) };
}
