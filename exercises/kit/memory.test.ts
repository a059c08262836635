import { describe, expect, it } from 'vitest';
import { Memory, type MemoryControl, PAGE_SIZE, RAW_BASE, SegmentationFault } from './memory.ts';

/** A memory with one page mapped at 0x2000, and the first 64 KiB of the raw region. */
function mapped() {
  const controls: MemoryControl[] = [];
  const memory = new Memory((control) => controls.push(control));
  const control = controls[0] as MemoryControl;
  control.map(0x2000, PAGE_SIZE);
  control.extendRaw(RAW_BASE + 65536);
  return { memory, control };
}

const PLACES = [
  ['mapped memory', 0x2000],
  ['the raw region', RAW_BASE + 0x100],
] as const;

describe.each(PLACES)('Memory in %s', (_, base) => {
  it('keeps pointers as 8 bytes, little-endian, with an upper half of 0', () => {
    const { memory } = mapped();
    memory.fill(base, 16, 0xff);
    memory.writePointer(base, 0x1234_5678);
    expect(memory.dump(base, 16)).toBe('7856341200000000ffffffffffffffff');
    expect(memory.readPointer(base)).toBe(0x1234_5678);
  });

  it('keeps unsigned 32-bit numbers as 4 bytes', () => {
    const { memory } = mapped();
    memory.writeU32(base + 4, 0xfedc_ba98);
    expect(memory.readU32(base + 4)).toBe(0xfedc_ba98);
    expect(memory.dump(base, 12)).toBe('0000000098badcfe00000000');
  });

  it('keeps bytes', () => {
    const { memory } = mapped();
    memory.writeU8(base + 3, 0x1ab);
    expect(memory.readU8(base + 3)).toBe(0xab);
    expect(memory.readU32(base)).toBe(0xab00_0000);
  });

  it('copies ranges that overlap, as memmove does', () => {
    const { memory } = mapped();
    for (let at = 0; at < 8; at += 1) memory.writeU8(base + at, at);
    memory.copy(base + 2, base, 8);
    expect(memory.dump(base, 10)).toBe('00010001020304050607');
  });

  it('counts one read or write for each access, and one for each 8 bytes begun in bulk', () => {
    const { memory } = mapped();
    memory.writePointer(base, 0);
    memory.writeU32(base, 0);
    memory.writeU8(base, 0);
    memory.fill(base, 17, 0);
    expect([memory.reads, memory.writes]).toEqual([0, 3 + 3]);
    memory.readPointer(base);
    memory.readU32(base);
    memory.readU8(base);
    memory.dump(base, 9);
    expect([memory.reads, memory.writes]).toEqual([3 + 2, 6]);
    memory.copy(base, base + 64, 16);
    expect([memory.reads, memory.writes]).toEqual([7, 8]);
  });

  it.each([
    ['a pointer at no multiple of 8', 4, 'not a multiple of 8', (memory: Memory, at: number) => memory.readPointer(at)],
    ['a u32 at no multiple of 4', 2, 'not a multiple of 4', (memory: Memory, at: number) => memory.writeU32(at, 0)],
    ['a pointer to write there', 4, 'not a multiple of 8', (memory: Memory, at: number) => memory.writePointer(at, 0)],
    ['a u32 to read there', 1, 'not a multiple of 4', (memory: Memory, at: number) => memory.readU32(at)],
    ['a fraction', 0.5, 'not an address', (memory: Memory, at: number) => memory.readU32(at)],
  ])('refuses %s', (_, offset, reason, access) => {
    const { memory } = mapped();
    expect(() => access(memory, base + offset)).toThrow(reason);
    memory.fill(base, 16, 0); // refused on a page in use as well
    expect(() => access(memory, base + offset)).toThrow(reason);
  });
});

