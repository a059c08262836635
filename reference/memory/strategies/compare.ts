import { lifetimesOf, NEVER } from './programs/lifetimes.ts';
import type { Program } from './programs/program.ts';
import { type Outcome, runProgram } from './run-program.ts';
import { STRATEGIES, type StrategyMaker } from './strategies.ts';
import { DEFAULT_BUDGET } from './strategy.ts';

/** What the strategies did with one program. */
export interface Comparison {
  readonly program: string;
  readonly operations: number;
  readonly nodes: number;
  /** Nodes that the program can still reach when it ends. */
  readonly alive: number;
  readonly outcomes: readonly Outcome[];
}

export interface CompareOptions {
  /** Default: all that work. */
  readonly strategies?: Readonly<Record<string, StrategyMaker>>;
  /** Objects and references that an increment may look at, for those that work in increments. */
  readonly budget?: number;
}

/** Runs a program on several strategies, each in a heap of its own. */
export function compareStrategies(
  program: Program,
  { strategies = STRATEGIES, budget = DEFAULT_BUDGET }: CompareOptions = {},
): Comparison {
  const lifetimes = lifetimesOf(program);
  const { variables } = program;
  return {
    program: program.name,
    operations: program.kinds.length,
    nodes: lifetimes.died.length,
    alive: lifetimes.died.reduce((alive, died) => alive + (died === NEVER ? 1 : 0), 0),
    outcomes: Object.values(strategies).map((make) => runProgram(program, make({ variables, budget }), lifetimes)),
  };
}
