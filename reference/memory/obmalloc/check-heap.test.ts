import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { POOL_HEADER } from '../../../exercises/kit/obmalloc-layout.ts';
import { System } from '../../../exercises/kit/system.ts';
import type { ArenaObject } from './arena-object.ts';
import { checkHeap, INVARIANTS, Obmalloc } from './index.ts';

/**
 * Arena 0 with one free pool, arena 1 with two; in arena 2 two pools of class 5, one with all but two of its 84 blocks
 * in use and one with three, a full pool of class 63, and an emptied one of class 7.
 */
function soundHeap() {
  const system = new System();
  const allocator = new Obmalloc(system);
  const many = (count: number, size: number) => Array.from({ length: count }, () => allocator.malloc(size));
  const large = many(2 * 448, 512);
  const [block = NULL] = many(84 + 3, 48);
  many(7, 512);
  for (const address of many(2, 64)) allocator.free(address);
  for (const address of [...large.slice(0, 7), ...large.slice(448, 462)]) allocator.free(address);
  for (const address of [block + 48, block + 96]) allocator.free(address as Address);
  const [first, second, third] = allocator.heap.arenas as [ArenaObject, ArenaObject, ArenaObject];
  const pool = (block - 48) as Address;
  return { heap: allocator.heap, memory: system.memory, pool, block, first, second, third };
}

type World = ReturnType<typeof soundHeap>;

