import type { Address } from '../kit/memory.ts';
import type { System } from '../kit/system.ts';

/** What `obmalloc.ts` exports. */
export interface Contract {
  readonly Obmalloc: new (system: System) => Allocator;
}

/** CPython's object allocator on a simulated system. Sizes are in bytes, whole numbers from 0 on. */
export interface Allocator {
  /** A block of at least `size` bytes, or NULL. */
  malloc(size: number): Address;
  /** A block of at least `count * size` bytes, the first `count * size` of them cleared, or NULL. */
  calloc(count: number, size: number): Address;
  /** A block of at least `size` bytes that begins with the content of the block at `address`; that block is given up. */
  realloc(address: Address, size: number): Address;
  /** Gives the block at `address` up. `free(NULL)` does nothing. */
  free(address: Address): void;
}
