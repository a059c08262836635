import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { Graph, NO_NODE } from './programs/graph.ts';
import { lifetimesOf, NEVER } from './programs/lifetimes.ts';
import type { Program } from './programs/program.ts';
import { writeProgram } from './programs/programs.ts';
import { programs } from './random-program.ts';
import { type Outcome, runProgram } from './run-program.ts';
import { STRATEGIES, STRATEGY_NAMES, type StrategyName } from './strategies.ts';
import type { Strategy } from './strategy.ts';

/** After which operations the strategy does an increment, over and over: garbage is looked for at every chance. */
const increments = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });
const budget = fc.integer({ min: 1, max: 6 });

/**
 * Where memory and graph differ in what the program can reach. Nowhere: so nothing of it was given back, and nobody else
 * wrote into it.
 */
function differences(graph: Graph, numbers: ReadonlyMap<Address, number>, { nodes }: Strategy): readonly string[] {
  const addresses = new Map([...numbers].map(([address, number]) => [number, address]));
  const addressOf = (node: number) => (node === NO_NODE ? NULL : addresses.get(node));
  const different = [...graph.variables.keys()]
    .filter((variable) => nodes.readVariable(variable) !== addressOf(graph.variable(variable)))
    .map((variable) => `variable ${variable}`);
  for (const node of graph.reachable()) {
    const address = addressOf(node) as Address;
    if (nodes.fieldCount(address) !== graph.fieldCount(node)) different.push(`size of ${node}`);
    for (let field = 0; field < graph.fieldCount(node); field += 1) {
      if (nodes.readField(address, field) !== addressOf(graph.field(node, field))) different.push(`${node}.${field}`);
    }
  }
  return different;
}

/** Runs a program and looks at everything after every operation, and after every increment. */
function runWatched(program: Program, strategy: Strategy, pattern: readonly boolean[]): Outcome {
  const graph = new Graph(program.variables);
  return runProgram(program, strategy, lifetimesOf(program), (index, numbers) => {
    graph.perform(program, index);
    const look = () => {
      const wrong = [...strategy.check(numbers.keys()), ...differences(graph, numbers, strategy)];
      if (wrong.length > 0) expect({ index, wrong }).toEqual({ index, wrong: [] });
    };
    look();
    if (pattern[index % pattern.length] === true) {
      strategy.step();
      look();
    }
  });
}

/** Garbage that lies on a cycle, or that a cycle of garbage leads to. By trying every way. */
function heldByCycles(program: Program): number {
  const graph = new Graph(program.variables);
  for (let index = 0; index < program.kinds.length; index += 1) graph.perform(program, index);
  const { died } = lifetimesOf(program);
  const reachedFrom = (node: number) => {
    const reached = new Set<number>();
    const follow = (from: number) => {
      for (let field = 0; field < graph.fieldCount(from); field += 1) {
        const child = graph.field(from, field);
        if (child !== NO_NODE) reached.add(child);
      }
    };
    follow(node);
    for (const next of reached) follow(next);
    return reached;
  };
  const garbage = Array.from(died.keys()).filter((node) => died[node] !== NEVER);
  const held = new Set<number>();
  for (const node of garbage) {
    const reached = reachedFrom(node);
    if (!reached.has(node)) continue;
    for (const each of reached) if (died[each] !== NEVER) held.add(each);
  }
  return held.size;
}

/** What a strategy does not find, by the rule that is its own. */
const PROMISES: readonly (readonly [StrategyName, string, (program: Program) => number])[] = [
  ['naive-counting', 'leaves what a cycle of garbage holds, and nothing else', heldByCycles],
  ['deferred-counting', 'leaves what a cycle of garbage holds, and nothing else', heldByCycles],
  ['mark-sweep', 'leaves nothing after a collection', () => 0],
  ['mark-lazy-sweep', 'leaves nothing after a collection', () => 0],
  ['incremental-insertion', 'leaves nothing after a complete cycle', () => 0],
  ['incremental-snapshot', 'leaves nothing after a complete cycle', () => 0],
  ['cpython', 'leaves nothing after a full collection', () => 0],
];

describe('STRATEGIES', () => {
  it.each(PROMISES)(
    '%s %s; gives back nothing that is alive, with its invariants after every step',
    (name, _, left) => {
      fc.assert(
        fc.property(programs, increments, budget, (program, pattern, budget) => {
          const strategy = STRATEGIES[name]({ variables: program.variables, budget });
          const { freedTooEarly, leaked } = runWatched(program, strategy, pattern);
          expect({ freedTooEarly, leaked }).toEqual({ freedTooEarly: 0, leaked: left(program) });
        }),
        { numRuns: 50, seed: 4 },
      );
    },
  );
  it('are all held to what they promise', () => {
    expect(PROMISES.map(([name]) => name)).toEqual(STRATEGY_NAMES);
  });
  it('the random programs leave cycles, and garbage that hangs on them', () => {
    const held = fc.sample(programs, { numRuns: 50, seed: 4 }).map(heldByCycles);
    expect(held.filter((nodes) => nodes > 0).length).toBeGreaterThan(10);
  });
  it.each(['naive-counting', 'cpython'] as const)('%s has no garbage waiting that no cycle holds', (name) => {
    const program = writeProgram('trees', 1000, 1);
    const { died, garbage } = lifetimesOf(program);
    const strategy = STRATEGIES[name]({ variables: program.variables });
    expect(runProgram(program, strategy, { died, garbage })).toMatchObject({ floating: 0, leaked: 0, freedAtEnd: 0 });
  });
});
