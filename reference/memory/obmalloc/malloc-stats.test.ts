import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../exercises/kit/memory.ts';
import { mallocStats, Obmalloc, PROFILES, takeCensus } from './index.ts';
import { commands, newSystem, perform, WORLDS } from './random-commands.ts';

// What real CPythons print after the same traces, in every build, is in reference/conformance/obmalloc.

describe('mallocStats', () => {
  it.each(WORLDS)('accounts for every byte of the arenas: %s', (_, profile, options) => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const allocator = new Obmalloc(newSystem(profile, options), profile);
        const live: Address[] = [];
        for (const command of sequence) perform(command, allocator, live);
        const { bytes, classes, unusedPools } = mallocStats(allocator.heap);
        const { arenaBytes, ...parts } = bytes;
        // A misaligned arena loses one pool to alignment: the part before its first pool and the one behind its last.
        expect(Object.values(parts).reduce((total, part) => total + part, 0)).toBe(arenaBytes);
        const carved = takeCensus(allocator.heap).arenas.flatMap((arena) => arena.carved);
        const free = carved.filter(({ count }) => count > 0).flatMap(({ freeList }) => freeList);
        expect(classes.reduce((total, { freeBlocks }) => total + freeBlocks, 0)).toBe(free.length);
        expect(unusedPools.emptied).toBe(carved.filter(({ count }) => count === 0).length);
        expect(unusedPools.emptied + unusedPools.fresh).toBe(unusedPools.count);
      }),
      { numRuns: 15, seed: 4 },
    );
  });

  it('tells free blocks from virgin ones', () => {
    const allocator = new Obmalloc(newSystem(PROFILES.classic64));
    const blocks = Array.from({ length: 5 }, () => allocator.malloc(64));
    allocator.free(blocks[0] as Address);
    expect(mallocStats(allocator.heap)).toMatchObject({
      classes: [{ szidx: 7, size: 64, pools: 1, blocksInUse: 4, availBlocks: 59, freeBlocks: 2, virginBlocks: 57 }],
      unusedPools: { count: 63, emptied: 0, fresh: 63 },
      fragmentation: 1 - 256 / 262144,
    });
  });

  it('knows no fragmentation of nothing', () => {
    expect(mallocStats(new Obmalloc(newSystem(PROFILES.classic64)).heap).fragmentation).toBe(0);
  });
});
