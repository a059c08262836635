import type { Address } from '../../../exercises/kit/memory.ts';
import { poolAddress } from './address-in-range.ts';
import type { Heap } from './heap.ts';

/** Gives back a block, a raw one too. */
interface Blocks {
  free(block: Address): void;
}

/** So many blocks are read ahead. */
const AHEAD = 64;

/**
 * Frees `list[from]` to `list[to - 1]`, none of them NULL, one after the other: `free`, for whoever has many.
 *
 * Cost: that of `free` for the first and the last block of a pool; 1 write for each one between if they stand together, and
 * if not, 2 reads. Not in CPython.
 */
export function freeMany(heap: Heap, blocks: Blocks, list: Uint32Array, from: number, to: number): void {
  let ahead = from;
  for (let at = from; at < to; ) {
    const block = list[at] as Address;
    blocks.free(block);
    const next = freeRun(heap, poolAddress(heap, block), list, at + 1, to);
    if (next === at + 1 && next >= ahead) ahead = readAhead(heap, list, next, Math.min(next + AHEAD, to));
    at = next;
  }
}

/** Reads the blocks and their pools' headers: all at once, where a free waits for one after the other. Returns `to`. */
function readAhead(heap: Heap, list: Uint32Array, from: number, to: number): number {
  const { memory } = heap;
  let words = 0;
  for (let at = from; at < to; at += 1) {
    const block = list[at] as Address;
    words ^= memory.readPointer(block) ^ memory.readPointer(poolAddress(heap, block));
  }
  heap.wordsRead = words;
  return to;
}

/**
 * Frees blocks as long as they are of this pool, and one more is in use: nothing then moves the pool to another list,
 * and its header is written once. Returns how far it came.
 *
 *     before   pool.freeblock → lastfree → …
 *     after    pool.freeblock → last → … → first → lastfree → …
 */
function freeRun(heap: Heap, pool: Address, list: Uint32Array, from: number, to: number): number {
  const { memory, poolMask } = heap;
  const { freeblockOffset } = heap.pools;
  const end = pool + poolMask;
  let at = from;
  let block = list[at] as Address; // past the end it is compared with nothing
  if (at >= to || block < pool || block > end || !heap.ranges.isUsed(block, pool)) return at;
  let count = memory.readU32(pool); // ref.count
  let lastfree = memory.readPointer(pool + freeblockOffset);
  while (count > 1 && block >= pool && block <= end) {
    memory.writePointer(block, lastfree);
    lastfree = block;
    count -= 1;
    at += 1;
    if (at === to) break;
    block = list[at] as Address;
  }
  memory.writeU32(pool, count);
  memory.writePointer(pool + freeblockOffset, lastfree);
  return at;
}
