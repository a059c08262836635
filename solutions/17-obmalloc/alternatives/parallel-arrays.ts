// Built differently: no objects. Arenas are columns of typed arrays, and a map from 4-KiB places to arenas tells
// whose an address is, so that no pool header is read for that.
import { type Address, type Memory, NULL } from '../../../exercises/kit/memory.ts';
import {
  ARENA_SIZE,
  POOL_HEADER,
  POOL_OVERHEAD,
  POOL_SIZE,
  SIZE_CLASSES,
} from '../../../exercises/kit/obmalloc-layout.ts';
import type { System } from '../../../exercises/kit/system.ts';

const { refCount, freeblock, nextpool, prevpool, szidx, nextoffset, maxnextoffset } = POOL_HEADER;
const NONE = -1;
const MOST_POOLS = ARENA_SIZE / POOL_SIZE;

export class Obmalloc {
  readonly #system: System;
  readonly #memory: Memory;
  readonly #used = new Float64Array(SIZE_CLASSES);

  // Arena columns, doubled when full.
  #base = new Float64Array(16);
  #fresh = new Float64Array(16);
  #emptied = new Float64Array(16);
  #nfree = new Int32Array(16);
  #total = new Int32Array(16);
  #next = new Int32Array(16);
  #previous = new Int32Array(16);
  #arenas = 0;
  /** Slots given back, linked through `#next`. */
  #spare = NONE;

  #front = NONE;
  readonly #last = new Int32Array(MOST_POOLS + 1).fill(NONE);
  /** Arena of each place of 4 KiB. */
  #owner = new Int32Array(1024).fill(NONE);

  constructor(system: System) {
    this.#system = system;
    this.#memory = system.memory;
  }

  malloc(size: number): Address {
    if (size === 0 || size > 512) return this.#system.rawMalloc(size);
    const index = (size - 1) >>> 3;
    const pool = this.#used[index] as Address;
    if (pool === NULL) {
      const block = this.#takePool(index);
      return block === NULL ? this.#system.rawMalloc(size) : block;
    }
    const memory = this.#memory;
    const block = memory.readPointer(pool + freeblock);
    memory.writeU32(pool + refCount, memory.readU32(pool + refCount) + 1);
    let head = memory.readPointer(block);
    if (head === NULL) {
      const offset = memory.readU32(pool + nextoffset);
      if (offset <= memory.readU32(pool + maxnextoffset)) {
        head = (pool + offset) as Address;
        memory.writePointer(head, NULL);
        memory.writeU32(pool + nextoffset, offset + 8 * (index + 1));
      } else {
        this.#drop(pool, index);
      }
    }
    memory.writePointer(pool + freeblock, head);
    return block;
  }

  calloc(count: number, size: number): Address {
    const block = this.malloc(count * size);
    if (block !== NULL) this.#memory.fill(block, count * size, 0);
    return block;
  }

  realloc(address: Address, size: number): Address {
    if (address === NULL) return this.malloc(size);
    if (this.#ownerOf(address) === NONE) return this.#system.rawRealloc(address, size);
    const room = 8 * (this.#memory.readU32(address - (address % POOL_SIZE) + szidx) + 1);
    const shrinksALot = 4 * size <= 3 * room;
    if (size <= room && !shrinksALot) return address;
    const moved = this.malloc(size);
    if (moved !== NULL) {
      this.#memory.copy(moved, address, Math.min(size, room));
      this.free(address);
    }
    return moved;
  }

  free(address: Address): void {
    if (address === NULL) return;
    const arena = this.#ownerOf(address);
    if (arena === NONE) {
      this.#system.rawFree(address);
      return;
    }
    const memory = this.#memory;
    const pool = (address - (address % POOL_SIZE)) as Address;
    const head = memory.readPointer(pool + freeblock);
    const live = memory.readU32(pool + refCount) - 1;
    memory.writePointer(address, head);
    memory.writePointer(pool + freeblock, address);
    memory.writeU32(pool + refCount, live);
    if (head === NULL) {
      this.#push(pool, memory.readU32(pool + szidx));
    } else if (live === 0) {
      this.#drop(pool, memory.readU32(pool + szidx));
      memory.writePointer(pool + nextpool, this.#emptied[arena] as number);
      this.#emptied[arena] = pool;
      this.#gainPool(arena);
    }
  }

  #takePool(index: number): Address {
    const arena = this.#front === NONE ? this.#mapArena() : this.#front;
    if (arena === NONE) return NULL;
    const memory = this.#memory;
    let pool = this.#emptied[arena] as Address;
    let keeps = false;
    if (pool === NULL) {
      pool = this.#fresh[arena] as Address;
      this.#fresh[arena] = pool + POOL_SIZE;
      memory.writeU32(pool + POOL_HEADER.arenaindex, arena);
    } else {
      this.#emptied[arena] = memory.readPointer(pool + nextpool);
      keeps = memory.readU32(pool + szidx) === index;
    }
    this.#losePool(arena);
    this.#push(pool, index);
    memory.writeU32(pool + refCount, 1);
    const size = 8 * (index + 1);
    if (!keeps) {
      memory.writeU32(pool + szidx, index);
      memory.writeU32(pool + maxnextoffset, POOL_SIZE - size);
      memory.writeU32(pool + nextoffset, POOL_OVERHEAD + 2 * size);
      memory.writePointer(pool + POOL_OVERHEAD + size, NULL);
      memory.writePointer(pool + freeblock, pool + POOL_OVERHEAD + size);
      return (pool + POOL_OVERHEAD) as Address;
    }
    const block = memory.readPointer(pool + freeblock);
    memory.writePointer(pool + freeblock, memory.readPointer(block));
    return block;
  }

  #push(pool: Address, index: number): void {
    const front = this.#used[index] as Address;
    this.#memory.writePointer(pool + nextpool, front);
    this.#memory.writePointer(pool + prevpool, NULL);
    if (front !== NULL) this.#memory.writePointer(front + prevpool, pool);
    this.#used[index] = pool;
  }

  #drop(pool: Address, index: number): void {
    const after = this.#memory.readPointer(pool + nextpool);
    const before = this.#memory.readPointer(pool + prevpool);
    if (before === NULL) this.#used[index] = after;
    else this.#memory.writePointer(before + nextpool, after);
    if (after !== NULL) this.#memory.writePointer(after + prevpool, before);
  }

