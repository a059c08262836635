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
  /** Moves what nothing outside of `base` reaches to `unreachable`. @throws {RefcountError} */
  deduce(base: Address, unreachable: Address): Survivors;
  /** Makes `unreachable`, as the last deduction has left it, an ordinary list. */
  settle(unreachable: Address): Garbage;
}
