import { type Address, type Memory, NULL } from '../kit/memory.ts';
import { ALIGNMENT, ARENA_SIZE, POOL_HEADER, POOL_OVERHEAD, POOL_SIZE, SIZE_CLASSES } from '../kit/obmalloc-layout.ts';
import type { System } from '../kit/system.ts';

const POOLS_PER_ARENA = ARENA_SIZE / POOL_SIZE;
const LARGEST = SIZE_CLASSES * ALIGNMENT;

/**
 * As in C, usedpools lies in static data: one dummy header for each size class, which is the fixed member of a ring of
 * pools. Arenas lie in stacks by their number of free pools. Whose an address is, is told by the arenas' own places:
 * at most two arenas have a part in any 256 KiB, the one that begins there and the one that began before.
 */
export class Obmalloc {
  readonly #os: System;
  readonly #ram: Memory;
  readonly #rings: Address;
  readonly #stacks = new Stacks();
  readonly #beginsIn = new Map<number, Arena>();

  constructor(system: System) {
    this.#os = system;
    this.#ram = system.memory;
    this.#rings = system.staticData(SIZE_CLASSES * POOL_OVERHEAD);
    for (let szidx = 0; szidx < SIZE_CLASSES; szidx += 1) {
      const ring = this.#ring(szidx);
      this.#ram.writePointer(ring + POOL_HEADER.nextpool, ring);
      this.#ram.writePointer(ring + POOL_HEADER.prevpool, ring);
    }
  }

  malloc(size: number): Address {
    return size > 0 && size <= LARGEST ? this.#small(size) : this.#os.rawMalloc(size);
  }

  calloc(count: number, size: number): Address {
    const block = this.malloc(count * size);
    if (block !== NULL) this.#ram.fill(block, count * size, 0);
    return block;
  }

  realloc(address: Address, size: number): Address {
    if (address === NULL) return this.malloc(size);
    if (this.#arenaAt(address) === undefined) return this.#os.rawRealloc(address, size);
    const pool = poolOf(address);
    const room = blockSize(this.#ram.readU32(pool + POOL_HEADER.szidx));
    if (size <= room && size > (room / 4) * 3) return address;
    const target = this.malloc(size);
    if (target !== NULL) {
      this.#ram.copy(target, address, Math.min(room, size));
      this.free(address);
    }
    return target;
  }

  free(address: Address): void {
    if (address === NULL) return;
    const arena = this.#arenaAt(address);
    if (arena === undefined) {
      this.#os.rawFree(address);
      return;
    }
    const ram = this.#ram;
    const pool = poolOf(address);
    const list = ram.readPointer(pool + POOL_HEADER.freeblock);
    ram.writePointer(address, list);
    ram.writePointer(pool + POOL_HEADER.freeblock, address);
    const live = ram.readU32(pool + POOL_HEADER.refCount) - 1;
    ram.writeU32(pool + POOL_HEADER.refCount, live);
    if (list === NULL) {
      this.#joinRing(pool, this.#ring(ram.readU32(pool + POOL_HEADER.szidx)));
      return;
    }
    if (live > 0) return;
    this.#leaveRing(pool);
    ram.writePointer(pool + POOL_HEADER.nextpool, arena.emptied);
    arena.emptied = pool;
    this.#stacks.move(arena, arena.free + 1);
    if (arena.free === arena.pools) this.#close(arena);
  }

  #small(size: number): Address {
    const ram = this.#ram;
    const szidx = (size - 1) >> 3;
    const ring = this.#ring(szidx);
    let pool = ram.readPointer(ring + POOL_HEADER.nextpool);
    if (pool === ring) {
      pool = this.#emptyPool();
      if (pool === NULL) return this.#os.rawMalloc(size);
      this.#joinRing(pool, ring);
      if (!this.#servedLast(pool, szidx)) this.#layOut(pool, szidx);
    }
    const block = ram.readPointer(pool + POOL_HEADER.freeblock);
    ram.writeU32(pool + POOL_HEADER.refCount, ram.readU32(pool + POOL_HEADER.refCount) + 1);
    const rest = ram.readPointer(block);
    ram.writePointer(pool + POOL_HEADER.freeblock, rest === NULL ? this.#carve(pool, szidx) : rest);
    return block;
  }

  /** The next untouched block, linked to nothing; NULL if there is none, and then the pool is full. */
  #carve(pool: Address, szidx: number): Address {
    const offset = this.#ram.readU32(pool + POOL_HEADER.nextoffset);
    if (offset > this.#ram.readU32(pool + POOL_HEADER.maxnextoffset)) {
      this.#leaveRing(pool);
      return NULL;
    }
    const block = (pool + offset) as Address;
    this.#ram.writePointer(block, NULL);
    this.#ram.writeU32(pool + POOL_HEADER.nextoffset, offset + blockSize(szidx));
    return block;
  }

  #emptyPool(): Address {
    const arena = this.#stacks.fullest() ?? this.#open();
    if (arena === undefined) return NULL;
    this.#stacks.move(arena, arena.free - 1);
    const pool = arena.emptied;
    if (pool !== NULL) {
      arena.emptied = this.#ram.readPointer(pool + POOL_HEADER.nextpool);
      return pool;
    }
    arena.fresh += POOL_SIZE;
    return (arena.fresh - POOL_SIZE) as Address;
  }

  #servedLast(pool: Address, szidx: number): boolean {
    if (this.#ram.readU32(pool + POOL_HEADER.szidx) !== szidx) return false;
    return this.#ram.readU32(pool + POOL_HEADER.nextoffset) !== 0;
  }

  /** A pool with one free block, its first; whoever takes it carves the second. */
  #layOut(pool: Address, szidx: number): void {
    const first = (pool + POOL_OVERHEAD) as Address;
    this.#ram.writeU32(pool + POOL_HEADER.szidx, szidx);
    this.#ram.writeU32(pool + POOL_HEADER.refCount, 0);
    this.#ram.writeU32(pool + POOL_HEADER.nextoffset, POOL_OVERHEAD + blockSize(szidx));
    this.#ram.writeU32(pool + POOL_HEADER.maxnextoffset, POOL_SIZE - blockSize(szidx));
    this.#ram.writePointer(first, NULL);
    this.#ram.writePointer(pool + POOL_HEADER.freeblock, first);
  }

