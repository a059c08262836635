import { NotImplemented } from '../kit/errors.ts';
import { type Address, NULL } from '../kit/memory.ts';
import { POOL_HEADER, POOL_OVERHEAD, POOL_SIZE } from '../kit/obmalloc-layout.ts';
import type { System } from '../kit/system.ts';

export class Obmalloc {
  protected readonly system: System;
  private readonly pools: number[] = new Array(64).fill(0);
  private fresh = 0;
  private end = 0;

  constructor(system: System) {
    this.system = system;
  }

  malloc(size: number): Address {
    if (size === 0 || size > 512) return this.system.rawMalloc(size);
    const szidx = (size - 1) >> 3;
    const blockSize = 8 * (szidx + 1);
    const memory = this.system.memory;
    let pool = this.pools[szidx]!;
    if (pool === 0) {
      if (this.fresh === this.end) {
        this.fresh = this.system.mapArena();
        this.end = this.fresh + 64 * POOL_SIZE;
      }
      pool = this.fresh;
      this.fresh += POOL_SIZE;
      this.pools[szidx] = pool;
      memory.writeU32(pool + POOL_HEADER.szidx, szidx);
      memory.writeU32(pool + POOL_HEADER.nextoffset, POOL_OVERHEAD + blockSize);
      memory.writePointer(pool + POOL_HEADER.freeblock, pool + POOL_OVERHEAD);
    }
    const block = memory.readPointer(pool + POOL_HEADER.freeblock);
    let next = memory.readPointer(block);
    const offset = memory.readU32(pool + POOL_HEADER.nextoffset);
    if (next === NULL && offset + blockSize <= POOL_SIZE) {
      next = (pool + offset) as Address;
      memory.writePointer(next, NULL);
      memory.writeU32(pool + POOL_HEADER.nextoffset, offset + blockSize);
    }
    if (next === NULL) this.pools[szidx] = 0;
    memory.writePointer(pool + POOL_HEADER.freeblock, next);
    memory.writeU32(pool + POOL_HEADER.refCount, memory.readU32(pool + POOL_HEADER.refCount) + 1);
    return block;
  }

  calloc(count: number, size: number): Address {
    // TODO: take a block as malloc does, and clear the bytes that were asked for.
    throw new NotImplemented(`hand out a block of ${count} × ${size} cleared bytes.`);
  }

  realloc(address: Address, size: number): Address {
    if (address === NULL) return this.malloc(size);
    const memory = this.system.memory;
    const pool = address - (address % POOL_SIZE);
    let room = 8 * (memory.readU32(pool + POOL_HEADER.szidx) + 1);
    while (size > room || 4 * size <= 3 * room) {
      // make it fit
      room = Math.max(room, 8 * (memory.readU32(pool + POOL_HEADER.szidx) + 1));
    }
    return address;
  }

  free(address: Address): void {
    if (address === NULL) return;
    const memory = this.system.memory;
    const pool = address - (address % POOL_SIZE);
    const head = memory.readPointer(pool + POOL_HEADER.freeblock);
    const count = memory.readU32(pool + POOL_HEADER.refCount) - 1;
    memory.writePointer(address, head);
    memory.writePointer(pool + POOL_HEADER.freeblock, address);
    memory.writeU32(pool + POOL_HEADER.refCount, count);
    if (head === NULL) throw new NotImplemented('a full pool goes back to the front of the used list.');
    if (count === 0) throw new NotImplemented('an empty pool goes to the free pools of its arena.');
  }
}
