// Built differently: a lazily made object for each pool holds its neighbours and a copy of its header, and arenas lie
// in one ring for each number of free pools; a bit mask tells the lowest number that has one.
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

/** A member of a ring. A ring's head is a member that holds nothing. */
class Ring<Item> {
  next: Ring<Item> = this;
  previous: Ring<Item> = this;
  readonly item: Item | undefined;

  constructor(item?: Item) {
    this.item = item;
  }

  get first(): Item | undefined {
    return this.next.item;
  }

  putAfter(head: Ring<Item>): void {
    this.previous = head;
    this.next = head.next;
    head.next.previous = this;
    head.next = this;
  }

  takeOut(): void {
    this.previous.next = this.next;
    this.next.previous = this.previous;
    this.next = this;
    this.previous = this;
  }
}

/** One pool. What the header says is kept here too, and written through. */
class Pool {
  readonly address: Address;
  readonly arena: Arena;
  readonly link: Ring<Pool> = new Ring<Pool>(this);
  /** The arena's next empty pool. */
  below: Pool | undefined;
  readonly #memory: Memory;
  #count = 0;
  #freeblock: Address = NULL;
  #nextoffset = 0;
  blockSize = 0;

  constructor(address: Address, arena: Arena, memory: Memory) {
    this.address = address;
    this.arena = arena;
    this.#memory = memory;
  }

  get isFull(): boolean {
    return this.#freeblock === NULL;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Gets ready for blocks of a size. A pool that has had them before goes on as it was. */
  serve(blockSize: number): void {
    if (this.blockSize === blockSize) return;
    this.blockSize = blockSize;
    this.#memory.writeU32(this.address + POOL_HEADER.szidx, blockSize / ALIGNMENT - 1);
    this.#nextoffset = POOL_OVERHEAD;
    this.#freeblock = NULL;
    this.#carve();
    // The first block goes at once: the next one is carved by `take`.
  }

  take(): Address {
    const block = this.#freeblock;
    this.#setCount(this.#count + 1);
    this.#freeblock = this.#memory.readPointer(block);
    if (this.#freeblock === NULL && this.#nextoffset + this.blockSize <= POOL_SIZE) this.#carve();
    this.#memory.writePointer(this.address + POOL_HEADER.freeblock, this.#freeblock);
    return block;
  }

  give(block: Address): void {
    this.#memory.writePointer(block, this.#freeblock);
    this.#freeblock = block;
    this.#memory.writePointer(this.address + POOL_HEADER.freeblock, block);
    this.#setCount(this.#count - 1);
  }

  #carve(): void {
    const block = (this.address + this.#nextoffset) as Address;
    this.#nextoffset += this.blockSize;
    this.#memory.writeU32(this.address + POOL_HEADER.nextoffset, this.#nextoffset);
    this.#memory.writePointer(block, NULL);
    this.#freeblock = block;
  }

  #setCount(count: number): void {
    this.#count = count;
    this.#memory.writeU32(this.address + POOL_HEADER.refCount, count);
  }
}

class Arena {
  readonly address: Address;
  readonly pools: number;
  free: number;
  isMapped = true;
  readonly link: Ring<Arena> = new Ring<Arena>(this);
  emptied: Pool | undefined;
  #fresh: number;
  readonly #memory: Memory;

