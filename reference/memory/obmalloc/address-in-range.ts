import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Heap } from './heap.ts';

/** Where arenas are: what tells a block of this allocator from a raw one. CPython has one of two, by the build. */
export interface ArenaRanges {
  /**
   * Whether `address`, which the caller got from this allocator or from the raw one, lies in an arena. `pool` is
   * `address` rounded down to a multiple of the pool size.
   *
   * Cost: O(1). Source: CPython 3.7 and 3.11, Objects/obmalloc.c, `address_in_range`.
   */
  isUsed(address: Address, pool: Address): boolean;
}

/**
 * To 3.9 the question is answered by the arena index in the header of the address's pool; from 3.10 on by `ArenaMap`.
 *
 * Tricky: the header is read before it is known that there is a pool. Around a raw block any value may stand there. But
 * an index that is too large tells on itself, and one that is not leads to an arena that either holds `address` or does
 * not. Right in all cases, at the price of reading memory that may be nobody's.
 */
export class PoolHeaderRanges implements ArenaRanges {
  private readonly heap: Heap;

  constructor(heap: Heap) {
    this.heap = heap;
  }

  isUsed(address: Address, pool: Address): boolean {
    const { arenas, arenaSize, pools } = this.heap;
    const arenaindex = pools.arenaindex(pool);
    if (arenaindex >= arenas.length) return false;
    const arena = arenas[arenaindex];
    if (arena === undefined) return false;
    const start = arena.address;
    // An arena object without an arena has address 0: addresses below arenaSize are never handed out.
    return address >= start && address < start + arenaSize && start !== NULL;
  }
}

/** The pool that an address would lie in. CPython: `POOL_ADDR`. */
export function poolAddress(heap: Heap, address: Address): Address {
  return (address - (address & heap.poolMask)) as Address;
}
