import { describe, expect, it } from 'vitest';
import { NULL } from '../../../exercises/kit/memory.ts';
import { compareStrategies } from './compare.ts';
import { lifetimesOf } from './programs/lifetimes.ts';
import { NEW, type Program } from './programs/program.ts';
import { ProgramBuilder } from './programs/program-builder.ts';
import { PROGRAM_NAMES, writeProgram } from './programs/programs.ts';
import { renderComparison } from './render-comparison.ts';
import { runProgram } from './run-program.ts';
import { STRATEGIES, STRATEGY_NAMES, type StrategyName, withoutBarrier } from './strategies.ts';

function run(program: Program, name: StrategyName, budget = 16) {
  return runProgram(program, STRATEGIES[name]({ variables: program.variables, budget }), lifetimesOf(program));
}

/** A node that refers to itself, dropped; then one that does not. */
function selfAndPlain(): Program {
  const builder = new ProgramBuilder(1);
  builder.new(0, 1);
  builder.link(0, 0, 0);
  builder.drop(0);
  builder.new(0, 1);
  builder.drop(0);
  return builder.build('self and plain');
}

describe('runProgram', () => {
  it('counts what naive counting gives back and leaks', () => {
    expect(run(selfAndPlain(), 'naive-counting')).toMatchObject({
      freed: 1,
      freedAtEnd: 0,
      leaked: 1,
      freedTooEarly: 0,
      barrier: 5, // each operation changes one count
      touched: 6, // and the field of the node that is given back
      collections: 0,
      floating: 1,
      highWater: 2 * 24,
    });
  });
  it('counts what a collection at the end gives back', () => {
    expect(run(selfAndPlain(), 'mark-sweep')).toMatchObject({
      freed: 2,
      freedAtEnd: 2,
      leaked: 0,
      barrier: 0,
      touched: 0,
      floating: 2,
      highWater: 2 * 24,
    });
  });
  it('takes the steps of an operation from the memory', () => {
    const { longestPause, meanPause, longestAt } = run(selfAndPlain(), 'mark-sweep');
    expect(longestAt).toBe(0); // the first node: obmalloc takes a pool for it, and asks for an arena
    expect(meanPause).toBeLessThan(longestPause);
  });
  it('notices what is given back too early, and ends there', () => {
    const program = writeProgram('reversal', 10_000, 1);
    const outcome = runProgram(program, withoutBarrier({ variables: program.variables }), lifetimesOf(program));
    expect(outcome.freedTooEarly).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ freedAtEnd: 0, leaked: null });
    expect(outcome.operations).toBeLessThan(program.kinds.length);
  });
  it('notices a node that is given back one operation before it dies, and one that is given back twice', () => {
    const builder = new ProgramBuilder(2);
    builder.new(0, 0);
    builder.new(1, 0);
    builder.drop(0);
    const program = builder.build('meddled with');
    const meddle = (at: number) => {
      const strategy = STRATEGIES['naive-counting']({ variables: 2 });
      let node = NULL;
      return runProgram(program, strategy, lifetimesOf(program), (index) => {
        if (index === 0) node = strategy.nodes.readVariable(0);
        if (index === at) strategy.nodes.onFreed(node);
      });
    };
    expect(meddle(1)).toMatchObject({ freedTooEarly: 1, operations: 2 });
    expect(meddle(2)).toMatchObject({ freedTooEarly: 1, operations: 3 });
    expect(meddle(3)).toMatchObject({ freedTooEarly: 0, freed: 1 });
  });
  it.each(PROGRAM_NAMES)('finds nothing given back too early, and nothing left but cycles: %s', (name) => {
    const program = writeProgram(name, 4000, 3);
    const { outcomes, nodes, alive } = compareStrategies(program);
    expect(outcomes.map(({ freedTooEarly }) => freedTooEarly)).toEqual(STRATEGY_NAMES.map(() => 0));
    const [naive, deferred, ...others] = outcomes.map(({ leaked }) => leaked);
    expect(deferred).toBe(naive);
    expect(others).toEqual(others.map(() => 0));
    for (const { freed, leaked } of outcomes) expect(freed + (leaked ?? 0)).toBe(nodes - alive);
  });
  it('leaks every ring with naive counting, and no list', () => {
    expect(run(writeProgram('lists', 1000, 1), 'naive-counting').leaked).toBe(0);
    const rings = writeProgram('cycles', 1000, 1);
    const { garbage } = lifetimesOf(rings);
    expect(run(rings, 'naive-counting').leaked).toBe(garbage.at(-1));
  });
});

