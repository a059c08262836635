import { type Address, hex } from '../../../exercises/kit/memory.ts';
import type { HeapSurvey } from './heap-survey.ts';

/** A fact about every heap between two calls: in words, in symbols, and as a check. */
export interface Invariant {
  readonly sentence: string;
  readonly formula: string;
  /** Every place where it does not hold, with the figures. */
  check(survey: HeapSurvey): Iterable<Breach>;
}

/** Where an invariant does not hold (NULL: in no one place), and the figures. */
export interface Breach {
  readonly at: Address;
  readonly found: string;
}

/** A breach, and of what. */
export interface Violation extends Breach {
  readonly sentence: string;
  readonly formula: string;
}

export function sameMembers(a: readonly number[], b: readonly number[]): boolean {
  const members = new Set(a);
  return a.length === b.length && members.size === a.length && b.every((item) => members.has(item));
}

/** `{0x41000 0x42000}`. */
export function addressSet(addresses: readonly number[]): string {
  return `{${addresses.map(hex).join(' ')}}`;
}
