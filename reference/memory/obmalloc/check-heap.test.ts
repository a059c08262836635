import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { POOL_HEADER } from '../../../exercises/kit/obmalloc-layout.ts';
import { System } from '../../../exercises/kit/system.ts';
import { checkHeap, Obmalloc } from './index.ts';

/** Two pools of class 5 with three blocks in use each, one emptied pool of class 7, all in one arena. */
function soundHeap() {
  const system = new System();
  const allocator = new Obmalloc(system);
  const block = allocator.malloc(48);
  for (let index = 1; index < 84 + 3; index += 1) allocator.malloc(48);
  for (const address of [block + 48, block + 96]) allocator.free(address as Address);
  const emptied = [allocator.malloc(64), allocator.malloc(64)];
  for (const address of emptied) allocator.free(address);
  const pool = (block - 48) as Address;
  return { heap: allocator.heap, memory: system.memory, pool, block };
}

function invariants(heap: ReturnType<typeof soundHeap>['heap']): readonly string[] {
  return checkHeap(heap).map(({ invariant }) => invariant);
}

describe('checkHeap', () => {
  it('finds nothing in a sound heap', () => {
    expect(checkHeap(soundHeap().heap)).toEqual([]);
  });

  it('finds a block lost by a free that forgot to relink it, and tells where', () => {
    const { heap, memory, pool } = soundHeap();
    const second = memory.readPointer(memory.readPointer(pool + POOL_HEADER.freeblock));
    memory.writePointer(pool + POOL_HEADER.freeblock, second);
    expect(checkHeap(heap)).toContainEqual({ invariant: 'carved = in use + free', at: pool, found: '84 ≠ 82 + 1' });
  });

  type Damage = (world: ReturnType<typeof soundHeap>) => void;
  const damages: readonly (readonly [string, string, Damage])[] = [
    [
      'a free list that runs in a circle',
      'carved = in use + free',
      ({ memory, block }) => memory.writePointer(block + 96, block + 96),
    ],
    [
      'a free list that leads out of its pool',
      'free blocks are carved blocks, each once',
      ({ memory, block }) => memory.writePointer(block + 48, block + 5000),
    ],
    [
      'a size class that does not exist',
      'szidx is a size class',
      ({ memory, pool }) => memory.writeU32(pool + POOL_HEADER.szidx, 64),
    ],
    [
      'a nextoffset beyond the pool',
      'blocks end in their pool',
      ({ memory, pool }) => memory.writeU32(pool + POOL_HEADER.nextoffset, 5000),
    ],
    [
      'a pool that names another arena',
      'pool.arenaindex = its arena',
      ({ memory, pool }) => memory.writeU32(pool + POOL_HEADER.arenaindex, 1),
    ],
    [
      'a used pool on no list',
      'used list = pools partly in use',
      ({ heap, pool }) => {
        const { pools } = heap;
        pools.setNextpool(pools.prevpool(pool), pools.nextpool(pool));
        pools.setPrevpool(pools.nextpool(pool), pools.prevpool(pool));
      },
    ],
    [
      'a link back that was forgotten',
      'nextpool.prevpool = itself',
      ({ memory, pool }) => memory.writePointer(pool + POOL_HEADER.prevpool, pool),
    ],
    [
      'an empty pool that is not free',
      'freepools = pools with ref.count 0',
      ({ heap }) => {
        const [arena] = heap.arenas;
        if (arena !== undefined) arena.freepools = NULL;
      },
    ],
    [
      'a wrong number of free pools',
      'nfreepools = freepools + never carved',
      ({ heap }) => {
        const [arena] = heap.arenas;
        if (arena !== undefined) arena.nfreepools -= 1;
      },
    ],
    [
      'an arena with free pools that is not usable',
      'usable_arenas = arenas with free pools',
      ({ heap }) => {
        heap.usableArenas = null;
      },
    ],
    [
      'a forgotten rightmost arena',
      'nfp2lasta[62] = the rightmost arena with 62',
      ({ heap }) => {
        heap.nfp2lasta[62] = null;
      },
    ],
    [
      'an arena object that is lost',
      'arena objects = live + unused, live = mapped',
      ({ heap }) => {
        heap.unusedArenaObjects = heap.unusedArenaObjects?.nextarena ?? null;
      },
    ],
  ];
  it.each(damages)('finds %s', (_, invariant, damage) => {
    const world = soundHeap();
    damage(world);
    expect(invariants(world.heap)).toContain(invariant);
  });

  it('finds usable arenas out of order', () => {
    const allocator = new Obmalloc(new System());
    const blocks = Array.from({ length: 2 * 448 }, () => allocator.malloc(512));
    for (const block of [...blocks.slice(0, 7), ...blocks.slice(448, 448 + 14)]) allocator.free(block);
    const { heap } = allocator;
    expect(checkHeap(heap)).toEqual([]);
    for (const arena of heap.arenas) if (arena.nfreepools === 1) arena.nfreepools = 3;
    expect(invariants(heap)).toContain('usable_arenas ascends by nfreepools');
  });
});