  #ring(szidx: number): Address {
    return (this.#rings + szidx * POOL_OVERHEAD) as Address;
  }

  #joinRing(pool: Address, ring: Address): void {
    const first = this.#ram.readPointer(ring + POOL_HEADER.nextpool);
    this.#ram.writePointer(pool + POOL_HEADER.nextpool, first);
    this.#ram.writePointer(pool + POOL_HEADER.prevpool, ring);
    this.#ram.writePointer(first + POOL_HEADER.prevpool, pool);
    this.#ram.writePointer(ring + POOL_HEADER.nextpool, pool);
  }

  #leaveRing(pool: Address): void {
    const next = this.#ram.readPointer(pool + POOL_HEADER.nextpool);
    const previous = this.#ram.readPointer(pool + POOL_HEADER.prevpool);
    this.#ram.writePointer(next + POOL_HEADER.prevpool, previous);
    this.#ram.writePointer(previous + POOL_HEADER.nextpool, next);
  }

  #open(): Arena | undefined {
    const start = this.#os.mapArena();
    if (start === NULL) return undefined;
    const arena = new Arena(start);
    this.#beginsIn.set(Math.floor(start / ARENA_SIZE), arena);
    this.#stacks.push(arena);
    return arena;
  }

  #close(arena: Arena): void {
    this.#stacks.drop(arena);
    this.#beginsIn.delete(Math.floor(arena.start / ARENA_SIZE));
    this.#os.unmapArena(arena.start);
  }

  #arenaAt(address: Address): Arena | undefined {
    const unit = Math.floor(address / ARENA_SIZE);
    const here = this.#beginsIn.get(unit);
    if (here !== undefined && address >= here.start) return here;
    const before = this.#beginsIn.get(unit - 1);
    return before !== undefined && address < before.start + ARENA_SIZE ? before : undefined;
  }
}

class Arena {
  readonly start: Address;
  readonly pools: number;
  /** Where the untouched pools begin. */
  fresh: number;
  emptied: Address = NULL;
  free: number;
  above: Arena | undefined;
  below: Arena | undefined;

  constructor(start: Address) {
    this.start = start;
    this.fresh = Math.ceil(start / POOL_SIZE) * POOL_SIZE;
    this.pools = Math.floor((start + ARENA_SIZE - this.fresh) / POOL_SIZE);
    this.free = this.pools;
  }
}

/** A stack of arenas for each number of free pools; the fullest arena is on top of the first stack that is not empty. */
class Stacks {
  readonly #tops: (Arena | undefined)[] = new Array(POOLS_PER_ARENA + 1).fill(undefined);

  fullest(): Arena | undefined {
    for (let free = 1; free <= 64; free += 1) {
      const top = this.#tops[free];
      if (top !== undefined) return top;
    }
    return undefined;
  }

  push(arena: Arena): void {
    const top = this.#tops[arena.free];
    arena.below = top;
    arena.above = undefined;
    if (top !== undefined) top.above = arena;
    this.#tops[arena.free] = arena;
  }

  drop(arena: Arena): void {
    if (arena.above !== undefined) arena.above.below = arena.below;
    else if (this.#tops[arena.free] === arena) this.#tops[arena.free] = arena.below;
    if (arena.below !== undefined) arena.below.above = arena.above;
    arena.above = undefined;
    arena.below = undefined;
  }

  move(arena: Arena, free: number): void {
    this.drop(arena);
    arena.free = free;
    if (free > 0) this.push(arena);
  }
}

function poolOf(address: Address): Address {
  return (address - (address % POOL_SIZE)) as Address;
}

function blockSize(szidx: number): number {
  return (szidx + 1) * ALIGNMENT;
}
