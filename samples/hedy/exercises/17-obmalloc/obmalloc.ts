import { NotImplemented } from '../kit/errors.ts';
import { type Address, NULL } from '../kit/memory.ts';
import type { System } from '../kit/system.ts';

export class Obmalloc {
  protected readonly system: System;
  /** Next block of each size class's one pool. */
  private readonly next = new Map<number, number>();
  private arena: Address = NULL;
  private pools = 0;

  constructor(system: System) {
    this.system = system;
  }

  malloc(size: number): Address {
    if (size === 0 || size > 512) return this.system.rawMalloc(size);
    if (this.arena === NULL) this.arena = this.system.mapArena();
    const blockSize = Math.ceil(size / 8) * 8;
    const block = this.next.get(blockSize) ?? this.arena + 4096 * this.pools++ + 48;
    if ((block % 4096) + blockSize > 4096 || block % 4096 === 0) {
      throw new NotImplemented('a second pool of a size class.');
    }
    this.next.set(blockSize, block + blockSize);
    return block as Address;
  }

  calloc(count: number, size: number): Address {
    // TODO: take a block as malloc does, and clear the bytes that were asked for.
    throw new NotImplemented(`hand out a block of ${count} × ${size} cleared bytes.`);
  }

  realloc(address: Address, size: number): Address {
    // TODO: stay if the block fits and more than three quarters of it are used, else take a new one, copy, and free.
    throw new NotImplemented(`resize the block at ${address} to ${size} bytes.`);
  }

  free(address: Address): void {
    // TODO: put the block in front of its pool's free list, then see whether the pool or its arena has become empty.
    throw new NotImplemented(`give the block at ${address} back.`);
  }
}
