import type { Contract } from '../../exercises/00-how-this-works/contract.ts';

/** Every object carries its type with it. */
export const oracle: Contract = { typeOf: ({ type }) => type };