describe('Memory', () => {
  it.each([
    ['NULL', 0],
    ['a page that is not mapped', 0x1000],
    ['what was never reserved', 0x4000_0000],
    ['a negative number', -8],
    ['no number', Number.NaN],
    ['what only its lower 32 bits could reach', 2 ** 32 + 0x2000],
    ['the end of the raw region', RAW_BASE + 65536],
  ])('faults at %s, and counts nothing', (_, address) => {
    const { memory } = mapped();
    memory.fill(0x2000, 64, 0);
    const { writes } = memory;
    expect(() => memory.readPointer(address)).toThrow(SegmentationFault);
    expect(() => memory.writePointer(address, 1)).toThrow(SegmentationFault);
    expect(() => memory.readU32(address)).toThrow(SegmentationFault);
    expect(() => memory.writeU32(address, 1)).toThrow(SegmentationFault);
    expect(() => memory.readU8(address)).toThrow(SegmentationFault);
    expect(() => memory.writeU8(address, 1)).toThrow(SegmentationFault);
    expect(() => memory.fill(address, 8, 1)).toThrow(SegmentationFault);
    expect(() => memory.copy(0x2000, address, 8)).toThrow(SegmentationFault);
    expect(() => memory.copy(address, 0x2000, 8)).toThrow(SegmentationFault);
    expect(() => memory.dump(address, 8)).toThrow(SegmentationFault);
    expect([memory.reads, memory.writes]).toEqual([0, writes]);
  });

  it('says what was tried, where, and why not', () => {
    const { memory } = mapped();
    expect(() => memory.readPointer(0x5000)).toThrow('read of 8 bytes at 0x5000: not mapped');
    expect(() => memory.fill(0x2ff0, 32, 0)).toThrow('fill of 32 bytes at 0x2ff0: not mapped');
    expect(() => memory.dump(0x2000, -1)).toThrow('dump of -1 bytes at 0x2000: not a length');
  });

  it('counts each page once when it is first accessed, by whatever', () => {
    const { memory, control } = mapped();
    control.map(0x3000, 4 * PAGE_SIZE);
    expect(memory.pagesTouched).toBe(0);
    memory.readU32(0x2000);
    memory.writePointer(0x2008, 0);
    expect(memory.pagesTouched).toBe(1);
    memory.fill(0x3ff0, 32, 1);
    expect(memory.pagesTouched).toBe(3);
    memory.writePointer(RAW_BASE, 1);
    expect(memory.pagesTouched).toBe(3);
  });

  it('maps memory full of zeros, also where it was mapped before, and counts its pages anew', () => {
    const { memory, control } = mapped();
    memory.fill(0x2000, PAGE_SIZE, 0xff);
    control.unmap(0x2000, PAGE_SIZE);
    expect(() => memory.readU32(0x2000)).toThrow('not mapped');
    control.map(0x2000, PAGE_SIZE);
    expect(memory.readU32(0x2000)).toBe(0);
    expect(memory.pagesTouched).toBe(2);
  });

  it('keeps a page that another mapping shares', () => {
    const { memory, control } = mapped();
    control.map(0x3000, 0x400);
    control.map(0x3400, 0x1000);
    control.unmap(0x3000, 0x400);
    expect(memory.readU32(0x3400)).toBe(0);
  });

  it('keeps its content when it grows', () => {
    const { memory, control } = mapped();
    memory.writePointer(0x2ff8, 42);
    control.map(0x40_0000, PAGE_SIZE);
    expect(memory.readPointer(0x2ff8)).toBe(42);
  });

  it('copies between mapped memory and the raw region', () => {
    const { memory } = mapped();
    memory.fill(0x2000, 100, 0x5a);
    memory.copy(RAW_BASE + 65500, 0x2000, 36);
    memory.copy(0x2800, RAW_BASE + 65496, 8);
    expect(memory.dump(0x2800, 8)).toBe('000000005a5a5a5a');
  });

  it('gives its counters to be read, and no way to set them', () => {
    const { memory } = mapped();
    memory.readU32(0x2000);
    expect(() => Object.assign(memory, { reads: 0 })).toThrow(TypeError);
    expect(Object.keys(memory)).toEqual([]);
    expect(memory.reads).toBe(1);
  });
});
