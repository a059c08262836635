// Wrong: free leaves a block of the system to nobody.
// Caught by: behaviour/raw-requests

import { type Address, type Memory, NULL } from '../../../exercises/kit/memory.ts';
import {
  ALIGNMENT,
  ARENA_SIZE,
  POOL_HEADER,
  POOL_OVERHEAD,
  POOL_SIZE,
  SIZE_CLASSES,
  SMALL_REQUEST_THRESHOLD,
} from '../../../exercises/kit/obmalloc-layout.ts';
import type { System } from '../../../exercises/kit/system.ts';

interface Arena {
  readonly slot: number;
  readonly address: Address;
  readonly pools: number;
  free: number;
  poolAddress: Address;
  freepools: Address;
  previous: Arena | undefined;
  next: Arena | undefined;
}

export class Obmalloc {
  readonly #system: System;
  readonly #memory: Memory;
  readonly #usedpools: Address[] = Array(SIZE_CLASSES).fill(NULL);
  readonly #usable: UsableArenas = new UsableArenas();
  readonly #arenas: (Arena | undefined)[] = [];
  readonly #unusedSlots: number[] = [];

  constructor(system: System) {
    this.#system = system;
    this.#memory = system.memory;
  }

  malloc(size: number): Address {
    const block = size > 0 && size <= SMALL_REQUEST_THRESHOLD ? this.#small(size) : NULL;
    return block === NULL ? this.#system.rawMalloc(size) : block;
  }

  calloc(count: number, size: number): Address {
    const bytes = count * size;
    const block = this.malloc(bytes);
    if (block !== NULL) this.#memory.fill(block, bytes, 0);
    return block;
  }

  realloc(address: Address, size: number): Address {
    if (address === NULL) return this.malloc(size);
    if (!this.#owns(address)) return this.#system.rawRealloc(address, size);
    const old = blockSize(this.#memory.readU32(poolOf(address) + POOL_HEADER.szidx));
    if (size <= old && 4 * size > 3 * old) return address;
    const block = this.malloc(size);
    if (block === NULL) return NULL;
    this.#memory.copy(block, address, Math.min(size, old));
    this.free(address);
    return block;
  }

  free(address: Address): void {
    if (address === NULL) return;
    if (!this.#owns(address)) return;
    const memory = this.#memory;
    const pool = poolOf(address);
    const head = memory.readPointer(pool + POOL_HEADER.freeblock);
    const count = memory.readU32(pool + POOL_HEADER.refCount) - 1;
    memory.writePointer(address, head);
    memory.writePointer(pool + POOL_HEADER.freeblock, address);
    memory.writeU32(pool + POOL_HEADER.refCount, count);
    if (head === NULL) this.#linkUsed(pool, memory.readU32(pool + POOL_HEADER.szidx));
    else if (count === 0) this.#empty(pool);
  }

  #small(size: number): Address {
    const szidx = sizeClass(size);
    const pool = this.#usedpools[szidx] ?? NULL;
    if (pool === NULL) return this.#fromNewPool(szidx);
    const memory = this.#memory;
    const block = memory.readPointer(pool + POOL_HEADER.freeblock);
    const next = memory.readPointer(block);
    memory.writeU32(pool + POOL_HEADER.refCount, memory.readU32(pool + POOL_HEADER.refCount) + 1);
    memory.writePointer(pool + POOL_HEADER.freeblock, next);
    if (next === NULL) this.#extend(pool, szidx);
    return block;
  }

  #extend(pool: Address, szidx: number): void {
    const memory = this.#memory;
    const offset = memory.readU32(pool + POOL_HEADER.nextoffset);
    if (offset > memory.readU32(pool + POOL_HEADER.maxnextoffset)) {
      this.#unlinkUsed(pool, szidx);
      return;
    }
    const block = (pool + offset) as Address;
    memory.writeU32(pool + POOL_HEADER.nextoffset, offset + blockSize(szidx));
    memory.writePointer(block, NULL);
    memory.writePointer(pool + POOL_HEADER.freeblock, block);
  }

  #fromNewPool(szidx: number): Address {
    const arena = this.#usable.front ?? this.#newArena();
    if (arena === undefined) return NULL;
    const memory = this.#memory;
    const emptied = arena.freepools;
    const pool = emptied === NULL ? arena.poolAddress : emptied;
    if (emptied === NULL) arena.poolAddress = (pool + POOL_SIZE) as Address;
    else arena.freepools = memory.readPointer(pool + POOL_HEADER.nextpool);
    this.#usable.poolTaken(arena);
    this.#linkUsed(pool, szidx);
    memory.writeU32(pool + POOL_HEADER.refCount, 1);
    if (emptied === NULL) memory.writeU32(pool + POOL_HEADER.arenaindex, arena.slot);
    else if (memory.readU32(pool + POOL_HEADER.szidx) === szidx) return this.#popFirst(pool);
    return this.#layOut(pool, szidx);
  }

