import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Heap } from './heap.ts';

/**
 * Whether `address`, which the caller got from this allocator or from the raw one, lies in an arena. `pool` is
 * `address` rounded down to a multiple of the pool size.
 *
 * Tricky: to 3.9 the question is answered by the arena index in the pool's header, before it is known that there is a
 * pool. Around a raw block any value may stand there. But an index that is too large tells on itself, and one that is
 * not leads to an arena that either holds `address` or does not. Right in all cases, at the price of reading memory
 * that may be nobody's. From 3.10 on a map of the address space is asked.
 *
 * Cost: O(1). Source: CPython 3.7 and 3.11, Objects/obmalloc.c, `address_in_range`.
 */
export function addressInRange(heap: Heap, address: Address, pool: Address): boolean {
  return heap.addressInRange === 'arenaMap' ? heap.arenaMap.isUsed(address) : headerTells(heap, address, pool);
}

function headerTells(heap: Heap, address: Address, pool: Address): boolean {
  const arenaindex = heap.pools.arenaindex(pool);
  if (arenaindex >= heap.arenas.length) return false;
  const arena = heap.arenas[arenaindex];
  if (arena === undefined) return false;
  const start = arena.address;
  // An arena object without an arena has address 0: addresses below arenaSize are never handed out.
  return address >= start && address < start + heap.arenaSize && start !== NULL;
}

/** The pool that an address would lie in. CPython: `POOL_ADDR`. */
export function poolAddress(heap: Heap, address: Address): Address {
  return (address - (address & heap.poolMask)) as Address;
}
