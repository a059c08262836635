export { AddressStack } from './address-stack.ts';
export { checkListed, checkTricolour, type MarkingState } from './check-colours.ts';
export { checkCounts } from './check-counts.ts';
export { checkDeferred, type DeferredState } from './check-deferred.ts';
export { BLACK, type Colour, colourOf, GREY, NodeList, setColour, WHITE } from './colours.ts';
export { type CompareOptions, type Comparison, compareStrategies } from './compare.ts';
export { CPython } from './cpython.ts';
export { DeferredCounting } from './deferred-counting.ts';
export { type Barrier, IncrementalMarking, type IncrementalOptions } from './incremental-marking.ts';
export { MarkSweep, type MarkSweepOptions } from './mark-sweep.ts';
export { NaiveCounting } from './naive-counting.ts';
export { NodeHeap, type NodeOptions } from './node-heap.ts';
export { Graph, NO_NODE } from './programs/graph.ts';
export { type Lifetimes, lifetimesOf, NEVER } from './programs/lifetimes.ts';
export {
  COPY,
  DROP,
  describeOperation,
  LINK,
  LOAD,
  NEW,
  type Operations,
  type Program,
  UNLINK,
} from './programs/program.ts';
export { ProgramBuilder } from './programs/program-builder.ts';
export type { ProgramShape } from './programs/program-shape.ts';
export { MAX_SIZE, PROGRAM_NAMES, PROGRAM_SHAPES, type ProgramName, writeProgram } from './programs/programs.ts';
export { COLUMN_NOTES, renderComparison } from './render-comparison.ts';
export { type Observer, type Outcome, runProgram } from './run-program.ts';
export { STRATEGIES, STRATEGY_NAMES, type StrategyMaker, type StrategyName, withoutBarrier } from './strategies.ts';
export { DEFAULT_BUDGET, FIRST_COLLECTION, type Strategy, type StrategyOptions, Work } from './strategy.ts';
