import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { STRATEGIES } from './strategies.ts';

const [HEAD, NODE] = [0, 1];

const LENGTH = 1_000_000;

/** One of each kind: the others run the same code. The collector of `memory/gc` has a million nodes of its own. */
const KINDS = ['naive-counting', 'deferred-counting', 'mark-sweep', 'incremental-insertion'] as const;

describe('a chain of a million nodes', () => {
  // A function that calls itself once for each node would end here: the host's stack holds about ten thousand calls.
  it.each(KINDS)(
    '%s follows it while it is alive, and gives it back when it is dropped',
    (name) => {
      const strategy = STRATEGIES[name]({ variables: 2, budget: 1000 });
      let freed = 0;
      strategy.nodes.onFreed = () => {
        freed += 1;
      };
      let head: Address = NULL;
      for (let made = 0; made < LENGTH; made += 1) {
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
      expect(freed).toBe(LENGTH);
    },
    120_000,
  );
});
