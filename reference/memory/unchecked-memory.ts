import { type Address, Memory, type MemoryControl } from '../../exercises/kit/memory.ts';

/** Room at first, in bytes; it grows with what is mapped. */
const FIRST_BYTES = 1 << 20;
const GROWTH = 2;

/**
 * A memory that counts and checks nothing: for whoever measures an allocator, and not the checks of the machine below it.
 *
 * Counts as `Memory` does, to the access. An access to what is not mapped is not refused: it reads or writes something
 * else, or nothing. The raw region is not there at all. Pages are not looked at, so `pagesTouched` stays 0.
 *
 * Each of the four accesses is written out, and short: an engine puts a function of a few bytes into its caller, and a
 * call would cost more than the access.
 */
export class UncheckedMemory extends Memory {
  private readCount = 0;
  private writeCount = 0;
  private words = new Uint32Array(FIRST_BYTES / 4);
  /** The same bytes as `words`. */
  private bytes = new Uint8Array(this.words.buffer);
  /** Nothing was ever mapped from here on: still all zero. */
  private highest = 0;

  /** `receive`: as for `Memory`. */
  constructor(receive: (control: MemoryControl) => void) {
    super(() => {});
    receive({ map: (address, length) => this.map(address, length), unmap: () => {}, extendRaw: () => {} });
  }

  override get reads(): number {
    return this.readCount;
  }

  override get writes(): number {
    return this.writeCount;
  }

  override readPointer(address: number): Address {
    this.readCount += 1;
    return this.words[address >>> 2] as Address;
  }

  override writePointer(address: number, value: number): void {
    this.writeCount += 1;
    const { words } = this;
    const index = address >>> 2;
    words[index] = value;
    words[index + 1] = 0;
  }

  override readU32(address: number): number {
    this.readCount += 1;
    return this.words[address >>> 2] as number;
  }

  override writeU32(address: number, value: number): void {
    this.writeCount += 1;
    this.words[address >>> 2] = value;
  }

  override readU8(address: number): number {
    this.readCount += 1;
    return this.bytes[address] as number;
  }

  override writeU8(address: number, value: number): void {
    this.writeCount += 1;
    this.bytes[address] = value;
  }

  override fill(address: number, length: number, byte: number): void {
    this.writeCount += Math.ceil(length / 8);
    this.bytes.fill(byte, address, address + length);
  }

  override copy(to: number, from: number, length: number): void {
    const accesses = Math.ceil(length / 8);
    this.readCount += accesses;
    this.writeCount += accesses;
    this.bytes.copyWithin(to, from, from + length);
  }

  override dump(address: number, length: number): string {
    this.readCount += Math.ceil(length / 8);
    return Buffer.from(this.bytes.buffer, address, length).toString('hex');
  }

  private map(address: number, length: number): void {
    const end = address + length;
    if (end > this.bytes.length) this.grow(end);
    if (address < this.highest) this.bytes.fill(0, address, end);
    this.highest = Math.max(this.highest, end);
  }

  private grow(end: number): void {
    const words = new Uint32Array(Math.max(end, GROWTH * this.bytes.length) / 4);
    words.set(this.words);
    this.words = words;
    this.bytes = new Uint8Array(words.buffer);
  }
}
