import { NotImplemented } from '../kit/errors.ts';
import type { Address } from '../kit/memory.ts';
import type { System } from '../kit/system.ts';

/**
 * CPython's object allocator, in the lecture's layout: arenas of 256 KiB, pools of 4 KiB, blocks of 8 to 512 bytes.
 * The constants and the offsets of the pool header are in `../kit/obmalloc-layout.ts`.
 */
export class Obmalloc {
  /** Maps arenas and serves raw requests; `system.memory` reads and writes. */
  protected readonly system: System;

  constructor(system: System) {
    this.system = system;
  }

  /** A block of at least `size` bytes; NULL if the system has no memory left. */
  malloc(_size: number): Address {
    // TODO: take the first free block of the first used pool of the size class, or take a new pool.
    throw new NotImplemented('hand out a block.');
  }

  /** A block of at least `count * size` bytes, of which these are cleared; NULL if the system has no memory left. */
  calloc(_count: number, _size: number): Address {
    // TODO: take a block as malloc does, and clear the bytes that were asked for.
    throw new NotImplemented('hand out a block of cleared bytes.');
  }

  /**
   * A block of at least `size` bytes with the content of the block at `address`, which may be that block itself.
   * NULL if the system has no memory left; the old block then stays.
   */
  realloc(_address: Address, _size: number): Address {
    // TODO: stay if the block fits and more than three quarters of it are used, else take a new one, copy, and free.
    throw new NotImplemented('resize a block, or move it.');
  }

  /** Gives a block back. NULL is no block: nothing happens. */
  free(_address: Address): void {
    // TODO: put the block in front of its pool's free list, then see whether the pool or its arena has become empty.
    throw new NotImplemented('take a block back.');
  }
}
