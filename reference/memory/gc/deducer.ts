import type { Address } from '../../../exercises/kit/memory.ts';

/** Of those that stay in a list after a deduction. */
export interface Survivors {
  readonly count: number;
  /** Heads among which are all tuples that stay, in the list's order; others may be too. */
  readonly tuples: Iterable<Address>;
  /** The same of dicts. */
  readonly dicts: Iterable<Address>;
}

/** Of those that were put aside. */
export interface Garbage {
  readonly count: number;
  /** Whether one of them may have a finalizer. */
  readonly finalizers: boolean;
  /** Whether one of them may have weak references, or be one. */
  readonly weakrefs: boolean;
}

/** A way to find out what is unreachable. Both ways, `InPlace` and `FlatGraph`, come to the same, in the same order. */
export interface Deducer {
  /** Leaves in `base` what is reachable from outside of it; the rest is put aside. @throws {RefcountError} */
  deduce(base: Address, unreachable: Address): Survivors;
  /** Makes what the last deduction put aside an ordinary list, `unreachable`. */
  settle(unreachable: Address): Garbage;
  /**
   * Instead of `settle` and all that comes after: releases what was put aside. Returns how many those were; null if
   * somebody could look on, and nothing was done.
   */
  release(): number | null;
}
