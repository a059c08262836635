import type { Address } from '../../../exercises/kit/memory.ts';
import type { System } from '../../../exercises/kit/system.ts';
import { tellPool } from './events.ts';
import type { Heap } from './heap.ts';
import type { PoolHeaders } from './pool-header.ts';
import type { Profile } from './profile.ts';

/**
 * Lays out the table of used pools: for each size class a circular, doubly linked list of the pools that have blocks in
 * use and blocks to give. Front first; full and empty pools are on none.
 *
 *     usedpools   │ next 0 │ prev 0 │ next 1 │ prev 1 │ …
 *                 ^ PTA(0) + 2 pointers
 *
 * Tricky: a list needs a head that can be treated as a pool, and of a pool the list code uses `nextpool` and `prevpool`
 * alone. These lie 2 and 3 pointers into a header; so two pointers are stored for each class, and the head is the
 * address 2 pointers before them, as if a header stood there: `PTA`. What lies at its other fields is never looked at.
 * An empty list is a head that points at itself.
 *
 * Returns the table's address. Source: CPython 3.11, Objects/obmalloc.c, `PTA`, `PT`, `usedpools`.
 */
export function layOutUsedpools(
  system: System,
  pools: PoolHeaders,
  { pointerSize }: Profile,
  classes: number,
): Address {
  const table = system.staticData(2 * classes * pointerSize);
  for (let szidx = 0; szidx < classes; szidx += 1) {
    const head = (table + 2 * szidx * pointerSize - pools.nextpoolOffset) as Address;
    pools.setNextpool(head, head);
    pools.setPrevpool(head, head);
  }
  return table;
}

/** Front of the class's list, or its head if the list is empty. CPython: `usedpools[size + size]`. */
export function usedpool(heap: Heap, szidx: number): Address {
  return heap.memory.readPointer(heap.usedpools + (szidx << heap.usedpoolsShift));
}

/** The head of the class's list, as if it were a pool. CPython: `PTA`. */
export function usedpoolsHead(heap: Heap, szidx: number): Address {
  return (heap.usedpools + (szidx << heap.usedpoolsShift) - heap.pools.nextpoolOffset) as Address;
}

/**
 * Links a pool that was full to the front of its class's list.
 *
 *     before   head ⇄ next ⇄ …
 *     after    head ⇄ pool ⇄ next ⇄ …
 *
 * In front, so that its one free block is the next to be used.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `insert_to_usedpool`.
 */
export function insertToUsedpool(heap: Heap, pool: Address): void {
  const { memory } = heap;
  const { szidxOffset, nextpoolOffset, prevpoolOffset } = heap.pools;
  const szidx = memory.readU32(pool + szidxOffset);
  const next = usedpool(heap, szidx);
  const prev = memory.readPointer(next + prevpoolOffset);
  memory.writePointer(pool + nextpoolOffset, next);
  memory.writePointer(pool + prevpoolOffset, prev);
  memory.writePointer(next + prevpoolOffset, pool);
  memory.writePointer(prev + nextpoolOffset, pool);
  if (heap.listener !== null) tellPool(heap, 'poolLinked', pool, szidx);
}

/**
 * Takes a pool out of its class's list.
 *
 *     before   prev ⇄ pool ⇄ next
 *     after    prev ⇄ next                the pool's own links stay as they were
 */
export function unlinkFromUsedpool(pools: PoolHeaders, pool: Address): void {
  const { memory, nextpoolOffset, prevpoolOffset } = pools;
  const next = memory.readPointer(pool + nextpoolOffset);
  const prev = memory.readPointer(pool + prevpoolOffset);
  memory.writePointer(next + prevpoolOffset, prev);
  memory.writePointer(prev + nextpoolOffset, next);
}
