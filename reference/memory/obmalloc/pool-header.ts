import type { Address } from '../../../exercises/kit/memory.ts';
import type { PointerMemory } from './pointer-memory.ts';
import type { Profile } from './profile.ts';

/**
 * The header at the start of every pool, read and written in place. Holds no copy: all that is known about a pool is
 * in its own bytes.
 *
 *     64-bit   0           8          16        24        32          36     40          44             48
 *              │ ref.count │ freeblock │ nextpool │ prevpool │ arenaindex │ szidx │ nextoffset │ maxnextoffset │ block 0 …
 *     32-bit   0           4          8         12        16          20     24          28             32
 *
 * Counters have 4 bytes, pointers `pointerSize`. `ref` is a union with a pointer, hence its 8 bytes on 64-bit.
 *
 * What nearly every call goes through, from `pymalloc_alloc` to `insert_to_usedpool`, reads and writes the fields in the
 * memory itself, by the offsets that stand here. A method in between would cost more than the access: an engine puts
 * together only so much code.
 *
 * Source: CPython, Objects/obmalloc.c, `struct pool_header`.
 */
export class PoolHeaders {
  readonly memory: PointerMemory;
  readonly freeblockOffset: number;
  readonly nextpoolOffset: number;
  readonly prevpoolOffset: number;
  readonly arenaindexOffset: number;
  readonly szidxOffset: number;
  readonly nextoffsetOffset: number;
  readonly maxnextoffsetOffset: number;

  constructor(memory: PointerMemory, { pointerSize }: Profile) {
    this.memory = memory;
    this.freeblockOffset = pointerSize;
    this.nextpoolOffset = 2 * pointerSize;
    this.prevpoolOffset = 3 * pointerSize;
    this.arenaindexOffset = 4 * pointerSize;
    this.szidxOffset = 4 * pointerSize + 4;
    this.nextoffsetOffset = 4 * pointerSize + 8;
    this.maxnextoffsetOffset = 4 * pointerSize + 12;
  }

  /** Blocks handed out. CPython: `ref.count`. */
  refCount(pool: Address): number {
    return this.memory.readU32(pool);
  }
  setRefCount(pool: Address, count: number): void {
    this.memory.writeU32(pool, count);
  }

  /** Head of the free list; NULL exactly when the pool is full. */
  freeblock(pool: Address): Address {
    return this.memory.readPointer(pool + this.freeblockOffset);
  }
  setFreeblock(pool: Address, block: Address): void {
    this.memory.writePointer(pool + this.freeblockOffset, block);
  }

  /** Next used pool of the class, or next free pool of the arena. Means nothing in a full pool. */
  nextpool(pool: Address): Address {
    return this.memory.readPointer(pool + this.nextpoolOffset);
  }
  setNextpool(pool: Address, next: Address): void {
    this.memory.writePointer(pool + this.nextpoolOffset, next);
  }

  /** Previous used pool of the class. Means nothing in a full or free pool: what stood there last still stands. */
  prevpool(pool: Address): Address {
    return this.memory.readPointer(pool + this.prevpoolOffset);
  }
  setPrevpool(pool: Address, previous: Address): void {
    this.memory.writePointer(pool + this.prevpoolOffset, previous);
  }

  /** Index of the arena object that the pool belongs to. */
  arenaindex(pool: Address): number {
    return this.memory.readU32(pool + this.arenaindexOffset);
  }
  setArenaindex(pool: Address, index: number): void {
    this.memory.writeU32(pool + this.arenaindexOffset, index);
  }

  /** Size class of the blocks; in a free pool, of the blocks it had. */
  szidx(pool: Address): number {
    return this.memory.readU32(pool + this.szidxOffset);
  }
  setSzidx(pool: Address, index: number): void {
    this.memory.writeU32(pool + this.szidxOffset, index);
  }

  /** Bytes from the pool's start to its first virgin block. */
  nextoffset(pool: Address): number {
    return this.memory.readU32(pool + this.nextoffsetOffset);
  }
  setNextoffset(pool: Address, offset: number): void {
    this.memory.writeU32(pool + this.nextoffsetOffset, offset);
  }

  /** Largest valid `nextoffset`; beyond it every block is carved. */
  maxnextoffset(pool: Address): number {
    return this.memory.readU32(pool + this.maxnextoffsetOffset);
  }
  setMaxnextoffset(pool: Address, offset: number): void {
    this.memory.writeU32(pool + this.maxnextoffsetOffset, offset);
  }
}
