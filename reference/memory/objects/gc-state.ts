import type { Address, Memory } from '../../../exercises/kit/memory.ts';
import type { System } from '../../../exercises/kit/system.ts';
import { GC_HEAD_BYTES, GC_NEXT, GC_PREV } from './gc-head.ts';

/** Generations, the youngest is 0. CPython: `NUM_GENERATIONS`. */
export const GENERATIONS = 3;

/** What one generation's collections have done so far. CPython: `struct gc_generation_stats`. */
export interface GenerationStats {
  collections: number;
  collected: number;
  uncollectable: number;
}

/**
 * The collector's global variables: what allocation and release must know of it too. List heads are in static memory.
 *
 * Source: CPython 3.11, Include/internal/pycore_gc.h, `struct _gc_runtime_state`.
 */
export class GcState {
  /** Head of each generation's list, circular and doubly linked. CPython: `generations[i].head`. */
  readonly heads: readonly Address[];
  /** The youngest generation's, where objects enter. CPython: `generation0`. */
  readonly generation0: Address;
  /** Head of the list that no collection looks at. CPython: `permanent_generation.head`. */
  readonly permanent: Address;
  /** Heads of the lists that exist only during a collection; local variables in CPython. */
  readonly unreachable: Address;
  readonly finalUnreachable: Address;
  readonly wrcbToCall: Address;
  readonly seen: Address;

  /**
   * Allocations minus releases (0), or collections of the next younger generation (1, 2), since the last collection.
   */
  readonly counts: number[] = [0, 0, 0];
  /** A collection is due when the count exceeds it. */
  readonly thresholds: number[] = [700, 10, 10];
  enabled = true;
  /** A collection runs; there is never a second one inside it. */
  collecting = false;
  /** Every allocation starts a full collection: for tests. Not in CPython. */
  stress = false;
  /**
   * `auto`: a listener is shown the phases in place; without one the graph is copied flat, which is faster. Not in
   * CPython.
   */
  walk: 'auto' | 'flat' = 'auto';
  /** Bits; see `DEBUG`. */
  debug = 0;
  /** Objects that survived the last full collection. */
  longLivedTotal = 0;
  /** Objects that came through a collection of generation 1 since. */
  longLivedPending = 0;
  readonly stats: readonly GenerationStats[] = Array.from({ length: GENERATIONS }, () => ({
    collections: 0,
    collected: 0,
    uncollectable: 0,
  }));
  /** Automatic collection; the collector puts itself here. CPython: a call of `gc_collect_generations`. */
  collectGenerations: (() => void) | null = null;

  constructor(system: System) {
    this.heads = Array.from({ length: GENERATIONS }, () => emptyList(system));
    this.generation0 = this.heads[0] as Address;
    this.permanent = emptyList(system);
    this.unreachable = emptyList(system);
    this.finalUnreachable = emptyList(system);
    this.wrcbToCall = emptyList(system);
    this.seen = emptyList(system);
  }
}

function emptyList(system: System): Address {
  const head = system.staticData(GC_HEAD_BYTES);
  initList(system.memory, head);
  return head;
}

/**
 *     before   head: anything
 *     after    head ⇄ head
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `gc_list_init`.
 */
export function initList(memory: Memory, head: Address): void {
  memory.writePointer(head + GC_NEXT, head);
  memory.writePointer(head + GC_PREV, head);
}