/** Strategies that promise: no operation looks at more than the budget, and a little for its own writes. */
const BOUNDED = ['deferred-counting', 'incremental-insertion', 'incremental-snapshot'] as const;
/** An operation that writes changes two counts at most, or shades one node. */
const AT_A_WRITE = 2;

describe('bounded pauses', () => {
  it.each(BOUNDED)('%s looks at no more than its budget and its own write in any operation', (name) => {
    for (const program of PROGRAM_NAMES.map((shape) => writeProgram(shape, 4000, 2))) {
      for (const budget of [1, 5, 40]) {
        const strategy = STRATEGIES[name]({ variables: program.variables, budget });
        let touched = 0;
        let most = 0;
        runProgram(program, strategy, lifetimesOf(program), (index) => {
          const now = strategy.work.touched - touched;
          touched = strategy.work.touched;
          most = Math.max(most, now - (program.kinds[index] === NEW ? budget : 0));
        });
        expect(most).toBeLessThanOrEqual(AT_A_WRITE);
      }
    }
  });
  it.each(BOUNDED)('%s: the steps of the longest pause depend on the budget, not on what is dropped', (name) => {
    const STEPS_OF_A_LOOK = 20; // to give back a node, with all that obmalloc does, or to put one on a stack
    for (const budget of [4, 64]) {
      for (const size of [2_000, 20_000]) {
        const { longestPause } = run(writeProgram('chain', size, 1), name, budget);
        expect(longestPause).toBeLessThan(budget * STEPS_OF_A_LOOK + 100);
      }
    }
  });
  it.each(['naive-counting', 'mark-sweep', 'mark-lazy-sweep', 'cpython'] as const)(
    '%s: the longest pause is as long as the chain that is dropped or followed',
    (name) => {
      const [short, long] = [2_000, 20_000].map((size) => run(writeProgram('chain', size, 1), name).longestPause);
      expect((long as number) / (short as number)).toBeGreaterThan(5);
    },
  );
});

describe('renderComparison', () => {
  it('prints a line for each strategy, names to the left, figures to the right, under titles of two lines', () => {
    const text = renderComparison(compareStrategies(selfAndPlain()));
    const [title, blank, upper, lower, naive] = text.split('\n') as [string, string, string, string, string];
    expect(title).toBe('self and plain: 5 operations, 2 nodes, 0 alive at the end');
    expect(blank).toBe('');
    expect(naive).toMatch(/^naive counting +1 +0 +1 +0 +\d+ +\d+\.\d +6 +5 +1 +48$/);
    expect([upper.length, lower.length]).toEqual([naive.length, naive.length]);
    expect(lower.indexOf('leaked') + 'leaked'.length).toBe(naive.search(/(?<=1 +0 +1) +0/));
    expect(text.split('\n')).toHaveLength(4 + STRATEGY_NAMES.length + 1);
  });
  it('says which operation ended a run', () => {
    const text = renderComparison(
      compareStrategies(writeProgram('reversal', 10_000, 1), { strategies: { withoutBarrier } }),
    );
    expect(text).toMatch(/^tri-colour, no barrier +\d+ +0 +– +\d+ /m);
    expect(text).toMatch(/^tri-colour, no barrier: ended by operation [\d,]+, a mistake$/m);
  });
});
