import { CHECKED } from './checked-operations.ts';
import { LOOKUP } from './lookup-operations.ts';
import { MAKING } from './making-operations.ts';

/** Does the operation so many times. Returns what tells that it did the right thing: the same in every contender. */
export type Run = (times: number) => number;

/** Prepares what an operation needs; every operation by its name in `GROUPS`. */
export const OPERATIONS: Readonly<Record<string, () => Run>> = { ...MAKING, ...LOOKUP, ...CHECKED };
