import { describe, expect, it } from 'vitest';
import { type Address, hex } from '../../../exercises/kit/memory.ts';
import { dumpPool, dumpPoolBytes, Obmalloc, PROFILES, type ProfileName, renderPoolDump } from './index.ts';
import { newSystem } from './random-commands.ts';

// What a real CPython's pools look like is in reference/conformance/obmalloc.

/** A pool of 32-byte blocks: block 0 in use and full of 0x11, block 1 free, block 2 free. */
function pool(name: ProfileName) {
  const profile = PROFILES[name];
  const system = newSystem(profile);
  const allocator = new Obmalloc(system, profile);
  const [used, freed] = [allocator.malloc(32), allocator.malloc(32)];
  system.memory.fill(used, 32, 0x11);
  allocator.free(freed);
  return { heap: allocator.heap, address: (used - profile.poolOverhead) as Address, memory: system.memory };
}

describe('dumpPool', () => {
  it.each(['classic64', 'amd64-3.11', 'i386-3.11'] as const)('reads every field where the build has it: %s', (name) => {
    const { heap, address } = pool(name);
    const { profile } = heap;
    const dump = dumpPool(heap, address);
    const head = heap.usedpools + (dump.szidx - 1) * 2 * profile.pointerSize;
    expect(Object.fromEntries(dump.fields.map((field) => [field.name, field.value]))).toEqual({
      'ref.count': 1,
      freeblock: address + profile.poolOverhead + 32,
      nextpool: head,
      prevpool: head,
      arenaindex: 0,
      szidx: 32 / profile.alignment - 1,
      nextoffset: profile.poolOverhead + 3 * 32,
      maxnextoffset: profile.poolSize - 32,
    });
    const last = dump.fields.at(-1);
    expect((last?.offset ?? 0) + 4).toBe(profile.poolOverhead);
  });

  it('tells blocks in use from free ones, whose first word is a link', () => {
    const { heap, address } = pool('classic64');
    const dump = dumpPool(heap, address);
    expect(dump.blocks).toMatchObject([
      { index: 0, offset: 48, bytes: '11'.repeat(32), next: null },
      { index: 1, offset: 80, next: address + 112 },
      { index: 2, offset: 112, next: 0 },
    ]);
    expect(dump).toMatchObject({ freeList: [1, 2], virginBlocks: 123, leftover: 16 });
  });

  it('ends where a broken free list comes back', () => {
    const { heap, address, memory } = pool('classic64');
    memory.writePointer(address + 112, address + 80);
    expect(dumpPool(heap, address).freeList).toEqual([1, 2]);
  });

  it('ends where a broken free list leaves its pool, and shows where to', () => {
    const { heap, address, memory } = pool('classic64');
    memory.writePointer(address + 112, address + 5000);
    const dump = dumpPool(heap, address);
    expect(dump.freeList).toEqual([1, 2]);
    expect(renderPoolDump(dump)).toContain(`→ ${hex(address + 5000)}, no carved block of 32 bytes`);
  });
});

describe('dumpPoolBytes', () => {
  const { classic64 } = PROFILES;
  it('refuses bytes that are no whole pool', () => {
    expect(() => dumpPoolBytes(classic64, 0x40000 as Address, '00'.repeat(48))).toThrow('48 bytes are no pool');
  });
  it('refuses a pool that was never carved', () => {
    const bytes = `${'00'.repeat(36)}ffff0000${'00'.repeat(4096 - 40)}`;
    expect(() => dumpPoolBytes(classic64, 0x40000 as Address, bytes)).toThrow('szidx 65535 is no size class');
  });
});

describe('renderPoolDump', () => {
  it('shows where, the bytes, and what they mean', () => {
    const { heap, address } = pool('i386-3.11');
    expect(renderPoolDump(dumpPool(heap, address)).split('\n')).toEqual([
      'pool at 0x40000, class 3: blocks of 32 bytes',
      '+0x000  ref.count      01 00 00 00                                      1',
      '+0x004  freeblock      40 00 04 00                                      0x40040, block 1',
      '+0x008  nextpool       10 10 00 00                                      0x1010',
      '+0x00c  prevpool       10 10 00 00                                      0x1010',
      '+0x010  arenaindex     00 00 00 00                                      0',
      '+0x014  szidx          03 00 00 00                                      3',
      '+0x018  nextoffset     80 00 00 00                                      128',
      '+0x01c  maxnextoffset  e0 0f 00 00                                      4064',
      '+0x020  block 0   used 11 11 11 11 11 11 11 11 11 11 11 11 11 11 11 11 …',
      '+0x040  block 1   free 60 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00 …  → block 2',
      '+0x060  block 2   free 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 …  → NULL',
      'free list: freeblock → block 1 → block 2 → NULL',
      'virgin: 124 blocks; behind the last block: 0 bytes',
      '',
    ]);
  });

  it('says of a full pool that it is full', () => {
    const { heap, address, memory } = pool('classic64');
    memory.writePointer(address + 8, 0);
    expect(renderPoolDump(dumpPool(heap, address))).toMatch(/freeblock .* NULL: full\n/);
  });
});
