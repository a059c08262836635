import type { BehaviourCheck, Manifest } from '../kit/manifest.ts';

/** A public check and its private twin, half a point each. The twin waits for the public one, and for what it builds on. */
function concept(
  id: string,
  title: string,
  after: readonly string[],
  privateAfter: readonly string[] = [],
): readonly [BehaviourCheck, BehaviourCheck] {
  return [
    { id, title, points: 0.5, visibility: 'public', after },
    {
      id: `${id}-private`,
      title: `${title}, in traces that are not shown`,
      points: 0.5,
      visibility: 'private',
      after: [id, ...privateAfter],
    },
  ];
}

export const manifest: Manifest = {
  id: '17-obmalloc',
  title: 'The object allocator',
  section: 'How They Work Together',
  models: 'Objects/obmalloc.c: _PyObject_Malloc, _PyObject_Calloc, _PyObject_Realloc, _PyObject_Free (CPython 3.7)',
  file: 'obmalloc.ts',
  exports: ['Obmalloc'],
  minutes: 180,
  points: 20,
  // Not `system`: an answer that made a machine of its own could keep its heap where nobody counts.
  kit: ['errors', 'memory', 'obmalloc-layout'],
  behaviour: [
    ...concept('size-classes', 'A request is served from a pool of its size class', []),
    ...concept('carving', 'Untouched blocks are handed out in address order, pool after pool', ['size-classes']),
    ...concept('free-list', 'A freed block is the next one of its pool to be handed out', ['carving']),
    ...concept('pool-states', 'A pool leaves its used list when full and comes back to the front', ['free-list']),
    ...concept('empty-pools', 'An empty pool serves any size class and comes before an untouched one', ['free-list']),
    ...concept(
      'pool-header',
      'The pool headers in simulated memory say what the pools hold',
      ['free-list'],
      ['pool-states', 'empty-pools'],
    ),
    ...concept('arenas', 'An arena is mapped when a pool is needed and unmapped when all its pools are empty', [
      'carving',
    ]),
    ...concept(
      'usable-arenas',
      'Pools come from the fullest arena that has one',
      ['arenas', 'empty-pools'],
      ['pool-states'],
    ),
    ...concept('calloc', 'calloc places like malloc and clears what was asked for', ['free-list']),
    ...concept('realloc', 'realloc stays, moves or copies as CPython does', ['free-list']),
    ...concept('raw-requests', 'Requests of 0 and of more than 512 bytes go to the system', ['arenas', 'realloc']),
    ...concept(
      'arena-failure',
      'Without a further arena a small request goes to the system',
      ['raw-requests'],
      ['pool-states', 'empty-pools'],
    ),
  ],
  structure: [
    { id: 'shape', title: 'The class has the constructor and the methods of the contract', points: 1 },
    {
      id: 'free-list-in-memory',
      title: 'Free blocks are linked in the simulated memory, not in a collection beside it',
      points: 1,
    },
    { id: 'no-linear-scan', title: 'Pools and arenas are found by links, never by a search', points: 1 },
    {
      id: 'size-class-by-arithmetic',
      title: 'The size class is computed, not looked up in a written-out table',
      points: 1,
    },
  ],
  performance: [
    {
      id: 'memory-accesses',
      title: 'A call reads and writes the simulated memory a few times',
      points: 1,
      kind: 'counted',
      workload: 'standing',
      size: 16_384,
      figure: 'accesses per call',
      band: { full: 11, none: 18 },
    },
    {
      id: 'growth',
      title: 'A call costs the same whether a thousand or sixty-four thousand blocks live',
      points: 1,
      kind: 'growth',
      workload: 'standing',
      sizes: [1_024, 8_192, 65_536],
      maxRatio: 1.8,
    },
    {
      id: 'churn-time',
      title: 'Random traffic on 100,000 live blocks takes at most 2.25 times the time of the reference',
      points: 1,
      kind: 'timed',
      workload: 'churn',
      size: 100_000,
      maxRatio: 2.25,
    },
    {
      id: 'footprint',
      title: 'The arenas mapped at the peak are little more than the bytes asked for',
      points: 1,
      kind: 'counted',
      workload: 'mixed',
      size: 20_000,
      figure: 'footprint over payload',
      band: { full: 1.25, none: 1.75 },
    },
  ],
  limits: { cpuSeconds: 2, stepCpuMs: 100, wallMs: 10_000, memoryMiB: 256 },
  hints: [
    'Build from the inside out: one pool that hands out its blocks, then free and the free list, then the list of used pools per size class, then empty pools, then a second arena. The checks come in this order too.',
    'The first bytes of a free block hold the address of the next free block. malloc takes the block that freeblock points to and stores what is in that block as the new freeblock; free does the reverse. A block’s pool begins at the multiple of 4096 below the block, so free needs no search.',
    'A malloc that leaves freeblock at NULL carves the block at nextoffset if nextoffset is at most maxnextoffset, and else takes the pool off its used list. A free that finds freeblock at NULL puts the pool back at the front. A free that brings the count to 0 moves the pool to the front of its arena’s freepools, then gives the arena one more free pool: unmap it when all its pools are free, else move it just behind the last arena that has as many free pools as it had before.',
  ],
};
