import { type Address, type Memory, NULL } from '../kit/memory.ts';
import { ARENA_SIZE, POOL_HEADER, POOL_OVERHEAD, POOL_SIZE } from '../kit/obmalloc-layout.ts';
import type { System } from '../kit/system.ts';

/** The block sizes of all classes. */
// prettier-ignore
const SIZES = [
  8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128,
  136, 144, 152, 160, 168, 176, 184, 192, 200, 208, 216, 224, 232, 240, 248, 256,
  264, 272, 280, 288, 296, 304, 312, 320, 328, 336, 344, 352, 360, 368, 376, 384,
  392, 400, 408, 416, 424, 432, 440, 448, 456, 464, 472, 480, 488, 496, 504, 512,
];

/** The smallest class whose blocks are large enough, by halving the table. */
function classOf(size: number): number {
  let low = 0;
  let high = SIZES.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (SIZES[middle]! < size) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface ArenaObject {
  readonly address: Address;
  readonly number: number;
  readonly ntotal: number;
  nfree: number;
  next_pool: number;
  freepools: Address;
  prevarena: ArenaObject | undefined;
  nextarena: ArenaObject | undefined;
}

export class Obmalloc {
  readonly system: System;
  readonly memory: Memory;
  readonly heads = new Float64Array(SIZES.length);
  readonly objects: (ArenaObject | undefined)[] = [];
  readonly reusable: number[] = [];
  /** By number of free pools, the last arena of usable_arenas that has as many. */
  readonly nfp2lasta: (ArenaObject | undefined)[] = Array.from({ length: 65 });
  usable_arenas: ArenaObject | undefined;

  constructor(system: System) {
    this.system = system;
    this.memory = system.memory;
  }

  malloc(size: number): Address {
    if (size === 0 || size > 512) return this.system.rawMalloc(size);
    const szidx = classOf(size);
    const pool = this.heads[szidx] as Address;
    if (pool === NULL) {
      const block = this.allocate_from_new_pool(szidx);
      return block === NULL ? this.system.rawMalloc(size) : block;
    }
    const { memory } = this;
    memory.writeU32(pool, memory.readU32(pool) + 1);
    const block = memory.readPointer(pool + POOL_HEADER.freeblock);
    const following = memory.readPointer(block);
    memory.writePointer(pool + POOL_HEADER.freeblock, following);
    if (following === NULL) this.pool_extend(pool, szidx);
    return block;
  }

  calloc(nelem: number, elsize: number): Address {
    const nbytes = nelem * elsize;
    const block = this.malloc(nbytes);
    if (block !== NULL && nbytes > 0) this.memory.fill(block, nbytes, 0);
    return block;
  }

  realloc(p: Address, nbytes: number): Address {
    if (p === NULL) return this.malloc(nbytes);
    const pool = (p - (p % POOL_SIZE)) as Address;
    if (!this.address_in_range(p, pool)) return this.system.rawRealloc(p, nbytes);
    let size = SIZES[this.memory.readU32(pool + POOL_HEADER.szidx)]!;
    if (nbytes <= size) {
      if (4 * nbytes > 3 * size) return p;
      size = nbytes;
    }
    const bp = this.malloc(nbytes);
    if (bp === NULL) return bp;
    this.memory.copy(bp, p, size);
    this.free(p);
    return bp;
  }

  free(p: Address): void {
    if (p === NULL) return;
    const { memory } = this;
    const pool = (p - (p % POOL_SIZE)) as Address;
    const arena = this.address_in_range(p, pool);
    if (!arena) {
      this.system.rawFree(p);
      return;
    }
    const lastfree = memory.readPointer(pool + POOL_HEADER.freeblock);
    memory.writePointer(p, lastfree);
    memory.writePointer(pool + POOL_HEADER.freeblock, p);
    const count = memory.readU32(pool) - 1;
    memory.writeU32(pool, count);
    if (lastfree === NULL) {
      this.insert_to_usedpool(pool, memory.readU32(pool + POOL_HEADER.szidx));
    } else if (count === 0) {
      this.remove_from_usedpool(pool, memory.readU32(pool + POOL_HEADER.szidx));
      memory.writePointer(pool + POOL_HEADER.nextpool, arena.freepools);
      arena.freepools = pool;
      this.insert_to_freepool(arena);
    }
  }

  pool_extend(pool: Address, szidx: number): void {
    const { memory } = this;
    const nextoffset = memory.readU32(pool + POOL_HEADER.nextoffset);
    if (nextoffset > memory.readU32(pool + POOL_HEADER.maxnextoffset)) {
      this.remove_from_usedpool(pool, szidx);
      return;
    }
    const block = (pool + nextoffset) as Address;
    memory.writePointer(pool + POOL_HEADER.freeblock, block);
    memory.writeU32(pool + POOL_HEADER.nextoffset, nextoffset + SIZES[szidx]!);
    memory.writePointer(block, NULL);
  }

  allocate_from_new_pool(szidx: number): Address {
    const arena = this.usable_arenas ?? this.new_arena();
    if (arena === undefined) return NULL;
    const { memory } = this;
    // It is the fullest arena. It stays in front with one free pool less, the only one with as few.
    if (this.nfp2lasta[arena.nfree] === arena) this.nfp2lasta[arena.nfree] = undefined;
    arena.nfree -= 1;
    if (arena.nfree > 0) this.nfp2lasta[arena.nfree] = arena;
    else this.unlink(arena);

    const size = SIZES[szidx]!;
    let pool = arena.freepools;
    if (pool !== NULL) {
      arena.freepools = memory.readPointer(pool + POOL_HEADER.nextpool);
      this.insert_to_usedpool(pool, szidx);
      memory.writeU32(pool, 1);
      if (memory.readU32(pool + POOL_HEADER.szidx) === szidx) {
        const bp = memory.readPointer(pool + POOL_HEADER.freeblock);
        memory.writePointer(pool + POOL_HEADER.freeblock, memory.readPointer(bp));
        return bp;
      }
    } else {
      pool = arena.next_pool as Address;
      arena.next_pool += POOL_SIZE;
      this.insert_to_usedpool(pool, szidx);
      memory.writeU32(pool, 1);
      memory.writeU32(pool + POOL_HEADER.arenaindex, arena.number);
    }
    const bp = (pool + POOL_OVERHEAD) as Address;
    memory.writeU32(pool + POOL_HEADER.szidx, szidx);
    memory.writeU32(pool + POOL_HEADER.nextoffset, POOL_OVERHEAD + size + size);
    memory.writeU32(pool + POOL_HEADER.maxnextoffset, POOL_SIZE - size);
    memory.writePointer(pool + POOL_HEADER.freeblock, bp + size);
    memory.writePointer(bp + size, NULL);
    return bp;
  }

  insert_to_usedpool(pool: Address, szidx: number): void {
    const old = this.heads[szidx] as Address;
    this.memory.writePointer(pool + POOL_HEADER.nextpool, old);
    this.memory.writePointer(pool + POOL_HEADER.prevpool, NULL);
    if (old !== NULL) this.memory.writePointer(old + POOL_HEADER.prevpool, pool);
    this.heads[szidx] = pool;
  }

  remove_from_usedpool(pool: Address, szidx: number): void {
    const next = this.memory.readPointer(pool + POOL_HEADER.nextpool);
    const prev = this.memory.readPointer(pool + POOL_HEADER.prevpool);
    if (next !== NULL) this.memory.writePointer(next + POOL_HEADER.prevpool, prev);
    if (prev !== NULL) this.memory.writePointer(prev + POOL_HEADER.nextpool, next);
    else this.heads[szidx] = next;
  }

  insert_to_freepool(arena: ArenaObject): void {
    const nf = arena.nfree;
    const lastnf = this.nfp2lasta[nf];
    if (nf > 0 && lastnf === arena) {
      const before = arena.prevarena;
      this.nfp2lasta[nf] = before !== undefined && before.nfree === nf ? before : undefined;
    }
    arena.nfree = nf + 1;
    if (arena.nfree === arena.ntotal) {
      this.unlink(arena);
      this.objects[arena.number] = undefined;
      this.reusable.push(arena.number);
      this.system.unmapArena(arena.address);
      return;
    }
    if (nf === 0) {
      this.link(arena, undefined);
    } else if (lastnf !== undefined && lastnf !== arena) {
      this.unlink(arena);
      this.link(arena, lastnf);
    }
    if (this.nfp2lasta[nf + 1] === undefined) this.nfp2lasta[nf + 1] = arena;
  }

  new_arena(): ArenaObject | undefined {
    const address = this.system.mapArena();
    if (address === NULL) return undefined;
    const excess = address % POOL_SIZE;
    const ntotal = excess === 0 ? ARENA_SIZE / POOL_SIZE : ARENA_SIZE / POOL_SIZE - 1;
    const number = this.reusable.pop() ?? this.objects.length;
    const arena: ArenaObject = {
      address,
      number,
      ntotal,
      nfree: ntotal,
      next_pool: excess === 0 ? address : address + POOL_SIZE - excess,
      freepools: NULL,
      prevarena: undefined,
      nextarena: undefined,
    };
    this.objects[number] = arena;
    this.usable_arenas = arena;
    this.nfp2lasta[ntotal] = arena;
    return arena;
  }

  link(arena: ArenaObject, behind: ArenaObject | undefined): void {
    arena.prevarena = behind;
    arena.nextarena = behind === undefined ? this.usable_arenas : behind.nextarena;
    if (arena.nextarena !== undefined) arena.nextarena.prevarena = arena;
    if (behind === undefined) this.usable_arenas = arena;
    else behind.nextarena = arena;
  }

  unlink(arena: ArenaObject): void {
    if (arena.nextarena !== undefined) arena.nextarena.prevarena = arena.prevarena;
    if (arena.prevarena !== undefined) arena.prevarena.nextarena = arena.nextarena;
    else this.usable_arenas = arena.nextarena;
    arena.prevarena = undefined;
    arena.nextarena = undefined;
  }

  address_in_range(p: Address, pool: Address): ArenaObject | undefined {
    const arena = this.objects[this.memory.readU32(pool + POOL_HEADER.arenaindex)];
    return arena !== undefined && p - arena.address >= 0 && p - arena.address < ARENA_SIZE ? arena : undefined;
  }
}
