import { type Address, type Memory, NULL } from '../kit/memory.ts';
import { ALIGNMENT, ARENA_SIZE, POOL_HEADER, POOL_OVERHEAD, POOL_SIZE, SIZE_CLASSES } from '../kit/obmalloc-layout.ts';
import type { System } from '../kit/system.ts';

interface Arena {
  id: number;
  base: Address;
  pools: number;
  free: number;
  fresh: number;
  freepools: Address;
}

/** A waiting line is fair: the block that was freed first is handed out first. */
export class Obmalloc {
  private readonly system: System;
  private readonly memory: Memory;
  private readonly used: Address[] = Array.from({ length: SIZE_CLASSES }, () => NULL);
  private readonly arenas = new Map<number, Arena>();
  /** Fewest free pools first. */
  private usable: Arena[] = [];
  private ids = 0;

  constructor(system: System) {
    this.system = system;
    this.memory = system.memory;
  }

  malloc(size: number): Address {
    if (size < 1 || size > 512) return this.system.rawMalloc(size);
    const szidx = Math.floor((size - 1) / ALIGNMENT);
    const pool = this.used[szidx]!;
    if (pool === NULL) return this.fromNewPool(szidx) || this.system.rawMalloc(size);
    const block = this.memory.readPointer(pool + POOL_HEADER.freeblock);
    this.memory.writePointer(pool + POOL_HEADER.freeblock, this.memory.readPointer(block));
    this.memory.writeU32(pool + POOL_HEADER.refCount, this.memory.readU32(pool + POOL_HEADER.refCount) + 1);
    if (this.memory.readPointer(pool + POOL_HEADER.freeblock) === NULL) this.carve(pool, szidx);
    return block;
  }

  calloc(count: number, size: number): Address {
    const block = this.malloc(count * size);
    if (block !== NULL) this.memory.fill(block, count * size, 0);
    return block;
  }

  realloc(address: Address, size: number): Address {
    if (address === NULL) return this.malloc(size);
    if (!this.owner(address)) return this.system.rawRealloc(address, size);
    const room = (this.memory.readU32(this.poolOf(address) + POOL_HEADER.szidx) + 1) * ALIGNMENT;
    if (size <= room && 4 * size > 3 * room) return address;
    const block = this.malloc(size);
    if (block === NULL) return NULL;
    this.memory.copy(block, address, Math.min(size, room));
    this.free(address);
    return block;
  }

  free(address: Address): void {
    if (address === NULL) return;
    const arena = this.owner(address);
    if (!arena) return this.system.rawFree(address);
    const pool = this.poolOf(address);
    const szidx = this.memory.readU32(pool + POOL_HEADER.szidx);
    const count = this.memory.readU32(pool + POOL_HEADER.refCount) - 1;
    this.memory.writeU32(pool + POOL_HEADER.refCount, count);
    this.memory.writePointer(address, NULL);
    let tail = this.memory.readPointer(pool + POOL_HEADER.freeblock);
    if (tail === NULL) {
      this.memory.writePointer(pool + POOL_HEADER.freeblock, address);
      this.toFront(pool, szidx);
      return;
    }
    for (let next = this.memory.readPointer(tail); next !== NULL; next = this.memory.readPointer(tail)) tail = next;
    this.memory.writePointer(tail, address);
    if (count === 0) this.emptied(pool, szidx, arena);
  }

  private carve(pool: Address, szidx: number): void {
    const offset = this.memory.readU32(pool + POOL_HEADER.nextoffset);
    const size = (szidx + 1) * ALIGNMENT;
    if (offset + size > POOL_SIZE) {
      this.takeOut(pool, szidx);
      return;
    }
    this.memory.writePointer(pool + offset, NULL);
    this.memory.writePointer(pool + POOL_HEADER.freeblock, pool + offset);
    this.memory.writeU32(pool + POOL_HEADER.nextoffset, offset + size);
  }

