/**
 * The lecture's layout of small-object memory: blocks of 8, 16, … 512 bytes, in pools of 4 KiB, in arenas of 256 KiB.
 *
 *     arena    │ pool │ pool │ pool │ …                                64 pools
 *     pool     │ header, 48 B │ block │ block │ … │ untouched │        all blocks of one size class
 *
 * Source: CPython 3.7, Objects/obmalloc.c, 64-bit.
 */

/** Every block's address and size is a multiple of it. Bytes. */
export const ALIGNMENT = 8;

/** A larger request, or one of 0 bytes, goes to the raw allocator. Bytes. */
export const SMALL_REQUEST_THRESHOLD = 512;

/** Size classes 0 to 63; the blocks of class c have (c + 1) * ALIGNMENT bytes. */
export const SIZE_CLASSES = SMALL_REQUEST_THRESHOLD / ALIGNMENT;

/** Bytes in a pool; pools lie at multiples of it. */
export const POOL_SIZE = 4096;

/** Bytes in an arena. */
export const ARENA_SIZE = 262144;

/** Bytes of a pool before its first block: `struct pool_header`, rounded up to ALIGNMENT. */
export const POOL_OVERHEAD = 48;

/** Where each field of `struct pool_header` lies: bytes from the pool's start. Pointers have 8 bytes, the others 4. */
export const POOL_HEADER = {
  /** u32: blocks handed out. CPython: `ref.count`. */
  refCount: 0,
  /** Pointer: the first block of the free list; NULL once every carved block is in use. */
  freeblock: 8,
  /** Pointer: the next pool of this size class; in an empty pool, the arena's next empty pool. */
  nextpool: 16,
  /** Pointer: the previous pool of this size class. */
  prevpool: 24,
  /** u32: which of the arena objects this pool belongs to. */
  arenaindex: 32,
  /** u32: size class of the blocks. */
  szidx: 36,
  /** u32: bytes from the pool's start to the first untouched block. */
  nextoffset: 40,
  /** u32: the largest `nextoffset` at which a whole block still fits. */
  maxnextoffset: 44,
} as const;
