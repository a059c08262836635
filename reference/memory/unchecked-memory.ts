import { type Address, Memory, type MemoryControl } from '../../exercises/kit/memory.ts';

/**
 * Counters count from here, and are told without it. A number with a fraction is one that the engine keeps in floating
 * point; it would test whole numbers for overflow at each access.
 */
const HALF = 0.5;
/** Room at first, in bytes; it grows with what is mapped. */
const FIRST_BYTES = 1 << 20;
const GROWTH = 2;
/** So many bytes are sooner cleared or copied by a loop than by the engine's own functions, whose calls cost. */
const FEW = 192;

/**
 * A memory that counts and checks nothing: for whoever measures an allocator, and not the checks of the machine below it.
 *
 * Counts as `Memory` does, to the access. An access to what is not mapped is not refused: it reads or writes something
 * else, or nothing. The raw region is not there at all. Pages are not looked at, so `pagesTouched` stays 0.
 *
 * Each of the four accesses is written out, and short: an engine puts a function of a few bytes into its caller, and a
 * call would cost more than the access. They use one array: each further one would have its place and length looked up.
 */
export class UncheckedMemory extends Memory {
  private readCount = HALF;
  private writeCount = HALF;
  private words = new Int32Array(FIRST_BYTES / 4);
  /** The same bytes as `words`, and so are the doublewords. */
  private bytes = new Uint8Array(this.words.buffer);
  private doublewords = new BigUint64Array(this.words.buffer);
  /** Nothing was ever mapped from here on: still all zero. */
  private highest = 0;

  /** `receive`: as for `Memory`. */
  constructor(receive: (control: MemoryControl) => void) {
    super(() => {});
    receive({ map: (address, length) => this.map(address, length), unmap: () => {}, extendRaw: () => {} });
  }

  override get reads(): number {
    return this.readCount - HALF;
  }

  override get writes(): number {
    return this.writeCount - HALF;
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
    return (this.words[address >>> 2] as number) >>> 0;
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
    this.writeCount += (length + 7) >>> 3;
    const { bytes } = this;
    const end = address + length;
    if (byte !== 0 || length > FEW || (address & 7) !== 0) {
      bytes.fill(byte, address, end);
      return;
    }
    const { doublewords } = this;
    for (let index = address >>> 3; index < end >>> 3; index += 1) doublewords[index] = 0n;
    for (let index = end & ~7; index < end; index += 1) bytes[index] = 0;
  }

  override copy(to: number, from: number, length: number): void {
    const accesses = (length + 7) >>> 3;
    this.readCount += accesses;
    this.writeCount += accesses;
    const { bytes } = this;
    if (length > FEW || ((to | from) & 7) !== 0 || Math.abs(to - from) < length) {
      bytes.copyWithin(to, from, from + length);
      return;
    }
    const { doublewords } = this;
    const target = to >>> 3;
    const source = from >>> 3;
    for (let index = 0; index < length >>> 3; index += 1)
      doublewords[target + index] = doublewords[source + index] as bigint;
    for (let index = length & ~7; index < length; index += 1) bytes[to + index] = bytes[from + index] as number;
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
    const words = new Int32Array(Math.max(end, GROWTH * this.bytes.length) / 4);
    words.set(this.words);
    this.words = words;
    this.bytes = new Uint8Array(words.buffer);
    this.doublewords = new BigUint64Array(words.buffer);
  }
}
