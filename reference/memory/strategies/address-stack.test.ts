import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { AddressStack } from './address-stack.ts';
import { NodeHeap } from './node-heap.ts';

describe('AddressStack', () => {
  it('gives addresses back last in, first out, and all memory with them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 8 }), (runs) => {
        const nodes = new NodeHeap({ variables: 0 });
        const stack = new AddressStack(nodes);
        const model: Address[] = [];
        for (const run of runs) {
          for (let left = run; left > 0; left -= 1) {
            model.push((16 * model.length + 16) as Address);
            stack.push(model.at(-1) as Address);
          }
          for (let left = run; left < 0; left += 1) expect(stack.pop()).toBe(model.pop() ?? NULL);
          expect([stack.size, ...stack]).toEqual([model.length, ...model.toReversed()]);
        }
        while (stack.size > 0) stack.pop();
        expect(nodes.bytes).toBe(0);
      }),
      { numRuns: 30, seed: 1 },
    );
  });
  it('costs the same at every size', () => {
    const nodes = new NodeHeap({ variables: 0 });
    const stack = new AddressStack(nodes);
    const dearest = (pushes: number) => {
      let most = 0;
      for (let push = 0; push < pushes; push += 1) {
        const before = nodes.memory.reads + nodes.memory.writes;
        stack.push(16 as Address);
        most = Math.max(most, nodes.memory.reads + nodes.memory.writes - before);
      }
      return most;
    };
    const few = dearest(10_000);
    expect(dearest(100_000)).toBe(few);
  });
});
