import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { NaiveCounting } from './naive-counting.ts';

const [X, Y, Z] = [0, 1, 2];

/** A strategy, and what it has given back so far. */
function watched() {
  const strategy = new NaiveCounting({ variables: 3 });
  const freed: Address[] = [];
  strategy.nodes.onFreed = (node) => freed.push(node);
  return { strategy, freed };
}

describe('NaiveCounting', () => {
  it('gives a chain back in the assignment that drops it, but for what another variable holds', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(X, 1);
    const b = strategy.alloc(Y, 1);
    const c = strategy.alloc(Z, 0);
    strategy.setField(a, 0, b);
    strategy.setField(b, 0, c);
    strategy.setVariable(Y, NULL);
    expect(freed).toEqual([]);
    strategy.setVariable(X, NULL);
    expect(freed).toEqual([a, b]);
    expect(strategy.check([c])).toEqual([]);
  });
  it('never gives a cycle back, whatever is asked of it', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(X, 1);
    const b = strategy.alloc(Y, 1);
    strategy.setField(a, 0, b);
    strategy.setField(b, 0, a);
    for (const variable of [X, Y]) strategy.setVariable(variable, NULL);
    expect(strategy.step()).toBe(false);
    strategy.collect();
    expect(freed).toEqual([]);
  });
  it('keeps a node that is assigned to where it was', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(X, 1);
    strategy.setVariable(X, a);
    strategy.setField(a, 0, strategy.alloc(Y, 0));
    strategy.setField(a, 0, strategy.nodes.readField(a, 0));
    expect(freed).toEqual([]);
  });
  it('gives back a node that is referred to twice by the same one', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(X, 2);
    const b = strategy.alloc(Y, 0);
    strategy.setField(a, 0, b);
    strategy.setField(a, 1, b);
    strategy.setVariable(Y, NULL);
    strategy.setVariable(X, NULL);
    expect(freed).toEqual([a, b]);
  });
  it('changes two counts for a write that replaces a reference', () => {
    const { strategy } = watched();
    strategy.alloc(X, 0);
    const b = strategy.alloc(Y, 0);
    const { barrier } = strategy.work;
    strategy.setVariable(X, b);
    expect(strategy.work.barrier - barrier).toBe(2);
  });
  it('reports a count that is not the number of references', () => {
    const { strategy } = watched();
    const a = strategy.alloc(X, 0);
    strategy.nodes.memory.writePointer(a, 2);
    expect(strategy.check([a])).toMatchObject([{ at: a, formula: 'count = references', found: '2 ≠ 1' }]);
  });
});
