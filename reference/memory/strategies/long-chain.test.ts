import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { STRATEGIES } from './strategies.ts';

const [HEAD, NODE] = [0, 1];

/**
 * One of each kind: the others run the same code. CPython collects a thousand times while a million nodes are made; a
 * tenth of them is too deep for the host as well.
 */
const CHAINS = [
  ['naive-counting', 1_000_000],
  ['deferred-counting', 1_000_000],
  ['mark-sweep', 1_000_000],
  ['incremental-insertion', 1_000_000],
  ['cpython', 100_000],
] as const;

describe('a long chain', () => {
  // A function that calls itself once for each node would end here: the host's stack holds about ten thousand calls.
  it.each(CHAINS)(
    '%s follows %i nodes while they are alive, and gives them back when they are dropped',
    (name, length) => {
      const strategy = STRATEGIES[name]({ variables: 2, budget: 1000 });
      let freed = 0;
      strategy.nodes.onFreed = () => {
        freed += 1;
      };
      let head: Address = NULL;
      for (let made = 0; made < length; made += 1) {
        const node = strategy.alloc(NODE, 1);
        strategy.setField(node, 0, head);
        strategy.setVariable(HEAD, node);
        head = node;
      }
      strategy.setVariable(NODE, NULL);
      strategy.collect();
      expect(freed).toBe(0);
      strategy.setVariable(HEAD, NULL);
      strategy.collect();
      expect(freed).toBe(length);
    },
    120_000,
  );
});