  #popFirst(pool: Address): Address {
    const block = this.#memory.readPointer(pool + POOL_HEADER.freeblock);
    this.#memory.writePointer(pool + POOL_HEADER.freeblock, this.#memory.readPointer(block));
    return block;
  }

  #layOut(pool: Address, szidx: number): Address {
    const memory = this.#memory;
    const size = blockSize(szidx);
    const block = (pool + POOL_OVERHEAD) as Address;
    const second = (block + size) as Address;
    memory.writeU32(pool + POOL_HEADER.szidx, szidx);
    memory.writeU32(pool + POOL_HEADER.nextoffset, POOL_OVERHEAD + 2 * size);
    memory.writeU32(pool + POOL_HEADER.maxnextoffset, POOL_SIZE - size);
    memory.writePointer(pool + POOL_HEADER.freeblock, second);
    memory.writePointer(second, NULL);
    return block;
  }

  #empty(pool: Address): void {
    const memory = this.#memory;
    this.#unlinkUsed(pool, memory.readU32(pool + POOL_HEADER.szidx));
    const arena = this.#arenas[memory.readU32(pool + POOL_HEADER.arenaindex)];
    if (arena === undefined) return;
    memory.writePointer(pool + POOL_HEADER.nextpool, arena.freepools);
    arena.freepools = pool;
    this.#usable.poolGiven(arena);
    if (arena.free === arena.pools) this.#unmap(arena);
  }

  #linkUsed(pool: Address, szidx: number): void {
    const memory = this.#memory;
    const front = this.#usedpools[szidx] ?? NULL;
    memory.writePointer(pool + POOL_HEADER.nextpool, front);
    memory.writePointer(pool + POOL_HEADER.prevpool, NULL);
    if (front !== NULL) memory.writePointer(front + POOL_HEADER.prevpool, pool);
    this.#usedpools[szidx] = pool;
  }

  #unlinkUsed(pool: Address, szidx: number): void {
    const memory = this.#memory;
    const next = memory.readPointer(pool + POOL_HEADER.nextpool);
    const previous = memory.readPointer(pool + POOL_HEADER.prevpool);
    if (next !== NULL) memory.writePointer(next + POOL_HEADER.prevpool, previous);
    if (previous === NULL) this.#usedpools[szidx] = next;
    else memory.writePointer(previous + POOL_HEADER.nextpool, next);
  }

  #newArena(): Arena | undefined {
    const address = this.#system.mapArena();
    if (address === NULL) return undefined;
    const slot = this.#unusedSlots.pop() ?? this.#arenas.length;
    const poolAddress = (Math.ceil(address / POOL_SIZE) * POOL_SIZE) as Address;
    const pools = Math.floor((address + ARENA_SIZE - poolAddress) / POOL_SIZE);
    const arena: Arena = {
      slot,
      address,
      pools,
      free: pools,
      poolAddress,
      freepools: NULL,
      previous: undefined,
      next: undefined,
    };
    this.#arenas[slot] = arena;
    this.#usable.addOnly(arena);
    return arena;
  }

  #unmap(arena: Arena): void {
    this.#usable.remove(arena);
    this.#arenas[arena.slot] = undefined;
    this.#unusedSlots.push(arena.slot);
    this.#system.unmapArena(arena.address);
  }

  #owns(address: Address): boolean {
    const arena = this.#arenas[this.#memory.readU32(poolOf(address) + POOL_HEADER.arenaindex)];
    return arena !== undefined && address >= arena.address && address < arena.address + ARENA_SIZE;
  }
}

class UsableArenas {
  front: Arena | undefined;
  readonly #last: (Arena | undefined)[] = [];

  addOnly(arena: Arena): void {
    this.front = arena;
    this.#last[arena.free] = arena;
  }

  poolTaken(arena: Arena): void {
    this.#forgetLast(arena);
    arena.free -= 1;
    if (arena.free === 0) this.#unlink(arena);
    else this.#last[arena.free] ??= arena;
  }

  poolGiven(arena: Arena): void {
    if (arena.free === 0) {
      this.#linkAfter(arena, undefined);
    } else {
      const last = this.#last[arena.free];
      this.#forgetLast(arena);
      if (last !== undefined && last !== arena) {
        this.#unlink(arena);
        this.#linkAfter(arena, last);
      }
    }
    arena.free += 1;
    this.#last[arena.free] ??= arena;
  }

  remove(arena: Arena): void {
    this.#forgetLast(arena);
    this.#unlink(arena);
  }

  #forgetLast(arena: Arena): void {
    if (this.#last[arena.free] !== arena) return;
    this.#last[arena.free] = arena.previous?.free === arena.free ? arena.previous : undefined;
  }

  #linkAfter(arena: Arena, previous: Arena | undefined): void {
    const next = previous === undefined ? this.front : previous.next;
    arena.previous = previous;
    arena.next = next;
    if (next !== undefined) next.previous = arena;
    if (previous === undefined) this.front = arena;
    else previous.next = arena;
  }

  #unlink(arena: Arena): void {
    const { previous, next } = arena;
    if (next !== undefined) next.previous = previous;
    if (previous === undefined) this.front = next;
    else previous.next = next;
    arena.previous = undefined;
    arena.next = undefined;
  }
}

function sizeClass(size: number): number {
  return Math.floor((size - 1) / ALIGNMENT);
}

function blockSize(szidx: number): number {
  return (szidx + 1) * ALIGNMENT;
}

function poolOf(address: Address): Address {
  return (address - (address % POOL_SIZE)) as Address;
}