  constructor(address: Address, memory: Memory) {
    this.address = address;
    this.#memory = memory;
    this.#fresh = Math.ceil(address / POOL_SIZE) * POOL_SIZE;
    this.pools = Math.floor((address + ARENA_SIZE - this.#fresh) / POOL_SIZE);
    this.free = this.pools;
  }

  takePool(): Pool {
    const pool = this.emptied ?? this.#freshPool();
    if (pool === this.emptied) this.emptied = pool.below;
    return pool;
  }

  #freshPool(): Pool {
    const pool = new Pool(this.#fresh as Address, this, this.#memory);
    this.#fresh += POOL_SIZE;
    return pool;
  }
}

/** The arenas with a free pool: a ring for each number of free pools, and a bit for each ring that is not empty. */
class UsableArenas {
  readonly #rings = Array.from({ length: ARENA_SIZE / POOL_SIZE + 1 }, () => new Ring<Arena>());
  /** Bit n of word w stands for 32 w + n free pools. */
  readonly #some = new Int32Array(3);

  /** The front arena: of the fewest free pools, the one that came last. */
  get front(): Arena | undefined {
    const [low = 0, middle = 0, high = 0] = this.#some;
    if (low !== 0) return this.#rings[lowestBit(low)]?.first;
    if (middle !== 0) return this.#rings[32 + lowestBit(middle)]?.first;
    return high === 0 ? undefined : this.#rings[64 + lowestBit(high)]?.first;
  }

  setFree(arena: Arena, free: number): void {
    const old = arena.free;
    arena.link.takeOut();
    this.#note(old);
    arena.free = free;
    const ring = this.#rings[free];
    if (free > 0 && ring !== undefined) arena.link.putAfter(ring);
    this.#note(free);
  }

  remove(arena: Arena): void {
    arena.link.takeOut();
    this.#note(arena.free);
  }

  #note(free: number): void {
    const bit = 1 << (free & 31);
    const word = free >> 5;
    const has = this.#rings[free]?.first !== undefined;
    this.#some[word] = has ? (this.#some[word] as number) | bit : (this.#some[word] as number) & ~bit;
  }
}

/** Number of the lowest bit that is set. */
function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

export class Obmalloc {
  readonly #system: System;
  readonly #used = Array.from({ length: SIZE_CLASSES }, () => new Ring<Pool>());
  readonly #usable: UsableArenas = new UsableArenas();
  /** Pool objects by number of their place; made when a pool is first taken. Those of an arena that is gone count for nothing. */
  readonly #pools: (Pool | undefined)[] = [];

  constructor(system: System) {
    this.#system = system;
  }

  malloc(size: number): Address {
    if (size < 1 || size > SMALL_REQUEST_THRESHOLD) return this.#system.rawMalloc(size);
    const ring = this.#used[Math.ceil(size / ALIGNMENT) - 1] as Ring<Pool>;
    const pool = ring.first ?? this.#newPool(ring, Math.ceil(size / ALIGNMENT) * ALIGNMENT);
    if (pool === undefined) return this.#system.rawMalloc(size);
    const block = pool.take();
    if (pool.isFull) pool.link.takeOut();
    return block;
  }

  calloc(count: number, size: number): Address {
    const block = this.malloc(count * size);
    if (block !== NULL) this.#system.memory.fill(block, count * size, 0);
    return block;
  }

  realloc(address: Address, size: number): Address {
    if (address === NULL) return this.malloc(size);
    const pool = this.#poolOf(address);
    if (pool === undefined) return this.#system.rawRealloc(address, size);
    if (size <= pool.blockSize && size > 0.75 * pool.blockSize) return address;
    const block = this.malloc(size);
    if (block === NULL) return NULL;
    this.#system.memory.copy(block, address, Math.min(size, pool.blockSize));
    this.free(address);
    return block;
  }

  free(address: Address): void {
    if (address === NULL) return;
    const pool = this.#poolOf(address);
    if (pool === undefined) {
      this.#system.rawFree(address);
      return;
    }
    const wasFull = pool.isFull;
    pool.give(address);
    if (wasFull) pool.link.putAfter(this.#used[pool.blockSize / ALIGNMENT - 1] as Ring<Pool>);
    else if (pool.isEmpty) this.#retire(pool);
  }

  #newPool(ring: Ring<Pool>, blockSize: number): Pool | undefined {
    const arena = this.#usable.front ?? this.#newArena();
    if (arena === undefined) return undefined;
    const pool = arena.takePool();
    this.#usable.setFree(arena, arena.free - 1);
    this.#pools[pool.address / POOL_SIZE] = pool;
    pool.serve(blockSize);
    pool.link.putAfter(ring);
    return pool;
  }

  #newArena(): Arena | undefined {
    const address = this.#system.mapArena();
    if (address === NULL) return undefined;
    return new Arena(address, this.#system.memory);
  }

  #retire(pool: Pool): void {
    const { arena } = pool;
    pool.link.takeOut();
    pool.below = arena.emptied;
    arena.emptied = pool;
    this.#usable.setFree(arena, arena.free + 1);
    if (arena.free < arena.pools) return;
    this.#usable.remove(arena);
    arena.isMapped = false;
    this.#system.unmapArena(arena.address);
  }

  #poolOf(address: Address): Pool | undefined {
    const pool = this.#pools[Math.floor(address / POOL_SIZE)];
    return pool?.arena.isMapped ? pool : undefined;
  }
}