  private fromNewPool(szidx: number): Address {
    const arena = this.usable[0] ?? this.newArena();
    if (!arena) return NULL;
    arena.free -= 1;
    if (arena.free === 0) this.usable.shift();
    const size = (szidx + 1) * ALIGNMENT;
    let pool = arena.freepools;
    if (pool === NULL) {
      pool = (arena.base + arena.fresh) as Address;
      arena.fresh += POOL_SIZE;
    } else {
      arena.freepools = this.memory.readPointer(pool + POOL_HEADER.nextpool);
    }
    const before = this.memory.readU32(pool + POOL_HEADER.nextoffset) === 0 ? -1 : this.memory.readU32(pool + POOL_HEADER.szidx);
    this.toFront(pool, szidx);
    if (before !== szidx) {
      this.memory.writeU32(pool + POOL_HEADER.arenaindex, arena.id);
      this.memory.writeU32(pool + POOL_HEADER.szidx, szidx);
      this.memory.writeU32(pool + POOL_HEADER.refCount, 0);
      this.memory.writeU32(pool + POOL_HEADER.nextoffset, POOL_OVERHEAD + 2 * size);
      this.memory.writePointer(pool + POOL_HEADER.freeblock, pool + POOL_OVERHEAD);
      this.memory.writePointer(pool + POOL_OVERHEAD, pool + POOL_OVERHEAD + size);
      this.memory.writePointer(pool + POOL_OVERHEAD + size, NULL);
    }
    return this.malloc(size);
  }

  private newArena(): Arena | undefined {
    const base = this.system.mapArena();
    if (base === NULL) return undefined;
    const skip = (POOL_SIZE - (base % POOL_SIZE)) % POOL_SIZE;
    const pools = Math.floor((ARENA_SIZE - skip) / POOL_SIZE);
    const arena: Arena = { id: this.ids++, base, pools, free: pools, fresh: skip, freepools: NULL };
    this.arenas.set(arena.id, arena);
    this.usable.push(arena);
    return arena;
  }

  private emptied(pool: Address, szidx: number, arena: Arena): void {
    this.takeOut(pool, szidx);
    this.memory.writePointer(pool + POOL_HEADER.nextpool, arena.freepools);
    arena.freepools = pool;
    const had = arena.free;
    arena.free += 1;
    this.usable = this.usable.filter((other) => other !== arena);
    if (arena.free === arena.pools) {
      this.arenas.delete(arena.id);
      this.system.unmapArena(arena.base);
    } else {
      const place = had === 0 ? 0 : this.usable.filter((other) => other.free <= had).length;
      this.usable.splice(place, 0, arena);
    }
  }

  private toFront(pool: Address, szidx: number): void {
    const front = this.used[szidx]!;
    this.memory.writePointer(pool + POOL_HEADER.nextpool, front);
    this.memory.writePointer(pool + POOL_HEADER.prevpool, NULL);
    if (front !== NULL) this.memory.writePointer(front + POOL_HEADER.prevpool, pool);
    this.used[szidx] = pool;
  }

  private takeOut(pool: Address, szidx: number): void {
    const next = this.memory.readPointer(pool + POOL_HEADER.nextpool);
    const previous = this.memory.readPointer(pool + POOL_HEADER.prevpool);
    if (previous === NULL) this.used[szidx] = next;
    else this.memory.writePointer(previous + POOL_HEADER.nextpool, next);
    if (next !== NULL) this.memory.writePointer(next + POOL_HEADER.prevpool, previous);
  }

  private owner(address: Address): Arena | undefined {
    const arena = this.arenas.get(this.memory.readU32(this.poolOf(address) + POOL_HEADER.arenaindex));
    return arena && address >= arena.base && address < arena.base + ARENA_SIZE ? arena : undefined;
  }

  private poolOf(address: Address): Address {
    return (address - (address % POOL_SIZE)) as Address;
  }
}
