import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { STRATEGIES, STRATEGY_NAMES } from './strategies.ts';

const [HEAD, NODE] = [0, 1];

describe('a chain of a million nodes', () => {
  // A function that calls itself once for each node would end here: the host's stack holds about ten thousand calls.
  it.each(STRATEGY_NAMES)(
    '%s follows it while it is alive, and gives it back when it is dropped',
    (name) => {
      // CPython's million is where its collector is tested: all it does here on top is to be slow.
      const length = name === 'cpython' ? 100_000 : 1_000_000;
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
