import { type Address, NULL } from '../kit/memory.ts';
import { ALIGNMENT, ARENA_SIZE, POOL_HEADER, POOL_OVERHEAD, POOL_SIZE, SIZE_CLASSES } from '../kit/obmalloc-layout.ts';
import type { System } from '../kit/system.ts';

class Arena {
  next: Arena | null = null;
  prev: Arena | null = null;
  freepools: Address = NULL;
  readonly address: Address;
  readonly slot: number;
  readonly size: number;
  fresh: number;
  free: number;

  constructor(address: Address, slot: number) {
    this.address = address;
    this.slot = slot;
    this.fresh = Math.ceil(address / POOL_SIZE) * POOL_SIZE;
    this.size = Math.floor((address + ARENA_SIZE - this.fresh) / POOL_SIZE);
    this.free = this.size;
  }
}

/** One pool's header, read and written through. */
class Pool {
  readonly #system: System;
  readonly at: Address;
  constructor(system: System, at: Address) {
    this.#system = system;
    this.at = at;
  }
  u32(field: number): number {
    return this.#system.memory.readU32(this.at + field);
  }
  setU32(field: number, value: number): void {
    this.#system.memory.writeU32(this.at + field, value);
  }
  pointer(field: number): Address {
    return this.#system.memory.readPointer(this.at + field);
  }
  setPointer(field: number, value: number): void {
    this.#system.memory.writePointer(this.at + field, value);
  }
  get blockSize(): number {
    return (this.u32(POOL_HEADER.szidx) + 1) * ALIGNMENT;
  }
}

export class Obmalloc {
  readonly #system: System;
  readonly #used: (Address | 0)[] = new Array(SIZE_CLASSES).fill(NULL);
  readonly #arenas: (Arena | undefined)[] = [];
  #usable: Arena | null = null;

  constructor(system: System) {
    this.#system = system;
  }

  // Large requests are still to come.
  malloc(size: number): Address {
    if (size === 0 || size > 512) return NULL;
    const szidx = Math.floor((size - 1) / ALIGNMENT);
    const at = this.#used[szidx] as Address;
    return at === NULL ? this.#fromEmptyPool(szidx) : this.#fromUsedPool(this.#pool(at), szidx);
  }

  calloc(count: number, size: number): Address {
    const block = this.malloc(count * size);
    if (block !== NULL) this.#system.memory.fill(block, count * size, 0);
    return block;
  }

  realloc(address: Address, size: number): Address {
    if (address === NULL) return this.malloc(size);
    const room = this.#poolOf(address).blockSize;
    if (size <= room && size > 0.75 * room) return address;
    const block = this.malloc(size);
    if (block === NULL) return NULL;
    this.#system.memory.copy(block, address, Math.min(room, size));
    this.free(address);
    return block;
  }

  free(address: Address): void {
    if (address === NULL) return;
    const pool = this.#poolOf(address);
    const head = pool.pointer(POOL_HEADER.freeblock);
    const count = pool.u32(POOL_HEADER.refCount) - 1;
    this.#system.memory.writePointer(address, head);
    pool.setPointer(POOL_HEADER.freeblock, address);
    pool.setU32(POOL_HEADER.refCount, count);
    if (head === NULL) this.#attach(pool, pool.u32(POOL_HEADER.szidx));
    else if (count === 0) this.#retire(pool);
  }

