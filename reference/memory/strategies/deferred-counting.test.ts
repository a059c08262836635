import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { DeferredCounting } from './deferred-counting.ts';
import { IN_ZERO_COUNT_TABLE, NOTED, ONE_REFERENCE } from './deferred-word.ts';

const [X, Y, Z] = [0, 1, 2];

function watched(budget = 1) {
  const strategy = new DeferredCounting({ variables: 3, budget });
  const freed: Address[] = [];
  strategy.nodes.onFreed = (node) => freed.push(node);
  return { strategy, freed };
}

describe('DeferredCounting', () => {
  it('gives back nothing at a write, and a chain in a cycle', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(X, 1);
    const b = strategy.alloc(Y, 0);
    strategy.setField(a, 0, b);
    for (const variable of [X, Y]) strategy.setVariable(variable, NULL);
    expect(freed).toEqual([]);
    strategy.collect();
    expect(freed).toEqual([a, b]);
  });
  it('counts nothing when a variable is assigned', () => {
    const { strategy } = watched();
    const a = strategy.alloc(X, 0);
    const { reads, writes } = strategy.nodes.memory;
    strategy.setVariable(Y, a);
    expect(strategy.work.barrier).toBe(0);
    expect([strategy.nodes.memory.reads - reads, strategy.nodes.memory.writes - writes]).toEqual([0, 1]);
  });
  it('keeps what only a variable holds, cycle after cycle, and gives it back after it was dropped', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(X, 0);
    strategy.collect();
    strategy.collect();
    expect(freed).toEqual([]);
    strategy.setVariable(X, NULL);
    strategy.collect();
    expect(freed).toEqual([a]);
  });
  it('keeps a node that moves from a variable not looked at yet to one that was', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(Z, 0);
    strategy.step(); // looks at X
    strategy.setVariable(X, a);
    strategy.setVariable(Z, NULL);
    while (strategy.step());
    expect(freed).toEqual([]);
    expect(strategy.check([a])).toEqual([]);
  });
  it('keeps a node that is read into a variable before its last field lets go', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(X, 1);
    const b = strategy.alloc(Y, 0);
    strategy.setField(a, 0, b);
    strategy.setVariable(Y, NULL);
    for (let variable = 0; variable < 3; variable += 1) strategy.step();
    strategy.setVariable(Y, strategy.nodes.readField(a, 0));
    strategy.setField(a, 0, NULL);
    while (strategy.step());
    expect(freed).toEqual([]);
  });
  it('never gives a cycle back', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(X, 1);
    strategy.setField(a, 0, a);
    strategy.setVariable(X, NULL);
    strategy.collect();
    expect(freed).toEqual([]);
  });
  it('begins a cycle when the zero-count table has 64 entries', () => {
    const { strategy, freed } = watched(8);
    for (let node = 0; node < 64; node += 1) strategy.alloc(X, 0);
    expect(strategy.work.collections).toBe(0);
    strategy.alloc(X, 0);
    expect(strategy.work.collections).toBe(1);
    while (strategy.step());
    expect(freed).toHaveLength(63); // the 64th was held when the cycle began, the 65th came later
  });
  it.each<readonly [string, string, number]>([
    ['a count that is too high', 'A count is the number of fields that refer to the node.', ONE_REFERENCE],
    ['a node without its flag', 'The flag tells who is in the zero-count table.', -IN_ZERO_COUNT_TABLE],
    ['a note that nobody took', 'The flag tells which nodes are noted.', NOTED],
  ])('reports %s', (_, sentence, change) => {
    const { strategy } = watched();
    const a = strategy.alloc(X, 0);
    const { memory } = strategy.nodes;
    memory.writePointer(a, memory.readPointer(a) + change);
    expect(strategy.check([a]).map((violation) => violation.sentence)).toContain(sentence);
  });
  it('reports a node without references that is in no table', () => {
    const { strategy } = watched();
    const lost = strategy.nodes.newNode(0);
    strategy.nodes.memory.writePointer(lost, 0);
    expect(strategy.check([lost])).toMatchObject([{ at: lost, formula: 'count = 0 → in table' }]);
  });
});
