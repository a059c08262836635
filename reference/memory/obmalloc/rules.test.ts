import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { describeEvent, System, type SystemOptions } from '../../../exercises/kit/system.ts';
import { checkHeap, Obmalloc, PROFILES, type Profile, takeCensus } from './index.ts';

const { classic64 } = PROFILES;
const BUILDS = Object.values(PROFILES).map((profile): readonly [string, Profile] => [profile.name, profile]);

/** An allocator whose blocks are spoken of as the recordings do: `0:48`, `raw`, `null`, with arena events behind. */
class Trial {
  readonly system: System;
  readonly allocator: Obmalloc;
  #events: string[] = [];

  constructor(profile: Profile = classic64, options: SystemOptions = {}) {
    const onEvent: SystemOptions['onEvent'] = (event) => void this.#events.push(describeEvent(event));
    this.system = new System({ arenaSize: profile.arenaSize, onEvent, ...options });
    this.allocator = new Obmalloc(this.system, profile);
  }

  /** What a call gave, and what happened to arenas since the last call of `said`. */
  said(address: Address): string {
    const words = [this.system.describe(address), ...this.#events];
    this.#events = [];
    return words.join(' ');
  }

  events(): readonly string[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  malloc(size: number): string {
    return this.said(this.allocator.malloc(size));
  }

  many(count: number, size: number): Address[] {
    return Array.from({ length: count }, () => this.allocator.malloc(size));
  }

  free(blocks: readonly Address[]): void {
    for (const block of blocks) this.allocator.free(block);
  }

  /** Numbers of the class's used pools in arena 0, front first. */
  usedlist(szidx: number): readonly number[] {
    return (
      this.census()
        .usedlists.find((list) => list.szidx === szidx)
        ?.pools.map(({ pool }) => pool) ?? []
    );
  }

  usable(): readonly string[] {
    return this.census().usable.map(({ arena, nfreepools }) => `${arena}(${nfreepools})`);
  }

  census() {
    expect(checkHeap(this.allocator.heap)).toEqual([]);
    return takeCensus(this.allocator.heap);
  }
}

/** Blocks of 512 bytes in one pool and in one arena. */
const perPool = (profile: Profile) => Math.floor((profile.poolSize - profile.poolOverhead) / 512);
const perArena = (profile: Profile) => 64 * perPool(profile);

describe('rule 1: size classes', () => {
  it.each([1, 512])('serves a request of %i bytes from a pool', (size) => {
    expect(new Trial().malloc(size)).toBe('0:48 +A0');
  });
  it.each([0, 513])('serves a request of %i bytes from the raw allocator', (size) => {
    expect(new Trial().malloc(size)).toBe('raw');
  });
  it.each(BUILDS)('rounds up to the alignment: %s', (_, profile) => {
    const trial = new Trial(profile);
    const [first = NULL, second = NULL] = [profile.alignment, 1].map((size) => trial.allocator.malloc(size));
    expect(second - first).toBe(profile.alignment);
  });
  it.each(BUILDS)('refuses more than PY_SSIZE_T_MAX: %s', (_, profile) => {
    const { allocator } = new Trial(profile);
    expect(allocator.malloc(profile.sizeLimit)).toBe(NULL);
    expect(allocator.calloc(2, profile.sizeLimit / 2)).toBe(NULL);
    const block = allocator.malloc(48);
    expect(allocator.realloc(block, profile.sizeLimit)).toBe(NULL);
    expect(allocator.realloc(block, 48)).toBe(block);
  });
});

describe('rule 2: pools', () => {
  it.each(BUILDS)('holds floor((pool - header) / block) blocks of each class: %s', (_, profile) => {
    for (let size = profile.alignment; size <= 512; size += profile.alignment) {
      const blocks = Math.floor((profile.poolSize - profile.poolOverhead) / size);
      const trial = new Trial(profile);
      const pools = new Set(trial.many(blocks, size).map((block) => Math.floor(block / profile.poolSize)));
      expect({ size, pools: pools.size }).toEqual({ size, pools: 1 });
      expect(trial.malloc(size)).toBe(`0:${profile.poolSize + profile.poolOverhead} +A0`);
    }
  });
  it.each([
    ['classic64', 0, 506],
    ['classic64', 63, 7],
    ['amd64-3.11', 0, 1021],
    ['amd64-3.11', 31, 31],
    ['i386-3.11', 0, 508],
    ['i386-3.11', 12, 39],
  ] as const)('holds as many as were recorded: %s, class %i, %i blocks', (name, szidx, blocks) => {
    const profile = PROFILES[name];
    const trial = new Trial(profile);
    trial.many(blocks, (szidx + 1) * profile.alignment);
    expect(trial.census().arenas[0]?.carved).toMatchObject([{ szidx, count: blocks, state: 'full' }]);
  });
});

describe('rule 3: taking a block', () => {
  it('takes the block that was freed last', () => {
    const trial = new Trial();
    const [a = NULL, b = NULL] = trial.many(3, 16);
    trial.free([a, b]);
    expect(trial.many(2, 16)).toEqual([b, a]);
  });
  it('carves one block when the last free block is taken, not when one is missing', () => {
    const trial = new Trial();
    trial.many(2, 64);
    expect(trial.census().arenas[0]?.carved[0]).toMatchObject({ nextoffset: 48 + 3 * 64, freeList: [48 + 2 * 64] });
  });
  it('unlinks a pool in the call that fills it', () => {
    const trial = new Trial();
    trial.many(6, 512);
    expect(trial.usedlist(63)).toEqual([0]);
    trial.many(1, 512);
    expect(trial.usedlist(63)).toEqual([]);
  });
});

describe('rule 4: a new pool', () => {
  it('hands out the first block and makes the second the whole free list', () => {
    const trial = new Trial();
    expect(trial.malloc(64)).toBe('0:48 +A0');
    expect(trial.census().arenas[0]?.carved[0]).toMatchObject({
      count: 1,
      nextoffset: 48 + 2 * 64,
      freeList: [48 + 64],
    });
  });
  it('keeps the free list of a pool that the same class gets again', () => {
    const trial = new Trial();
    trial.many(1, 16); // keeps the arena
    const [a = NULL, b = NULL, c = NULL] = trial.many(3, 48);
    trial.free([b, a, c]);
    expect(trial.many(3, 48)).toEqual([c, a, b]);
  });
  it('initialises a pool that another class gets', () => {
    const trial = new Trial();
    trial.many(1, 16);
    trial.free(trial.many(3, 48));
    trial.events();
    expect([trial.malloc(64), trial.malloc(64)]).toEqual(['0:4144', '0:4208']);
  });
});

describe('rule 5: freeing a block', () => {
  /** Three full pools of class 63, and two blocks of each. */
  function threeFullPools() {
    const trial = new Trial();
    const blocks = trial.many(21, 512);
    const of = (pool: number, index: number) => blocks[pool * 7 + index] ?? NULL;
    return { trial, of };
  }
  it('links a pool that was full to the front of its list', () => {
    const { trial, of } = threeFullPools();
    trial.free([of(0, 1), of(2, 1), of(1, 1)]);
    expect(trial.usedlist(63)).toEqual([1, 2, 0]);
  });
  it('does not move a pool that has free blocks already', () => {
    const { trial, of } = threeFullPools();
    trial.free([of(0, 1), of(2, 1), of(0, 2)]);
    expect(trial.usedlist(63)).toEqual([2, 0]);
  });
  it('puts an emptied pool in front of the free pools of its arena', () => {
    const { trial, of } = threeFullPools();
    trial.many(1, 8);
    trial.free([0, 1, 2, 3, 4, 5, 6].flatMap((index) => [of(2, index), of(0, index)]));
    expect(trial.census().arenas[0]?.freepools).toEqual([0, 2]);
  });
  it('keeps class, free list and nextoffset of an emptied pool', () => {
    const trial = new Trial();
    trial.many(1, 8);
    trial.free(trial.many(2, 48));
    const pool = trial.census().arenas[0]?.carved[1];
    expect(pool).toMatchObject({ state: 'free', szidx: 5, nextoffset: 192, freeList: [96, 48, 144] });
  });
});

describe('rule 6: where a new pool comes from', () => {
  it('takes emptied pools last in, first out, before pools never carved', () => {
    const trial = new Trial();
    const blocks = [8, 16, 24, 32].map((size) => trial.allocator.malloc(size));
    trial.free([blocks[1], blocks[3]].map((block) => block ?? NULL));
    trial.events();
    expect([trial.malloc(100), trial.malloc(200), trial.malloc(300)]).toEqual(['0:12336', '0:4144', '0:16432']);
  });
  it('maps an arena only when a pool is needed and none is free', () => {
    const trial = new Trial();
    trial.many(perArena(classic64), 512);
    expect(trial.events()).toEqual(['+A0']);
    expect(trial.malloc(512)).toBe('1:48 +A1');
  });
  it('sends a small request to the raw allocator when no arena is to be had, and tries again next time', () => {
    const trial = new Trial(classic64, { arenaCap: 1 });
    const blocks = trial.many(perArena(classic64), 512);
    trial.events();
    expect([trial.malloc(512), trial.malloc(8)]).toEqual(['raw !A', 'raw !A']);
    trial.free(blocks.slice(0, 1));
    expect(trial.malloc(512)).toBe('0:48');
  });
  it('takes pools from the arena with the fewest free ones', () => {
    const trial = new Trial();
    const blocks = trial.many(2 * perArena(classic64), 512);
    trial.free(blocks.slice(0, 14));
    trial.free(blocks.slice(448, 455));
    trial.events();
    expect(trial.usable()).toEqual(['1(1)', '0(2)']);
    expect(trial.malloc(8)).toBe('1:48');
  });
});

describe('rule 7: arenas by free pools', () => {
  it('unmaps an arena that became empty, always, in the classic build', () => {
    const trial = new Trial();
    const block = trial.allocator.malloc(8);
    trial.events();
    trial.free([block]);
    expect(trial.events()).toEqual(['-A0']);
    expect(trial.malloc(8)).toBe('1:48 +A1');
  });
  it.each(['amd64-3.11', 'i386-3.11'] as const)(
    'keeps an arena that became empty as the last usable one: %s',
    (name) => {
      const trial = new Trial(PROFILES[name]);
      trial.free(trial.many(1, 8));
      expect(trial.events()).toEqual(['+A0']);
      expect(trial.usable()).toEqual(['0(64)']);
    },
  );
  it('judges "last" by the place before the arena moves', () => {
    const profile = PROFILES['amd64-3.11'];
    const twoArenasOfOneBlock = () => {
      const trial = new Trial(profile);
      const blocks = trial.many(2 * perArena(profile), 512);
      const [first = NULL] = blocks;
      const last = blocks.at(-1) ?? NULL;
      trial.free(blocks.slice(perArena(profile), -1));
      trial.free(blocks.slice(1, perArena(profile)));
      trial.events();
      expect(trial.usable()).toEqual(['0(63)', '1(63)']);
      return { trial, first, last };
    };
    const left = twoArenasOfOneBlock();
    left.trial.free([left.first]); // it would be the last one with 64 free pools
    expect(left.trial.events()).toEqual(['-A0']);
    const right = twoArenasOfOneBlock();
    right.trial.free([right.last]);
    expect(right.trial.events()).toEqual([]);
    expect(right.trial.usable()).toEqual(['0(63)', '1(64)']);
  });
  it('puts an arena with its first free pool in front of others with one', () => {
    const trial = new Trial();
    const blocks = trial.many(3 * perArena(classic64), 512);
    for (const arena of [1, 0, 2]) trial.free(blocks.slice(arena * 448, arena * 448 + 7));
    expect(trial.usable()).toEqual(['2(1)', '0(1)', '1(1)']);
  });
  it('moves an arena behind the last one that has as many free pools as it had', () => {
    const trial = new Trial();
    const blocks = trial.many(3 * perArena(classic64), 512);
    for (const arena of [1, 0, 2]) trial.free(blocks.slice(arena * 448, arena * 448 + 7));
    trial.free(blocks.slice(2 * 448 + 7, 2 * 448 + 14));
    expect(trial.usable()).toEqual(['0(1)', '1(1)', '2(2)']);
    trial.free(blocks.slice(7, 14));
    expect(trial.usable()).toEqual(['1(1)', '0(2)', '2(2)']);
  });
});

describe('rule 8: realloc in a pool', () => {
  it('leaves the block where it is if more than three quarters of its class are still used', () => {
    const { allocator } = new Trial();
    const block = allocator.malloc(64);
    expect(allocator.realloc(block, 49)).toBe(block);
    expect(allocator.realloc(block, 48)).not.toBe(block);
  });
  it('goes by the size of the class, not by the size asked for: a request of the same class can move', () => {
    const { allocator } = new Trial();
    const block = allocator.malloc(9); // class of 16 bytes
    expect(allocator.realloc(block, 12)).not.toBe(block);
  });
  it('leaves a block that grows inside its class where it is', () => {
    const { allocator } = new Trial();
    const block = allocator.malloc(57);
    expect(allocator.realloc(block, 64)).toBe(block);
  });
  it('takes the new block before it frees the old one', () => {
    const trial = new Trial();
    const block = trial.allocator.malloc(16);
    expect(trial.said(trial.allocator.realloc(block, 12))).toBe('0:64 +A0');
  });
  it('copies all of the old block when it grows', () => {
    const { allocator, system } = new Trial();
    const block = allocator.malloc(41);
    system.memory.fill(block, 48, 0x11);
    expect(system.memory.dump(allocator.realloc(block, 100), 48)).toBe('11'.repeat(48));
  });
  it('copies nothing but the old block', () => {
    const { allocator, system } = new Trial();
    const [block, neighbour] = [allocator.malloc(48), allocator.malloc(48)];
    system.memory.fill(neighbour, 48, 0xee);
    expect(system.memory.dump(allocator.realloc(block, 100) + 48, 52)).toBe('00'.repeat(52));
  });
  it.each([0, 513])('moves a block to the raw allocator for %i bytes', (size) => {
    const trial = new Trial();
    trial.many(1, 16);
    const block = trial.allocator.malloc(16);
    trial.events();
    expect(trial.said(trial.allocator.realloc(block, size))).toBe('raw');
  });
});

describe('rule 9: realloc of raw blocks and of NULL', () => {
  it('keeps a raw block raw, whatever its size', () => {
    const trial = new Trial();
    const block = trial.allocator.malloc(1000);
    expect(trial.said(trial.allocator.realloc(block, 8))).toBe('raw');
  });
  it('serves realloc(NULL, n) as malloc(n), and free(NULL) as nothing', () => {
    const trial = new Trial();
    trial.allocator.free(NULL);
    expect(trial.said(trial.allocator.realloc(NULL, 8))).toBe('0:48 +A0');
  });
});

describe('rule 10: calloc', () => {
  it('clears exactly what was asked for, not the whole block', () => {
    const { allocator, system } = new Trial();
    const dirty = allocator.malloc(64);
    system.memory.fill(dirty, 64, 0xee);
    allocator.malloc(64);
    allocator.free(dirty);
    const block = allocator.calloc(19, 3);
    expect(block).toBe(dirty);
    expect(system.memory.dump(block, 64)).toBe('00'.repeat(57) + 'ee'.repeat(7));
  });
  it('clears a raw block that was used before', () => {
    const { allocator, system } = new Trial();
    const dirty = allocator.malloc(600);
    system.memory.fill(dirty, 600, 0xee);
    allocator.free(dirty);
    expect(system.memory.dump(allocator.calloc(600, 1), 600)).toBe('00'.repeat(600));
  });
});

describe('rule 11: a misaligned arena', () => {
  it('begins at the next pool boundary and has one pool fewer', () => {
    const trial = new Trial(classic64, { misalign: 1024 });
    expect(trial.malloc(512)).toBe('0:3120 +A0');
    expect(trial.usable()).toEqual(['0(62)']);
  });
});

describe('rule 12: arena objects', () => {
  it('are first used ascending, also beyond the first 16, and then last freed first', () => {
    const trial = new Trial();
    const blocks = trial.many(18 * 448, 512);
    expect(trial.census().arenas.map(({ slot }) => slot)).toEqual(Array.from({ length: 18 }, (_, index) => index));
    trial.free(blocks.slice(3 * 448, 4 * 448));
    trial.free(blocks.slice(1 * 448, 2 * 448));
    trial.many(2 * 448, 512);
    expect(trial.census().arenas.slice(-2)).toMatchObject([
      { arena: 18, slot: 1 },
      { arena: 19, slot: 3 },
    ]);
  });
});