  #fromUsedPool(pool: Pool, szidx: number): Address {
    const block = pool.pointer(POOL_HEADER.freeblock);
    let next = this.#system.memory.readPointer(block);
    if (next === NULL) {
      const offset = pool.u32(POOL_HEADER.nextoffset);
      if (offset <= pool.u32(POOL_HEADER.maxnextoffset)) {
        next = (pool.at + offset) as Address;
        this.#system.memory.writePointer(next, NULL);
        pool.setU32(POOL_HEADER.nextoffset, offset + (szidx + 1) * ALIGNMENT);
      } else {
        this.#detach(pool, szidx);
      }
    }
    pool.setPointer(POOL_HEADER.freeblock, next);
    pool.setU32(POOL_HEADER.refCount, pool.u32(POOL_HEADER.refCount) + 1);
    return block;
  }

  #fromEmptyPool(szidx: number): Address {
    const arena = this.#usable ?? this.#map();
    if (arena === null) return NULL;
    arena.free -= 1;
    if (arena.free === 0) this.#unlist(arena);
    const emptied = arena.freepools;
    const pool = this.#pool(emptied === NULL ? (arena.fresh as Address) : emptied);
    if (emptied === NULL) arena.fresh += POOL_SIZE;
    else arena.freepools = pool.pointer(POOL_HEADER.nextpool);
    this.#attach(pool, szidx);
    if (emptied !== NULL && pool.u32(POOL_HEADER.szidx) === szidx) return this.#fromUsedPool(pool, szidx);
    const size = (szidx + 1) * ALIGNMENT;
    const second = pool.at + POOL_OVERHEAD + size;
    pool.setU32(POOL_HEADER.arenaindex, arena.slot);
    pool.setU32(POOL_HEADER.refCount, 1);
    pool.setU32(POOL_HEADER.szidx, szidx);
    pool.setU32(POOL_HEADER.nextoffset, POOL_OVERHEAD + 2 * size);
    pool.setU32(POOL_HEADER.maxnextoffset, POOL_SIZE - size);
    pool.setPointer(POOL_HEADER.freeblock, second);
    this.#system.memory.writePointer(second, NULL);
    return (pool.at + POOL_OVERHEAD) as Address;
  }

  #retire(pool: Pool): void {
    this.#detach(pool, pool.u32(POOL_HEADER.szidx));
    const arena = this.#arenas[pool.u32(POOL_HEADER.arenaindex)]!;
    pool.setPointer(POOL_HEADER.nextpool, arena.freepools);
    arena.freepools = pool.at;
    const before = arena.free;
    arena.free += 1;
    if (arena.free === arena.size) {
      this.#unlist(arena);
      this.#arenas[arena.slot] = undefined;
      this.#system.unmapArena(arena.address);
    } else if (before === 0) {
      this.#list(arena, null);
    } else {
      let behind = arena;
      while (behind.next !== null && behind.next.free === before) behind = behind.next;
      if (behind === arena) return;
      this.#unlist(arena);
      this.#list(arena, behind);
    }
  }

  #map(): Arena | null {
    const address = this.#system.mapArena();
    if (address === NULL) return null;
    const arena = new Arena(address, this.#arenas.length);
    this.#arenas[arena.slot] = arena;
    this.#list(arena, null);
    return arena;
  }

  #list(arena: Arena, behind: Arena | null): void {
    arena.prev = behind;
    arena.next = behind === null ? this.#usable : behind.next;
    if (arena.next !== null) arena.next.prev = arena;
    if (behind === null) this.#usable = arena;
    else behind.next = arena;
  }

  #unlist(arena: Arena): void {
    if (arena.prev === null) this.#usable = arena.next;
    else arena.prev.next = arena.next;
    if (arena.next !== null) arena.next.prev = arena.prev;
    arena.prev = null;
    arena.next = null;
  }

  #attach(pool: Pool, szidx: number): void {
    const front = this.#used[szidx] as Address;
    pool.setPointer(POOL_HEADER.nextpool, front);
    pool.setPointer(POOL_HEADER.prevpool, NULL);
    if (front !== NULL) this.#pool(front).setPointer(POOL_HEADER.prevpool, pool.at);
    this.#used[szidx] = pool.at;
  }

  #detach(pool: Pool, szidx: number): void {
    const next = pool.pointer(POOL_HEADER.nextpool);
    const prev = pool.pointer(POOL_HEADER.prevpool);
    if (next !== NULL) this.#pool(next).setPointer(POOL_HEADER.prevpool, prev);
    if (prev === NULL) this.#used[szidx] = next;
    else this.#pool(prev).setPointer(POOL_HEADER.nextpool, next);
  }

  #pool(at: Address): Pool {
    return new Pool(this.#system, at);
  }

  #poolOf(address: Address): Pool {
    return this.#pool((address - (address % POOL_SIZE)) as Address);
  }
}
