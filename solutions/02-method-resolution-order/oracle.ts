import type { Contract } from '../../exercises/02-method-resolution-order/contract.ts';
import { mroImplementation } from '../../reference/object-model/c3/c3.ts';

/** The reference behind the exercise's contract. */
export const oracle: Contract = {
  mro: (cls) => mroImplementation(cls, cls.bases),
};