  #losePool(arena: number): void {
    const count = this.#nfree[arena] as number;
    if (this.#last[count] === arena) this.#last[count] = NONE;
    this.#nfree[arena] = count - 1;
    if (count > 1) this.#last[count - 1] = arena;
    else this.#cut(arena);
  }

  #gainPool(arena: number): void {
    const old = this.#nfree[arena] as number;
    if (old + 1 === this.#total[arena]) {
      this.#leaveGroup(arena, old);
      this.#cut(arena);
      this.#unmap(arena);
      return;
    }
    if (old === 0) {
      this.#insert(arena, NONE);
    } else {
      const last = this.#last[old] as number;
      this.#leaveGroup(arena, old);
      if (last !== arena) {
        this.#cut(arena);
        this.#insert(arena, last);
      }
    }
    this.#nfree[arena] = old + 1;
    if (this.#last[old + 1] === NONE) this.#last[old + 1] = arena;
  }

  #leaveGroup(arena: number, count: number): void {
    if (this.#last[count] !== arena) return;
    const before = this.#previous[arena] as number;
    this.#last[count] = before !== NONE && this.#nfree[before] === count ? before : NONE;
  }

  #insert(arena: number, after: number): void {
    const next = after === NONE ? this.#front : (this.#next[after] as number);
    this.#next[arena] = next;
    this.#previous[arena] = after;
    if (next !== NONE) this.#previous[next] = arena;
    if (after === NONE) this.#front = arena;
    else this.#next[after] = arena;
  }

  #cut(arena: number): void {
    const next = this.#next[arena] as number;
    const previous = this.#previous[arena] as number;
    if (next !== NONE) this.#previous[next] = previous;
    if (previous === NONE) this.#front = next;
    else this.#next[previous] = next;
  }

  #mapArena(): number {
    const address = this.#system.mapArena();
    if (address === NULL) return NONE;
    const arena = this.#slot();
    const first = address + ((POOL_SIZE - (address % POOL_SIZE)) % POOL_SIZE);
    const pools = Math.floor((address + ARENA_SIZE - first) / POOL_SIZE);
    this.#base[arena] = address;
    this.#fresh[arena] = first;
    this.#emptied[arena] = NULL;
    this.#nfree[arena] = pools;
    this.#total[arena] = pools;
    this.#insert(arena, NONE);
    this.#last[pools] = arena;
    this.#claim(first / POOL_SIZE, pools, arena);
    return arena;
  }

  #unmap(arena: number): void {
    const address = this.#base[arena] as Address;
    this.#claim(Math.ceil(address / POOL_SIZE), this.#total[arena] as number, NONE);
    this.#next[arena] = this.#spare;
    this.#spare = arena;
    this.#system.unmapArena(address);
  }

  #claim(place: number, count: number, arena: number): void {
    if (place + count > this.#owner.length) {
      const owner = new Int32Array(2 * (place + count)).fill(NONE);
      owner.set(this.#owner);
      this.#owner = owner;
    }
    this.#owner.fill(arena, place, place + count);
  }

  #ownerOf(address: Address): number {
    return this.#owner[Math.floor(address / POOL_SIZE)] ?? NONE;
  }

  #slot(): number {
    const spare = this.#spare;
    if (spare !== NONE) {
      this.#spare = this.#next[spare] as number;
      return spare;
    }
    if (this.#arenas === this.#base.length) this.#grow();
    this.#arenas += 1;
    return this.#arenas - 1;
  }

  #grow(): void {
    this.#base = doubled(this.#base, Float64Array);
    this.#fresh = doubled(this.#fresh, Float64Array);
    this.#emptied = doubled(this.#emptied, Float64Array);
    this.#nfree = doubled(this.#nfree, Int32Array);
    this.#total = doubled(this.#total, Int32Array);
    this.#next = doubled(this.#next, Int32Array);
    this.#previous = doubled(this.#previous, Int32Array);
  }
}

function doubled<Column extends Float64Array | Int32Array>(
  column: Column,
  Kind: new (length: number) => Column,
): Column {
  const larger = new Kind(2 * column.length);
  larger.set(column);
  return larger;
}
