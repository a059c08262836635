import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { BLACK, GREY, setColour } from './colours.ts';
import { MarkSweep } from './mark-sweep.ts';
import { lifetimesOf } from './programs/lifetimes.ts';
import { programs } from './random-program.ts';
import { runProgram } from './run-program.ts';
import { FIRST_COLLECTION } from './strategy.ts';

const [X, Y] = [0, 1];

function watched(sweep: 'full' | 'lazy', budget = 1) {
  const strategy = new MarkSweep({ variables: 2, budget, sweep });
  const freed: Address[] = [];
  strategy.nodes.onFreed = (node) => freed.push(node);
  return { strategy, freed };
}

/** x → a → b; c ⇄ d, dropped. */
function withCycle(strategy: MarkSweep) {
  const c = strategy.alloc(X, 1);
  const d = strategy.alloc(Y, 1);
  strategy.setField(c, 0, d);
  strategy.setField(d, 0, c);
  const a = strategy.alloc(X, 1);
  const b = strategy.alloc(Y, 0);
  strategy.setField(a, 0, b);
  strategy.setVariable(Y, NULL);
  return { alive: [a, b], garbage: [c, d] };
}

describe('MarkSweep', () => {
  it.each(['full', 'lazy'] as const)('gives back what no variable leads to, cycles too: sweep %s', (sweep) => {
    const { strategy, freed } = watched(sweep);
    const { alive, garbage } = withCycle(strategy);
    expect(freed).toEqual([]);
    strategy.collect();
    expect(new Set(freed)).toEqual(new Set(garbage));
    expect(strategy.check(alive)).toEqual([]);
  });
  it('does nothing at a write but the write', () => {
    const { strategy } = watched('full');
    const a = strategy.alloc(X, 1);
    const { reads, writes } = strategy.nodes.memory;
    strategy.setField(a, 0, a);
    // The one read: how many fields there are.
    expect([strategy.nodes.memory.reads - reads, strategy.nodes.memory.writes - writes]).toEqual([1, 1]);
    expect(strategy.work).toEqual({ touched: 0, barrier: 0, collections: 0 });
  });
  it('looks once at each variable, at each field of what is alive, and at each node', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const strategy = new MarkSweep({ variables: program.variables, sweep: 'full' });
        const { died } = lifetimesOf(program);
        let fieldsAlive = 0;
        runProgram(program, strategy, lifetimesOf(program), (index) => {
          if (index < program.kinds.length - 1) return;
          const { nodes } = strategy;
          const alive = new Set(Array.from({ length: program.variables }, (_, x) => nodes.readVariable(x)));
          alive.delete(NULL);
          for (const node of alive) {
            fieldsAlive += nodes.fieldCount(node);
            for (let field = 0; field < nodes.fieldCount(node); field += 1) {
              const child = nodes.readField(node, field);
              if (child !== NULL) alive.add(child);
            }
          }
        });
        expect(strategy.work).toEqual({
          touched: program.variables + fieldsAlive + died.length,
          barrier: 0,
          collections: 1,
        });
      }),
      { numRuns: 50, seed: 8 },
    );
  });
  it('sweeps as many nodes at a time as its budget allows, if it is lazy', () => {
    const { strategy, freed } = watched('lazy', 2);
    withCycle(strategy);
    expect(strategy.step()).toBe(true); // marks
    expect(freed).toHaveLength(0);
    expect(strategy.step()).toBe(true); // the newest two are alive
    expect(freed).toHaveLength(0);
    expect(strategy.step()).toBe(false);
    expect(freed).toHaveLength(2);
  });
  it('collects after 700 nodes, then when there are twice as many as were alive', () => {
    const { strategy } = watched('full');
    const allocate = (count: number) => {
      for (let node = 0; node < count; node += 1) {
        const before = strategy.nodes.readVariable(Y);
        strategy.setField(strategy.alloc(X, 1), 0, before);
        strategy.setVariable(Y, strategy.nodes.readVariable(X));
      }
      return strategy.work.collections;
    };
    expect(allocate(FIRST_COLLECTION)).toBe(0);
    expect(allocate(1)).toBe(1);
    expect(allocate(FIRST_COLLECTION - 1)).toBe(1);
    expect(allocate(1)).toBe(2); // 1400 are alive
    expect(allocate(2 * FIRST_COLLECTION - 1)).toBe(2);
    expect(allocate(1)).toBe(3);
  });
  it('reports a node that is on no list, and a grey one in the sweep', () => {
    const { strategy } = watched('lazy');
    const { alive, garbage } = withCycle(strategy);
    const lost = strategy.nodes.newNode(0);
    expect(strategy.check([...alive, ...garbage, lost])).toMatchObject([{ found: '4 ≠ 5' }]);
    strategy.step();
    const [a, b] = alive as [Address, Address];
    setColour(strategy.nodes.memory, a, GREY);
    setColour(strategy.nodes.memory, b, BLACK);
    expect(strategy.check([...alive, ...garbage])).toMatchObject([{ at: a, found: 'grey' }]);
  });
});
