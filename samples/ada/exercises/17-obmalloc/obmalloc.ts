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

/** An arena as it is kept beside the simulated memory. `left` and `right` are its neighbours in usable_arenas. */
type Arena = {
  index: number;
  start: number;
  total: number;
  free: number;
  untouched: number;
  freepools: Address;
  left: Arena | null;
  right: Arena | null;
};

export class Obmalloc {
  private readonly system: System;
  private readonly memory: Memory;
  private readonly usedpools: Address[] = new Array<Address>(SIZE_CLASSES).fill(NULL);
  private readonly arenas: (Arena | null)[] = [];
  private readonly vacant: number[] = [];
  private usable: Arena | null = null;

  constructor(system: System) {
    this.system = system;
    this.memory = system.memory;
  }

  malloc(size: number): Address {
    if (size < 1 || size > SMALL_REQUEST_THRESHOLD) return this.system.rawMalloc(size);
    const cls = Math.floor((size - 1) / ALIGNMENT);
    const pool = this.usedpools[cls]!;
    if (pool !== NULL) return this.takeBlock(pool, cls);
    const fresh = this.takePool();
    return fresh === NULL ? this.system.rawMalloc(size) : this.openPool(fresh, cls);
  }

  calloc(count: number, size: number): Address {
    const total = count * size;
    const address = this.malloc(total);
    if (address !== NULL) this.memory.fill(address, total, 0);
    return address;
  }

  realloc(address: Address, size: number): Address {
    if (address === NULL) return this.malloc(size);
    if (this.arenaOf(address) === null) return this.system.rawRealloc(address, size);
    const capacity = ALIGNMENT * (this.memory.readU32(poolAt(address) + H.szidx) + 1);
    const stays = size <= capacity && size * 4 > capacity * 3;
    if (stays) return address;
    const other = this.malloc(size);
    if (other === NULL) return NULL;
    this.memory.copy(other, address, size < capacity ? size : capacity);
    this.free(address);
    return other;
  }

  free(address: Address): void {
    if (address === NULL) return;
    const arena = this.arenaOf(address);
    if (arena === null) return this.system.rawFree(address);
    const { memory } = this;
    const pool = poolAt(address);
    const first = memory.readPointer(pool + H.freeblock);
    const remaining = memory.readU32(pool + H.refCount) - 1;
    memory.writePointer(address, first);
    memory.writePointer(pool + H.freeblock, address);
    memory.writeU32(pool + H.refCount, remaining);
    if (first === NULL) {
      this.linkPool(pool, memory.readU32(pool + H.szidx));
    } else if (remaining === 0) {
      this.unlinkPool(pool, memory.readU32(pool + H.szidx));
      memory.writePointer(pool + H.nextpool, arena.freepools);
      arena.freepools = pool;
      this.poolReturned(arena);
    }
  }

  // ---- blocks

  private takeBlock(pool: Address, cls: number): Address {
    const { memory } = this;
    const block = memory.readPointer(pool + H.freeblock);
    let next = memory.readPointer(block);
    if (next === NULL) {
      const offset = memory.readU32(pool + H.nextoffset);
      if (offset <= memory.readU32(pool + H.maxnextoffset)) {
        next = (pool + offset) as Address;
        memory.writePointer(next, NULL);
        memory.writeU32(pool + H.nextoffset, offset + (cls + 1) * ALIGNMENT);
      } else {
        this.unlinkPool(pool, cls);
      }
    }
    memory.writePointer(pool + H.freeblock, next);
    memory.writeU32(pool + H.refCount, memory.readU32(pool + H.refCount) + 1);
    return block;
  }

  // ---- pools

  /** An empty pool of the fullest arena, or NULL. */
  private takePool(): Address {
    const arena = this.usable ?? this.openArena();
    if (arena === null) return NULL;
    let pool = arena.freepools;
    if (pool === NULL) {
      pool = arena.untouched as Address;
      arena.untouched += POOL_SIZE;
      this.memory.writeU32(pool + H.arenaindex, arena.index);
    } else {
      arena.freepools = this.memory.readPointer(pool + H.nextpool);
    }
    arena.free -= 1;
    if (arena.free === 0) this.leaveList(arena);
    return pool;
  }

