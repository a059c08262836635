import { NotImplemented } from '../kit/errors.ts';
import { type Address, NULL } from '../kit/memory.ts';
import {
  ALIGNMENT, ARENA_SIZE, POOL_HEADER, POOL_OVERHEAD, POOL_SIZE, SIZE_CLASSES, SMALL_REQUEST_THRESHOLD,
} from '../kit/obmalloc-layout.ts';
import type { System } from '../kit/system.ts';

export class Obmalloc {
  protected readonly system: System;
  /** The pool of each class that still has room. */
  private readonly current: Address[] = Array(SIZE_CLASSES).fill(NULL);
  private nextPool = 0;
  private arenaEnd = 0;

  constructor(system: System) {
    this.system = system;
  }

  malloc(size: number): Address {
    if (size === 0 || size > SMALL_REQUEST_THRESHOLD) return this.system.rawMalloc(size);
    const szidx = Math.ceil(size / ALIGNMENT) - 1;
    const pool = this.current[szidx]!;
    if (pool === NULL) return this.newPool(szidx);
    const { memory } = this.system;
    const block = memory.readPointer(pool + POOL_HEADER.freeblock);
    const offset = memory.readU32(pool + POOL_HEADER.nextoffset);
    const next = (offset <= POOL_SIZE - ALIGNMENT * (szidx + 1) ? pool + offset : NULL) as Address;
    if (next === NULL) this.current[szidx] = NULL;
    else memory.writeU32(pool + POOL_HEADER.nextoffset, offset + ALIGNMENT * (szidx + 1));
    memory.writePointer(pool + POOL_HEADER.freeblock, next);
    memory.writeU32(pool + POOL_HEADER.refCount, memory.readU32(pool + POOL_HEADER.refCount) + 1);
    return block;
  }

  private newPool(szidx: number): Address {
    if (this.nextPool === this.arenaEnd) {
      this.nextPool = this.system.mapArena();
      this.arenaEnd = this.nextPool + ARENA_SIZE;
    }
    const { memory } = this.system;
    const pool = this.nextPool as Address;
    this.nextPool += POOL_SIZE;
    const size = ALIGNMENT * (szidx + 1);
    memory.writeU32(pool + POOL_HEADER.refCount, 1);
    memory.writeU32(pool + POOL_HEADER.szidx, szidx);
    memory.writeU32(pool + POOL_HEADER.nextoffset, POOL_OVERHEAD + 2 * size);
    memory.writePointer(pool + POOL_HEADER.freeblock, pool + POOL_OVERHEAD + size);
    this.current[szidx] = pool;
    return (pool + POOL_OVERHEAD) as Address;
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
