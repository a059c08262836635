import type { Address } from '../../../exercises/kit/memory.ts';
import type { ArenaObject } from './arena-object.ts';
import type { Heap } from './heap.ts';

/**
 * Which pool: its arena, numbered in the order of mapping, and its place in it. Both from 0; numbers of arenas are never
 * used again.
 */
export interface PoolName {
  readonly arena: number;
  readonly pool: number;
}

/** The arena's first pool: its address, or the first multiple of the pool size after it. */
export function firstPool(heap: Heap, { address }: ArenaObject): Address {
  return (Math.ceil(address / heap.profile.poolSize) * heap.profile.poolSize) as Address;
}

/** Number of a mapped arena. @throws {RangeError} if no arena is mapped at the object's address */
export function arenaNumber(heap: Heap, { address }: ArenaObject): number {
  const location = heap.system.locate(address);
  if (location.kind !== 'arena') throw new RangeError(`an arena object holds ${address}, where no arena is mapped`);
  return location.arena;
}

/** Number of the pool in its arena. */
export function poolNumber(heap: Heap, arena: ArenaObject, pool: Address): number {
  return (pool - firstPool(heap, arena)) / heap.profile.poolSize;
}

/** The pool's name. Asks the system: no memory is read, and nothing counted. @throws {RangeError} if it is in no arena */
export function poolName(heap: Heap, pool: Address): PoolName {
  const location = heap.system.locate(pool);
  if (location.kind !== 'arena') throw new RangeError(`${pool} is no pool: no arena is mapped there`);
  // A misaligned arena begins with part of a pool, which does not count.
  return { arena: location.arena, pool: Math.floor(location.offset / heap.profile.poolSize) };
}
