import { describe, expect, it } from 'vitest';
import { NULL, RAW_BASE, SegmentationFault } from './memory.ts';
import { ARENA_SIZE } from './obmalloc-layout.ts';
import { describeEvent, InvalidPointer, System, type SystemOptions } from './system.ts';

/** A system, and what it says of arenas. */
function listening(options: SystemOptions = {}) {
  const events: string[] = [];
  const system = new System({ ...options, onEvent: (event) => void events.push(describeEvent(event)) });
  return { system, events };
}

describe('mapArena', () => {
  it('gives arenas at multiples of their size, full of zeros, all of them readable and writable', () => {
    const { system } = listening();
    const arena = system.mapArena();
    expect(arena % ARENA_SIZE).toBe(0);
    system.memory.writeU32(arena + ARENA_SIZE - 4, 1);
    expect(system.memory.readU32(arena)).toBe(0);
  });

  it('takes the lowest free place', () => {
    const { system } = listening();
    const [first, second, third] = [system.mapArena(), system.mapArena(), system.mapArena()];
    system.unmapArena(second);
    system.unmapArena(first);
    expect([system.mapArena(), system.mapArena(), system.mapArena()]).toEqual([first, second, third + ARENA_SIZE]);
  });

  it('numbers arenas in mapping order and never again', () => {
    const { system, events } = listening();
    system.unmapArena(system.mapArena());
    const arena = system.mapArena();
    expect(events).toEqual(['+A0', '-A0', '+A1']);
    expect(system.describe(arena + 48)).toBe('1:48');
  });

  it('refuses while as many arenas are mapped as it may map', () => {
    const { system, events } = listening({ arenaCap: 1 });
    const arena = system.mapArena();
    expect(system.mapArena()).toBe(NULL);
    system.unmapArena(arena);
    expect(system.mapArena()).not.toBe(NULL);
    expect(events).toEqual(['+A0', '!A', '-A0', '+A1']);
  });

  it('misaligns every arena if told to, and keeps neighbours apart', () => {
    const { system } = listening({ misalign: 1024 });
    const [first, second] = [system.mapArena(), system.mapArena()];
    expect([first % ARENA_SIZE, second % ARENA_SIZE]).toEqual([1024, 1024]);
    system.memory.writeU32(second, 7);
    system.unmapArena(first);
    expect(system.memory.readU32(second)).toBe(7);
    expect(() => system.memory.readU32(first)).toThrow(SegmentationFault);
    expect(system.describe(second + 3120)).toBe('1:3120');
  });

  it('counts arenas: ever mapped, ever unmapped, live, most live at once', () => {
    const { system } = listening();
    const [first, second] = [system.mapArena(), system.mapArena()];
    system.unmapArena(first);
    system.unmapArena(second);
    system.mapArena();
    expect([system.mapped, system.unmapped, system.live, system.peak]).toEqual([3, 2, 1, 2]);
  });

  it('maps arenas of another size', () => {
    const { system } = listening({ arenaSize: 2 ** 20 });
    expect([system.mapArena(), system.mapArena()]).toEqual([2 ** 20, 2 * 2 ** 20]);
  });
});

describe('unmapArena', () => {
  it.each([
    ['an address inside an arena', (arena: number) => arena + 4096],
    ['an arena never mapped', (arena: number) => arena + ARENA_SIZE],
    ['NULL', () => NULL],
    ['no number', () => Number.NaN],
  ])('throws on %s', (_, address) => {
    const { system } = listening();
    const arena = system.mapArena();
    expect(() => system.unmapArena(address(arena))).toThrow(InvalidPointer);
    expect(system.live).toBe(1);
  });

  it('throws on an arena that was unmapped already', () => {
    const { system } = listening();
    const arena = system.mapArena();
    system.unmapArena(arena);
    expect(() => system.unmapArena(arena)).toThrow('unmapArena(0x40000): no arena is mapped there');
  });
});

