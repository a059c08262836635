import { NULL } from '../../../exercises/kit/memory.ts';
import type { HeapSurvey, PoolSurvey } from './heap-survey.ts';
import type { Breach, Invariant } from './invariant.ts';

/** Of every carved pool p, by its header and its blocks. `size` is the size of its class's blocks. */
export const POOL_INVARIANTS: readonly Invariant[] = [
  {
    sentence: 'A carved pool has a size class.',
    formula: '0 ≤ p.szidx < NB_SMALL_SIZE_CLASSES',
    *check({ heap, pools }) {
      for (const { address, szidx } of pools.values()) {
        if (szidx >= heap.classes.count) yield { at: address, found: String(szidx) };
      }
    },
  },
  {
    sentence: 'A pool knows its arena.',
    formula: 'arenas[p.arenaindex] = arena of p',
    *check({ pools }) {
      for (const { address, arenaindex, arena } of pools.values()) {
        if (arenaindex !== arena.index) yield { at: address, found: `${arenaindex} ≠ ${arena.index}` };
      }
    },
  },
  {
    sentence: 'Blocks end in their pool.',
    formula: 'p.maxnextoffset = POOL_SIZE - size ∧ p.nextoffset ≤ p.maxnextoffset + size',
    check: (survey) =>
      eachPool(survey, ({ size, nextoffset, maxnextoffset }) => {
        const limit = survey.heap.profile.poolSize - size;
        if (maxnextoffset === limit && nextoffset <= limit + size) return null;
        return `nextoffset ${nextoffset}, maxnextoffset ${maxnextoffset}`;
      }),
  },
  {
    sentence: 'A pool has carved two blocks at least, and whole ones.',
    formula: 'carved = (p.nextoffset - POOL_OVERHEAD) / size ∈ {2, 3, …}',
    check: (survey) => eachPool(survey, ({ carved }) => (carved >= 2 && Number.isInteger(carved) ? null : `${carved}`)),
  },
  {
    sentence: 'Every block ever carved is in use or on the free list.',
    formula: 'carved = p.ref.count + |free list|',
    check: (survey) =>
      eachPool(survey, ({ carved, refCount, freeList }) => {
        if (carved === refCount + freeList.length) return null;
        const length = freeList.length > carved ? `a list of more than ${carved}` : freeList.length;
        return `${carved} ≠ ${refCount} + ${length}`;
      }),
  },
  {
    sentence: 'The free list holds carved blocks of its pool, each once.',
    formula: 'b ∈ free list ⇒ b = p + POOL_OVERHEAD + i · size, i ∈ {0, …, carved - 1}',
    check: (survey) =>
      eachPool(survey, ({ address, size, carved, freeList }) => {
        const start = address + survey.heap.profile.poolOverhead;
        const isCarved = (block: number) =>
          block >= start && (block - start) % size === 0 && (block - start) / size < carved;
        const astray = freeList.filter((block) => !isCarved(block)).length;
        const different = new Set(freeList).size;
        if (astray === 0 && different === freeList.length) return null;
        return `${astray} astray, ${different} of ${freeList.length} different`;
      }),
  },
  {
    sentence: 'A pool without a free block has no virgin block either: it is full.',
    formula: 'p.freeblock = NULL ⇒ p.nextoffset > p.maxnextoffset',
    check: (survey) =>
      eachPool(survey, ({ freeblock, nextoffset, maxnextoffset }) => {
        return freeblock !== NULL || nextoffset > maxnextoffset ? null : `${nextoffset} ≤ ${maxnextoffset}`;
      }),
  },
];

/** Of pools with a size class; the others break an invariant of their own. */
function* eachPool({ heap, pools }: HeapSurvey, found: (pool: PoolSurvey) => string | null): Generator<Breach> {
  for (const pool of pools.values()) {
    const figures = pool.szidx < heap.classes.count ? found(pool) : null;
    if (figures !== null) yield { at: pool.address, found: figures };
  }
}
