import { type Address, PAGE_SIZE, RAW_BASE, SegmentationFault } from './address.ts';
import { SparseBytes } from './sparse-bytes.ts';

/** States of a page below RAW_BASE; any other page is not mapped. */
const MAPPED = 1;
export const TOUCHED = 2;

/** Width of a single access, in bytes. A pointer's 8 have an upper half of 0. */
type Width = 1 | 4 | 8;

/** What is inside a `Memory`, and all that is rare about it: first touches, the raw region, faults, bulk operations. */
export class Cells {
  reads = 0;
  writes = 0;
  pagesTouched = 0;
  /** Everything below RAW_BASE that was ever mapped, and more. */
  words = new Uint32Array(0);
  /** State of each page of `words`. */
  pages = new Uint8Array(0);
  /** The same bytes as `words`. */
  #bytes = new Uint8Array(0);
  /** How many mappings share a page: 2 where a misaligned arena ends and the next begins. */
  #sharers = new Uint8Array(0);
  /** Nothing was ever mapped from here on: still all zero. */
  #highest = 0;
  readonly #raw = new SparseBytes();
  #rawEnd: number = RAW_BASE;

  readRare(address: number, width: Width): Address {
    this.#admit(address, width, 'read');
    this.reads += 1;
    if (address >= RAW_BASE) return (width === 1 ? this.#raw.readU8(address) : this.#raw.readU32(address)) as Address;
    return (width === 1 ? this.#bytes[address] : this.words[address >>> 2]) as Address;
  }

  writeRare(address: number, width: Width, value: number): void {
    this.#admit(address, width, 'write');
    this.writes += 1;
    if (address >= RAW_BASE) {
      if (width === 1) this.#raw.writeU8(address, value);
      else this.#raw.writeU32(address, value);
      if (width === 8) this.#raw.writeU32(address + 4, 0);
    } else if (width === 1) {
      this.#bytes[address] = value;
    } else {
      this.words[address >>> 2] = value;
      if (width === 8) this.words[(address >>> 2) + 1] = 0;
    }
  }

  fill(address: number, length: number, byte: number): void {
    this.#admitRange(address, length, 'fill');
    this.writes += Math.ceil(length / 8);
    if (address >= RAW_BASE) this.#raw.fill(address, length, byte);
    else this.#bytes.fill(byte, address, address + length);
  }

  copy(to: number, from: number, length: number): void {
    this.#admitRange(from, length, 'copy');
    this.#admitRange(to, length, 'copy');
    this.reads += Math.ceil(length / 8);
    this.writes += Math.ceil(length / 8);
    if (to < RAW_BASE && from < RAW_BASE) this.#bytes.copyWithin(to, from, from + length);
    else this.#store(to, this.#slice(from, length));
  }

  /** A copy of `length` bytes. */
  read(address: number, length: number): Uint8Array {
    this.#admitRange(address, length, 'dump');
    this.reads += Math.ceil(length / 8);
    return this.#slice(address, length);
  }

  map(address: number, length: number): void {
    this.#reserve(address + length);
    if (address < this.#highest) this.#bytes.fill(0, address, address + length);
    this.#highest = Math.max(this.#highest, address + length);
    for (let page = address >>> 12; page * PAGE_SIZE < address + length; page += 1) {
      if (this.#sharers[page] === 0) this.pages[page] = MAPPED;
      this.#sharers[page] = (this.#sharers[page] as number) + 1;
    }
  }

  unmap(address: number, length: number): void {
    for (let page = address >>> 12; page * PAGE_SIZE < address + length; page += 1) {
      this.#sharers[page] = (this.#sharers[page] as number) - 1;
      if (this.#sharers[page] === 0) this.pages[page] = 0;
    }
  }

  extendRaw(end: number): void {
    this.#rawEnd = Math.max(this.#rawEnd, end);
  }

  #slice(address: number, length: number): Uint8Array {
    return address >= RAW_BASE ? this.#raw.slice(address, length) : this.#bytes.slice(address, address + length);
  }

  #store(address: number, bytes: Uint8Array): void {
    if (address >= RAW_BASE) this.#raw.store(address, bytes);
    else this.#bytes.set(bytes, address);
  }

  #admit(address: number, width: Width, verb: 'read' | 'write'): void {
    const attempt = `${verb} of ${width} byte${width === 1 ? '' : 's'}`;
    if (!Number.isInteger(address) || address < 0) throw new SegmentationFault(address, attempt, 'not an address');
    if (address % width !== 0) throw new SegmentationFault(address, attempt, `not a multiple of ${width}`);
    this.#touch(address, address + width, attempt);
  }

  #admitRange(address: number, length: number, verb: string): void {
    const attempt = `${verb} of ${length} bytes`;
    if (!Number.isInteger(address) || address < 0) throw new SegmentationFault(address, attempt, 'not an address');
    if (!Number.isInteger(length) || length < 0) throw new SegmentationFault(address, attempt, 'not a length');
    if (length > 0) this.#touch(address, address + length, attempt);
  }

  #touch(start: number, end: number, attempt: string): void {
    const mapped = start >= RAW_BASE ? end <= this.#rawEnd : end <= this.#bytes.length;
    if (!mapped) throw new SegmentationFault(start, attempt, 'not mapped');
    if (start >= RAW_BASE) return;
    for (let page = start >>> 12; page * PAGE_SIZE < end; page += 1) {
      if (this.pages[page] === TOUCHED) continue;
      if (this.pages[page] !== MAPPED) throw new SegmentationFault(start, attempt, 'not mapped');
      this.pages[page] = TOUCHED;
      this.pagesTouched += 1;
    }
  }

  /** Doubles the arrays until they hold `end` bytes. */
  #reserve(end: number): void {
    if (end <= this.#bytes.length) return;
    let capacity = this.#bytes.length || 2 * PAGE_SIZE;
    while (capacity < end) capacity *= 2;
    const words = new Uint32Array(capacity / 4);
    words.set(this.words);
    const pages = new Uint8Array(capacity / PAGE_SIZE);
    pages.set(this.pages);
    const sharers = new Uint8Array(capacity / PAGE_SIZE);
    sharers.set(this.#sharers);
    this.words = words;
    this.pages = pages;
    this.#bytes = new Uint8Array(words.buffer);
    this.#sharers = sharers;
  }
}
