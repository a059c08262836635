import { lifetimesOf, NEVER } from './programs/lifetimes.ts';
import type { Program } from './programs/program.ts';
import { type Outcome, runProgram } from './run-program.ts';
import { STRATEGIES, STRATEGY_NAMES, type StrategyName } from './strategies.ts';

/** What the strategies did with one program. */
export interface Comparison {
  readonly program: string;
  readonly operations: number;
  readonly nodes: number;
  /** Nodes that the program can still reach when it ends. */
  readonly alive: number;
  readonly outcomes: readonly Outcome[];
}

/** Runs a program on several strategies, each in a heap of its own. `budget`: of those that work in increments. */
export function compareStrategies(
  program: Program,
  { names = STRATEGY_NAMES, budget }: { readonly names?: readonly StrategyName[]; readonly budget?: number } = {},
): Comparison {
  const lifetimes = lifetimesOf(program);
  const options = { variables: program.variables, ...(budget === undefined ? {} : { budget }) };
  return {
    program: program.name,
    operations: program.kinds.length,
    nodes: lifetimes.died.length,
    alive: lifetimes.died.reduce((alive, died) => alive + (died === NEVER ? 1 : 0), 0),
    outcomes: names.map((name) => runProgram(program, STRATEGIES[name](options), lifetimes)),
  };
}