  private openPool(pool: Address, cls: number): Address {
    const { memory } = this;
    const step = (cls + 1) * ALIGNMENT;
    this.linkPool(pool, cls);
    // nextoffset is 0 in a pool that nobody has used: its szidx of 0 says nothing.
    if (memory.readU32(pool + H.nextoffset) !== 0 && memory.readU32(pool + H.szidx) === cls) {
      return this.takeBlock(pool, cls);
    }
    const block = (pool + POOL_OVERHEAD) as Address;
    const second = (block + step) as Address;
    memory.writeU32(pool + H.refCount, 1);
    memory.writeU32(pool + H.szidx, cls);
    memory.writeU32(pool + H.nextoffset, POOL_OVERHEAD + 2 * step);
    memory.writeU32(pool + H.maxnextoffset, POOL_SIZE - step);
    memory.writePointer(second, NULL);
    memory.writePointer(pool + H.freeblock, second);
    return block;
  }

  private linkPool(pool: Address, cls: number): void {
    const old = this.usedpools[cls]!;
    this.memory.writePointer(pool + H.prevpool, NULL);
    this.memory.writePointer(pool + H.nextpool, old);
    if (old !== NULL) this.memory.writePointer(old + H.prevpool, pool);
    this.usedpools[cls] = pool;
  }

  private unlinkPool(pool: Address, cls: number): void {
    const before = this.memory.readPointer(pool + H.prevpool);
    const after = this.memory.readPointer(pool + H.nextpool);
    if (after !== NULL) this.memory.writePointer(after + H.prevpool, before);
    if (before !== NULL) this.memory.writePointer(before + H.nextpool, after);
    else this.usedpools[cls] = after;
  }

  // ---- arenas

  private openArena(): Arena | null {
    const start = this.system.mapArena();
    if (start === NULL) return null;
    const untouched = start % POOL_SIZE === 0 ? start : start - (start % POOL_SIZE) + POOL_SIZE;
    const total = Math.floor((start + ARENA_SIZE - untouched) / POOL_SIZE);
    const index = this.vacant.pop() ?? this.arenas.length;
    const arena: Arena = { index, start, total, free: total, untouched, freepools: NULL, left: null, right: null };
    this.arenas[index] = arena;
    this.usable = arena;
    return arena;
  }

  private poolReturned(arena: Arena): void {
    const had = arena.free;
    arena.free += 1;
    if (arena.free === arena.total) {
      this.leaveList(arena);
      this.arenas[arena.index] = null;
      this.vacant.push(arena.index);
      this.system.unmapArena(arena.start);
    } else if (had === 0) {
      this.enterListBehind(arena, null);
    } else {
      let last: Arena = arena;
      while (last.right !== null && last.right.free <= had) last = last.right;
      if (last === arena) return;
      this.leaveList(arena);
      this.enterListBehind(arena, last);
    }
  }

  private enterListBehind(arena: Arena, left: Arena | null): void {
    const right = left === null ? this.usable : left.right;
    arena.left = left;
    arena.right = right;
    if (right !== null) right.left = arena;
    if (left === null) this.usable = arena;
    else left.right = arena;
  }

  private leaveList(arena: Arena): void {
    if (arena.left === null) this.usable = arena.right;
    else arena.left.right = arena.right;
    if (arena.right !== null) arena.right.left = arena.left;
    arena.left = null;
    arena.right = null;
  }

  /** The header names an arena; only if the address really lies in it is the header one. */
  private arenaOf(address: Address): Arena | null {
    const arena = this.arenas[this.memory.readU32(poolAt(address) + H.arenaindex)] ?? null;
    if (arena === null || address < arena.start || address >= arena.start + ARENA_SIZE) return null;
    return arena;
  }
}

function poolAt(address: Address): Address {
  return (address - (address % POOL_SIZE)) as Address;
}
