import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Lifetimes } from './programs/lifetimes.ts';
import { COPY, DROP, LINK, LOAD, NEW, type Operations, type Program, UNLINK } from './programs/program.ts';
import type { Strategy } from './strategy.ts';

/**
 * What a strategy did with a program. A *step* is a read or a write of simulated memory; the *pause* of an operation is
 * the steps that it took, with all that the strategy and the allocator did in it.
 */
export interface Outcome {
  readonly strategy: string;
  /** Operations performed: all, unless the run ended early. */
  readonly operations: number;
  /** Nodes that were given back, in the end. */
  readonly freed: number;
  /** Of these, by the collection that was asked for at the end, and not while the program ran. */
  readonly freedAtEnd: number;
  /** Nodes that the program cannot reach and that are still there after that collection; null if the run ended early. */
  readonly leaked: number | null;
  /** Nodes that were given back while the program could reach them. More than 0 is a mistake, and ends the run. */
  readonly freedTooEarly: number;
  /** Steps of the longest operation, and which one it is. */
  readonly longestPause: number;
  readonly longestAt: number;
  /** Steps of an operation, on average. */
  readonly meanPause: number;
  /** Steps of the collection at the end. */
  readonly finalPause: number;
  /** Objects looked at, fields and variables followed, counts changed, while the program ran. */
  readonly touched: number;
  /** Of these, by the program's own writes. */
  readonly barrier: number;
  /** Collections, or cycles, that were begun while the program ran. */
  readonly collections: number;
  /** The most nodes that were garbage and not given back, after an operation. */
  readonly floating: number;
  /** The most bytes in use at once: nodes with all that stands before them, and the strategy's tables. */
  readonly highWater: number;
}

/** Told after every operation, if anybody wants to look. `nodes`: all that were made and not given back. */
export type Observer = (index: number, nodes: ReadonlyMap<Address, number>) => void;

/**
 * Runs a program on a strategy, then asks for a collection. The lifetimes tell, for each node that is given back, whether
 * that was right: after every operation, exactly.
 */
export function runProgram(
  program: Program,
  strategy: Strategy,
  { died, garbage }: Lifetimes,
  observe: Observer = () => {},
): Outcome {
  const { memory } = strategy.nodes;
  const operations = program.kinds.length;
  /** Number of each node that is there. */
  const numbers = new Map<Address, number>();
  let [made, freed, freedTooEarly, index] = [0, 0, 0, 0];
  strategy.nodes.onFreed = (node) => {
    const number = numbers.get(node);
    numbers.delete(node);
    freed += 1;
    if (number === undefined || (died[number] as number) > index) freedTooEarly += 1;
  };
  let [longestPause, longestAt, steps, floating] = [0, 0, 0, 0];
  for (; index < operations && freedTooEarly === 0; index += 1) {
    const before = memory.reads + memory.writes;
    const node = perform(program, index, strategy);
    const pause = memory.reads + memory.writes - before;
    steps += pause;
    if (pause > longestPause) [longestPause, longestAt] = [pause, index];
    if (program.kinds[index] === NEW) {
      numbers.set(node, made);
      made += 1;
    }
    floating = Math.max(floating, (garbage[index] as number) - freed);
    observe(index, numbers);
  }
  const { touched, barrier, collections } = strategy.work;
  const freedBefore = freed;
  const before = memory.reads + memory.writes;
  if (freedTooEarly === 0) strategy.collect();
  return {
    strategy: strategy.name,
    operations: index,
    freed,
    freedAtEnd: freed - freedBefore,
    leaked: freedTooEarly > 0 ? null : (garbage[index - 1] ?? 0) - freed,
    freedTooEarly,
    longestPause,
    longestAt,
    meanPause: index === 0 ? 0 : steps / index,
    finalPause: memory.reads + memory.writes - before,
    touched,
    barrier,
    collections,
    floating,
    highWater: strategy.nodes.highWater,
  };
}

/** Performs an operation; of NEW, the new node, else NULL. */
function perform({ kinds, xs, ys, fields }: Operations, index: number, strategy: Strategy): Address {
  const { nodes } = strategy;
  const x = xs[index] as number;
  const y = ys[index] as number;
  const field = fields[index] as number;
  const kind = kinds[index];
  if (kind === NEW) return strategy.alloc(x, field);
  if (kind === LINK) strategy.setField(nodes.readVariable(x), field, nodes.readVariable(y));
  else if (kind === UNLINK) strategy.setField(nodes.readVariable(x), field, NULL);
  else if (kind === LOAD) strategy.setVariable(x, nodes.readField(nodes.readVariable(y), field));
  else if (kind === COPY) strategy.setVariable(x, nodes.readVariable(y));
  else if (kind === DROP) strategy.setVariable(x, NULL);
  return NULL;
}
