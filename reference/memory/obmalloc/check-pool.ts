import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { linked } from './census.ts';
import type { Heap } from './heap.ts';
import type { Violation } from './violation.ts';

/**
 * Invariants of one carved pool:
 *
 * - Every block ever carved is either handed out or on the free list: carved = ref.count + |free list|.
 * - The free list holds carved blocks, each once.
 * - Carving stops before the end: nextoffset ≤ maxnextoffset + block size, and maxnextoffset = pool size - block size.
 */
export function checkPool(heap: Heap, pool: Address): readonly Violation[] {
  const { pools, profile } = heap;
  const szidx = pools.szidx(pool);
  if (szidx >= heap.classes.count) return [{ invariant: 'szidx is a size class', at: pool, found: String(szidx) }];

  const found: Violation[] = [];
  const size = heap.classes.blockSize(szidx);
  const nextoffset = pools.nextoffset(pool);
  const maxnextoffset = pools.maxnextoffset(pool);
  if (maxnextoffset !== profile.poolSize - size || nextoffset > maxnextoffset + size) {
    found.push({
      invariant: 'blocks end in their pool',
      at: pool,
      found: `nextoffset ${nextoffset}, at most ${maxnextoffset}`,
    });
  }

  const carved = (nextoffset - profile.poolOverhead) / size;
  const free = freeList(heap, pool, carved);
  if (free === null || carved !== pools.refCount(pool) + free.length) {
    const length = free === null ? `a list of more than ${carved}` : String(free.length);
    found.push({
      invariant: 'carved = in use + free',
      at: pool,
      found: `${carved} ≠ ${pools.refCount(pool)} + ${length}`,
    });
  }
  const places = new Set(free ?? []);
  const astray = [...places].filter((block) => !isCarvedBlock(block - pool - profile.poolOverhead, size, carved));
  if (astray.length > 0 || places.size !== (free ?? []).length) {
    const figures = `${astray.length} astray, ${places.size} of ${free?.length} different`;
    found.push({ invariant: 'free blocks are carved blocks, each once', at: pool, found: figures });
  }
  return found;
}

function isCarvedBlock(offset: number, size: number, carved: number): boolean {
  return offset % size === 0 && offset >= 0 && offset / size < carved;
}

/** Stops one past `limit`, so that a cycle in a corrupted list ends as a violation, not as a hang: null. */
function freeList(heap: Heap, pool: Address, limit: number): readonly Address[] | null {
  const blocks = [...linked(heap.pools.freeblock(pool), (block) => nextBlock(heap, pool, block), limit + 1)];
  return blocks.length > limit ? null : blocks;
}

/** A link that leads out of the pool is not followed any further. */
function nextBlock(heap: Heap, pool: Address, block: Address): Address {
  const inside = block >= pool && block < pool + heap.profile.poolSize && block % heap.profile.pointerSize === 0;
  return inside ? heap.memory.readPointer(block) : NULL;
}
