import type { Address } from '../../../exercises/kit/memory.ts';
import type { Violation } from '../obmalloc/index.ts';
import type { NodeHeap } from './node-heap.ts';

/**
 * A way to find out which nodes the program cannot reach any more, and to give their memory back.
 *
 * The program (the *mutator*) writes references through the strategy, for what must happen at a write is part of it:
 * counts, or a barrier. It reads them from `nodes`. It knows a node from a variable, or has read it from a field since
 * the last call of `alloc`, `step` or `collect`.
 */
export interface Strategy {
  readonly name: string;
  readonly nodes: NodeHeap;
  readonly work: Work;
  /** `variable = Node()`: makes a node with so many empty fields. The strategy may do some of its work first. */
  alloc(variable: number, fieldCount: number): Address;
  /** `node.field = value`, where the value is a node or NULL. */
  setField(node: Address, field: number, value: Address): void;
  /** `variable = value`, where the value is a node or NULL. */
  setVariable(variable: number, value: Address): void;
  /** One increment of the strategy's work, as `alloc` does it; it begins if there is none under way. True: more is left. */
  step(): boolean;
  /** Ends what is under way, then does all that the strategy can do from beginning to end. */
  collect(): void;
  /** Every violation of the strategy's invariants. `nodes`: all that were made and not given back. Changes nothing. */
  check(nodes: Iterable<Address>): readonly Violation[];
}

/** What a strategy has done so far. */
export class Work {
  /** Objects looked at, fields and variables followed, counts changed. */
  touched = 0;
  /** Of these, what the program's own writes cost: counts changed, nodes shaded or noted. */
  barrier = 0;
  /** Collections, or cycles of one that works step by step, that were begun. */
  collections = 0;
}

/** What every strategy is told. */
export interface StrategyOptions {
  /** Variables of the program. */
  readonly variables: number;
  /** Objects and references that an increment may look at. Default `DEFAULT_BUDGET`. */
  readonly budget?: number;
}

export const DEFAULT_BUDGET = 16;

/**
 * After so many new nodes a tracing collector begins for the first time: CPython's threshold for its youngest generation.
 * Later, when there are twice as many nodes as it found alive.
 */
export const FIRST_COLLECTION = 700;
