import type { Address } from '../../../exercises/kit/memory.ts';
import type { ArenaObject } from './arena-object.ts';
import type { Heap } from './heap.ts';
import { arenaNumber, type PoolName, poolName } from './place.ts';

/** A pool in an event: its name, and its address. */
export interface PoolEvent extends PoolName {
  readonly address: Address;
}

/** An arena in an event: its number in the order of mapping, and its free pools as the event leaves them. */
export interface ArenaEvent {
  readonly arena: number;
  readonly nfreepools: number;
}

/**
 * What the heap does when it does more than to hand out a block or to take one back. In the order of the steps; plain
 * data. Together they tell every list of the heap: a listener that knows nothing else can keep its own copy of
 * `usable_arenas`, `freepools` and `usedpools`.
 *
 * Numbers of free pools change with `poolTaken` (one fewer) and `poolEmptied` (one more); the events of the arena's list
 * follow the event of the pool. To be listened to costs no read or write of the simulated memory.
 *
 * Source: CPython 3.11, Objects/obmalloc.c; the function is named at each.
 */
export type HeapEvent =
  /** The table of arena objects was doubled, from `from` to `to`. `new_arena`. */
  | { readonly kind: 'arenaObjectsGrown'; readonly from: number; readonly to: number }
  /** An arena was mapped, and is the only one in `usable_arenas`. `slot`: index of its arena object. `new_arena`. */
  | ({ readonly kind: 'arenaMapped'; readonly address: Address; readonly slot: number } & ArenaEvent)
  /** The system refused an arena: the request goes to the raw allocator. `new_arena`. */
  | { readonly kind: 'arenaRefused' }
  /** The arena's last free pool was taken: it left `usable_arenas`. `allocate_from_new_pool`. */
  | ({ readonly kind: 'arenaExhausted' } & ArenaEvent)
  /** The arena has its first free pool: it is at the front of `usable_arenas`. `insert_to_freepool`, case 2. */
  | ({ readonly kind: 'arenaUsable' } & ArenaEvent)
  /** The arena moved to the right in `usable_arenas`: it stands behind arena `behind`. `insert_to_freepool`, case 4. */
  | ({ readonly kind: 'arenaMoved'; readonly behind: number } & ArenaEvent)
  /** All pools are free: the arena left `usable_arenas` and is unmapped. `insert_to_freepool`, case 1. */
  | ({ readonly kind: 'arenaUnmapped'; readonly address: Address; readonly slot: number } & ArenaEvent)
  /**
   * A class got a pool, the only one in its list: one that was `fresh`, never carved since the arena was mapped, or the
   * first of the arena's `freepools`. `initialised`: its header was written for the class, and its first two blocks were
   * carved; if not, it had blocks of this class before, and its free list still stands. `allocate_from_new_pool`.
   */
  | ({
      readonly kind: 'poolTaken';
      readonly szidx: number;
      readonly from: 'fresh' | 'freepools';
      readonly initialised: boolean;
    } & PoolEvent)
  /** The next virgin block was carved onto the empty free list. `pymalloc_pool_extend`. */
  | ({ readonly kind: 'blockCarved'; readonly szidx: number; readonly block: Address } & PoolEvent)
  /** The last block was handed out: the pool left its class's list, and is on none. `pymalloc_pool_extend`. */
  | ({ readonly kind: 'poolFull'; readonly szidx: number } & PoolEvent)
  /** A block of a full pool came back: the pool is at the front of its class's list. `insert_to_usedpool`. */
  | ({ readonly kind: 'poolLinked'; readonly szidx: number } & PoolEvent)
  /**
   * The last block in use came back: the pool went from its class's list to the front of its arena's `freepools`. It
   * keeps its class. `insert_to_freepool`.
   */
  | ({ readonly kind: 'poolEmptied' } & PoolEvent);

/**
 * Told each event when its step is done; one that unmaps an arena, right before. It is called in the middle of a call
 * of the allocator: it may look at the heap, whose lists need not be whole, and must not change it.
 */
export type HeapListener = (event: HeapEvent) => void;

/** The pool as events tell it. */
export function poolEvent(heap: Heap, address: Address): PoolEvent {
  return { ...poolName(heap, address), address };
}

/** The arena as events tell it. It must be mapped. */
export function arenaEvent(heap: Heap, arena: ArenaObject): ArenaEvent {
  return { arena: arenaNumber(heap, arena), nfreepools: arena.nfreepools };
}

/**
 * Tells what became of a used pool. To be called when somebody listens: functions that are called often keep no more
 * of an event in their own code than that question.
 */
export function tellPool(heap: Heap, kind: 'poolFull' | 'poolLinked', pool: Address, szidx: number): void {
  heap.listener?.({ kind, szidx, ...poolEvent(heap, pool) });
}

/** Tells that a block was carved. To be called when somebody listens. */
export function tellCarved(heap: Heap, block: Address, pool: Address, szidx: number): void {
  heap.listener?.({ kind: 'blockCarved', szidx, block, ...poolEvent(heap, pool) });
}