describe('rawMalloc', () => {
  it('gives blocks from RAW_BASE on that do not overlap, at multiples of 16', () => {
    const { system } = listening();
    const blocks = [1, 17, 600, 100_000].map((size) => ({ size, address: system.rawMalloc(size) }));
    for (const [index, { address, size }] of blocks.entries()) {
      expect(address % 16).toBe(0);
      expect(address).toBeGreaterThanOrEqual(RAW_BASE);
      expect(address + size).toBeLessThanOrEqual(blocks[index + 1]?.address ?? Number.POSITIVE_INFINITY);
    }
  });

  it('serves 0 bytes as 1: every block has an address of its own', () => {
    const { system } = listening();
    expect(system.rawMalloc(0)).not.toBe(system.rawMalloc(0));
  });

  it('lets the memory around a block be read, as address_in_range of CPython 3.7 does', () => {
    const { system } = listening();
    const block = system.rawMalloc(10_000);
    expect(system.memory.readU32(block - (block % 4096) + 4096 + 32)).toBe(0);
  });

  it('gives NULL for more than there is', () => {
    const { system } = listening();
    expect(system.rawMalloc(2 ** 60)).toBe(NULL);
    expect(system.rawLive).toBe(0);
  });
});

describe('rawCalloc', () => {
  it('clears a block that was used before', () => {
    const { system } = listening();
    const block = system.rawMalloc(64);
    system.memory.fill(block, 64, 0xff);
    system.rawFree(block);
    expect(system.rawCalloc(16, 4)).toBe(block);
    expect(system.memory.dump(block, 64)).toBe('00'.repeat(64));
  });
});

describe('rawRealloc', () => {
  it('keeps the content of a block that moves, and frees the old one', () => {
    const { system } = listening();
    const block = system.rawMalloc(16);
    system.rawMalloc(1);
    system.memory.fill(block, 16, 0xab);
    const moved = system.rawRealloc(block, 5000);
    expect(system.memory.dump(moved, 16)).toBe('ab'.repeat(16));
    expect(() => system.rawFree(block)).toThrow(InvalidPointer);
    expect(system.rawLive).toBe(2);
  });

  it('leaves the block as it was when there is no room', () => {
    const { system } = listening();
    const block = system.rawMalloc(16);
    expect(system.rawRealloc(block, 2 ** 60)).toBe(NULL);
    expect(system.describe(block)).toBe('raw');
  });

  it('serves NULL as rawMalloc, and throws on what is no live raw block', () => {
    const { system } = listening();
    expect(system.describe(system.rawRealloc(NULL, 8))).toBe('raw');
    expect(() => system.rawRealloc(system.mapArena(), 8)).toThrow('rawRealloc(0x40000): not a live raw block');
  });
});

describe('rawFree', () => {
  it('does nothing for NULL and throws on a block freed already', () => {
    const { system } = listening();
    const block = system.rawMalloc(8);
    system.rawFree(NULL);
    system.rawFree(block);
    expect(() => system.rawFree(block)).toThrow('rawFree(0x80000000): not a live raw block');
  });
});

describe('staticData', () => {
  it('gives zeroed memory below the first arena, each piece apart', () => {
    const { system } = listening();
    const first = system.staticData(1000);
    const second = system.staticData(8);
    expect(second).toBeGreaterThanOrEqual(first + 1000);
    expect(system.memory.dump(first, 1000)).toBe('00'.repeat(1000));
    expect(second + 8).toBeLessThanOrEqual(system.mapArena());
  });

  it('throws when there is no room', () => {
    expect(() => listening().system.staticData(ARENA_SIZE)).toThrow(RangeError);
  });
});

describe('describe', () => {
  it('names places as the recordings do, and shows what is none in hexadecimal', () => {
    const { system } = listening();
    const arena = system.mapArena();
    const raw = system.rawMalloc(100);
    const places = [NULL, arena, arena + 4144, raw, raw + 16, arena + ARENA_SIZE, 1.5];
    expect(places.map((address) => system.describe(address))).toEqual([
      'null',
      '0:0',
      '0:4144',
      'raw',
      '0x80000010',
      '0x80000',
      '1.5',
    ]);
  });
});

describe('System that replaces another', () => {
  it('has a memory full of zeros, and leaves the other one with none', () => {
    const old = new System();
    const [first, second] = [old.mapArena(), old.mapArena()];
    old.memory.fill(first, 64, 0xff);
    old.memory.fill(second + ARENA_SIZE - 8, 8, 0xff);
    const system = new System({ replaces: old });
    expect(() => system.memory.readU32(first)).toThrow('not mapped');
    expect(system.mapArena()).toBe(first);
    expect(system.mapArena()).toBe(second);
    expect(system.memory.dump(first, 64)).toBe('00'.repeat(64));
    expect(system.memory.dump(second + ARENA_SIZE - 8, 8)).toBe('00'.repeat(8));
    expect(() => old.memory.writeU32(first, 1)).toThrow('not mapped');
    expect(system.memory.readU32(first)).toBe(0);
  });
});
