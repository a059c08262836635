import type { Address } from '../../../exercises/kit/memory.ts';

/** One broken invariant: what should hold, where it does not (NULL: in no one place), and the figures. */
export interface Violation {
  readonly invariant: string;
  readonly at: Address;
  readonly found: string;
}
