import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { OB_REFCNT } from '../objects/index.ts';
import { CPython } from './cpython.ts';

const [X, Y] = [0, 1];

function watched() {
  const strategy = new CPython({ variables: 2 });
  const freed: Address[] = [];
  strategy.nodes.onFreed = (node) => freed.push(node);
  return { strategy, freed };
}

describe('CPython', () => {
  it('gives a chain back at once, and a cycle when it collects', () => {
    const { strategy, freed } = watched();
    const a = strategy.alloc(X, 1);
    strategy.setField(a, 0, strategy.alloc(Y, 1));
    for (const variable of [X, Y]) strategy.setVariable(variable, NULL);
    expect(freed).toHaveLength(2);
    const c = strategy.alloc(X, 1);
    strategy.setField(c, 0, c);
    strategy.setVariable(X, NULL);
    expect(freed).toHaveLength(2);
    strategy.collect();
    expect(freed).toHaveLength(3);
  });
  it('collects the youngest generation when 701 nodes more were made than given back', () => {
    const { strategy, freed } = watched();
    for (let node = 0; node < 700; node += 1) {
      const self = strategy.alloc(X, 1);
      strategy.setField(self, 0, self);
    }
    expect(strategy.work.collections).toBe(0);
    strategy.alloc(X, 1);
    expect(strategy.work.collections).toBe(1);
    expect(freed).toHaveLength(700 - 1); // the last one was held when the collection ran
  });
  it('takes 16 bytes more for a node than one that is only counted', () => {
    const { strategy } = watched();
    strategy.alloc(X, 1);
    expect(strategy.nodes.bytes).toBe(16 + 16 + 8);
    strategy.setVariable(X, NULL);
    expect([strategy.nodes.bytes, strategy.nodes.highWater]).toEqual([0, 16 + 16 + 8]);
  });
  it('reports a count that is not the number of references', () => {
    const { strategy } = watched();
    const a = strategy.alloc(X, 0);
    strategy.nodes.memory.writePointer(a + OB_REFCNT, 2);
    expect(strategy.check()).toMatchObject([{ at: a }]);
  });
});