/** What is done to the heap, and the sentence that is not true of it any more. */
const DAMAGES: readonly (readonly [string, string, (world: World) => void])[] = [
  [
    'a size class that does not exist',
    'A carved pool has a size class.',
    ({ memory, pool }) => memory.writeU32(pool + POOL_HEADER.szidx, 64),
  ],
  [
    'a pool that names another arena',
    'A pool knows its arena.',
    ({ memory, pool }) => memory.writeU32(pool + POOL_HEADER.arenaindex, 1),
  ],
  [
    'a nextoffset beyond the pool',
    'Blocks end in their pool.',
    ({ memory, pool }) => memory.writeU32(pool + POOL_HEADER.nextoffset, 48 + 85 * 48),
  ],
  [
    'a nextoffset beyond all reason',
    'Blocks end in their pool.',
    ({ memory, pool }) => memory.writeU32(pool + POOL_HEADER.nextoffset, 0xffff_fff0),
  ],
  [
    'a nextoffset inside a block',
    'A pool has carved two blocks at least, and whole ones.',
    ({ memory, pool }) => memory.writeU32(pool + POOL_HEADER.nextoffset, 1000),
  ],
  [
    'a block lost by a free that forgot to relink it',
    'Every block ever carved is in use or on the free list.',
    ({ memory, pool, block }) => memory.writePointer(pool + POOL_HEADER.freeblock, block + 48),
  ],
  [
    'a free list that runs in a circle',
    'Every block ever carved is in use or on the free list.',
    ({ memory, block }) => memory.writePointer(block + 48, block + 96),
  ],
  [
    'a block that was freed twice',
    'The free list holds carved blocks of its pool, each once.',
    ({ memory, block }) => memory.writePointer(block + 48, block + 96),
  ],
  [
    'a free list that leads out of its pool',
    'The free list holds carved blocks of its pool, each once.',
    ({ memory, block }) => memory.writePointer(block + 48, block + 5000),
  ],
  [
    'a pool that should have been extended',
    'A pool without a free block has no virgin block either: it is full.',
    ({ memory, pool }) => memory.writePointer(pool + 4096 + POOL_HEADER.freeblock, NULL),
  ],
  [
    'a used pool on no list',
    'The list of a class holds its pools that have blocks in use and blocks to give, each once.',
    ({ heap, pool }) => {
      const { pools } = heap;
      pools.setNextpool(pools.prevpool(pool), pools.nextpool(pool));
      pools.setPrevpool(pools.nextpool(pool), pools.prevpool(pool));
    },
  ],
  [
    'a list that leads to where no pool is',
    'The list of a class holds its pools that have blocks in use and blocks to give, each once.',
    ({ memory, pool }) => memory.writePointer(pool + POOL_HEADER.nextpool, 0x7fff_0000),
  ],
  [
    'a link back that was forgotten',
    'The list is linked in both directions, all around.',
    ({ memory, pool }) => memory.writePointer(pool + POOL_HEADER.prevpool, pool),
  ],
  [
    'a wrong number of pools in an arena',
    'An arena holds as many pools as fit between multiples of the pool size.',
    ({ first }) => {
      first.ntotalpools = 63;
    },
  ],
  [
    'an arena that carves where its last pool ends',
    'Pools are carved in order, from the first on.',
    ({ first }) => {
      first.poolAddress = (first.poolAddress + 4096) as Address;
    },
  ],
  [
    'an empty pool that is not free',
    'The free pools of an arena are its carved pools without a block in use, each once.',
    ({ first }) => {
      first.freepools = NULL;
    },
  ],
  [
    'a free pool that is none of the arena',
    'The free pools of an arena are its carved pools without a block in use, each once.',
    ({ first, second }) => {
      first.freepools = second.freepools;
    },
  ],
  [
    'a pool that was taken and not counted',
    'The number of free pools counts those and the ones never carved.',
    ({ third }) => {
      third.nfreepools += 1;
    },
  ],
  [
    'an arena that nobody gave back',
    'An arena whose pools are all free is given back, but for the last usable one in builds that keep it.',
    ({ third }) => {
      third.nfreepools = 64;
    },
  ],
  [
    'an arena that the map forgot',
    'The map of arenas knows every arena, from its first byte to its last.',
    ({ heap, first }) => heap.arenaMap.markUsed(first.address, false),
  ],
  [
    'an arena that is unmapped, and still in the map',
    'The map of arenas knows nothing else.',
    ({ heap, third }) => heap.arenaMap.markUsed((third.address + 5 * 262144 + 4096) as Address, true),
  ],
  [
    'an arena object that is lost',
    'An arena object has an arena or is unused, and as many have one as are mapped.',
    ({ heap }) => {
      heap.unusedArenaObjects = heap.unusedArenaObjects?.nextarena ?? null;
    },
  ],
  [
    'an arena with free pools that is not usable',
    'An arena is usable exactly when it has a free pool.',
    ({ heap }) => {
      heap.usableArenas = heap.usableArenas?.nextarena ?? null;
    },
  ],
  [
    'arenas that stayed where they were',
    'Usable arenas stand in ascending order of free pools.',
    ({ first }) => {
      first.nfreepools = 3;
    },
  ],
  [
    'an arena that was linked in one direction',
    'Usable arenas are linked in both directions.',
    ({ second }) => {
      second.prevarena = null;
    },
  ],
  [
    'a rightmost arena that was forgotten',
    'For each number of free pools the rightmost usable arena that has it is known.',
    ({ heap }) => {
      heap.nfp2lasta[2] = null;
    },
  ],
];

describe('checkHeap', () => {
  it('finds nothing in a sound heap', () => {
    expect(checkHeap(soundHeap().heap)).toEqual([]);
  });

  it.each(DAMAGES)('finds %s', (_, sentence, damage) => {
    const world = soundHeap();
    damage(world);
    expect(checkHeap(world.heap).map((violation) => violation.sentence)).toContain(sentence);
  });

  it('is seen to find a violation of every invariant', () => {
    expect(new Set(DAMAGES.map(([, sentence]) => sentence))).toEqual(
      new Set(INVARIANTS.map(({ sentence }) => sentence)),
    );
  });

  it('tells where, and the figures', () => {
    const { heap, memory, pool, block } = soundHeap();
    memory.writePointer(pool + POOL_HEADER.freeblock, block + 48);
    expect(checkHeap(heap)).toEqual([
      {
        sentence: 'Every block ever carved is in use or on the free list.',
        formula: 'carved = p.ref.count + |free list|',
        at: pool,
        found: '84 ≠ 82 + 1',
      },
    ]);
  });
});
