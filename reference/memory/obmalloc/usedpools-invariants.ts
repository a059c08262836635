import { hex, NULL } from '../../../exercises/kit/memory.ts';
import { addressSet, type Invariant, sameMembers } from './invariant.ts';

/** Of the lists of used pools: one for each class c. */
export const USEDPOOLS_INVARIANTS: readonly Invariant[] = [
  {
    sentence: 'The list of a class holds its pools that have blocks in use and blocks to give, each once.',
    formula: 'usedpools[c] = {p | p.szidx = c ∧ p.ref.count > 0 ∧ p.freeblock ≠ NULL}',
    *check({ pools, usedlists }) {
      const partly = [...pools.values()].filter(({ refCount, freeblock }) => refCount > 0 && freeblock !== NULL);
      for (const { szidx, head, pools: listed } of usedlists) {
        const expected = partly.filter((pool) => pool.szidx === szidx).map(({ address }) => address);
        if (!sameMembers(listed, expected))
          yield { at: head, found: `${addressSet(listed)} ≠ ${addressSet(expected)}` };
      }
    },
  },
  {
    sentence: 'The list is linked in both directions, all around.',
    formula: 'p.nextpool.prevpool = p, for the head and every listed pool',
    *check({ heap, pools, usedlists }) {
      for (const { head, pools: listed } of usedlists) {
        for (const pool of [head, ...listed.filter((address) => pools.has(address))]) {
          const next = heap.pools.nextpool(pool);
          const back = next === head || pools.has(next) ? heap.pools.prevpool(next) : NULL;
          if (back !== pool) yield { at: pool, found: hex(back) };
        }
      }
    },
  },
];
