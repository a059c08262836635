import { type Address, PAGE_SIZE, RAW_BASE, SegmentationFault } from './address.ts';
import { SparseBytes } from './sparse-bytes.ts';

/** States of a page below RAW_BASE; any other page is not mapped. */
const MAPPED = 1;
export const TOUCHED = 2;

/** `words` begins with a multiple of this, and every page of it that is touched. */
const FIRST_BYTES = 4 * PAGE_SIZE;
/** The system gives memory that is not touched for nothing; to copy what was touched takes time. */
const GROWTH = 4;
/** `pages` begins with as many: four megabytes. */
const FIRST_PAGES = 1024;

/** Width of a single access, in bytes. A pointer's 8 have an upper half of 0. */
type Width = 1 | 4 | 8;

/** What is inside a `Memory`, and all that is rare about it: first touches, the raw region, faults, bulk operations. */
export class Cells {
  reads = 0;
  writes = 0;
  pagesTouched = 0;
  /** From address 0 on, every page that was ever touched, and more. What is mapped and untouched takes no room. */
  words = new Uint32Array(0);
  /** State of each page, from address 0 to beyond all that was ever mapped. */
  pages = new Uint8Array(FIRST_PAGES);
  /** The same bytes as `words`. */
  #bytes = new Uint8Array(0);
  /** Nothing was ever touched below the first address, nor from the second on: all zero. */
  #touchedFrom = Number.POSITIVE_INFINITY;
  #touchedTo = 0;
  /** How many mappings share a page: 2 where a misaligned arena ends and the next begins. */
  #sharers = new Uint8Array(FIRST_PAGES);
  /** Nothing was ever mapped from here on: still all zero. */
  #highest = 0;
  readonly #raw = new SparseBytes();
  #rawEnd: number = RAW_BASE;

  /** Takes the arrays of cells that nobody needs any more, cleared: new ones cost more than most scenarios. */
  replace(old: Cells): void {
    this.words = old.words;
    this.#bytes = old.#bytes;
    if (old.#touchedTo > 0) this.#bytes.fill(0, old.#touchedFrom, old.#touchedTo);
    old.words = new Uint32Array(0);
    old.#bytes = new Uint8Array(0);
    old.#touchedFrom = Number.POSITIVE_INFINITY;
    old.#touchedTo = 0;
    old.#highest = 0;
    old.pages.fill(0);
    old.#sharers.fill(0);
  }

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
    this.#reservePages(address + length);
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
    if (!Number.isInteger(address) || address < 0) throw fault(address, width, verb, 'not an address');
    if (address % width !== 0) throw fault(address, width, verb, `not a multiple of ${width}`);
    this.#touch(address, address + width, verb);
  }

  #admitRange(address: number, length: number, verb: string): void {
    if (!Number.isInteger(address) || address < 0) throw fault(address, length, verb, 'not an address');
    if (!Number.isInteger(length) || length < 0) throw fault(address, length, verb, 'not a length');
    if (length > 0) this.#touch(address, address + length, verb);
  }

  #touch(start: number, end: number, verb: string): void {
    const mapped = start >= RAW_BASE ? end <= this.#rawEnd : end <= this.pages.length * PAGE_SIZE;
    if (!mapped) throw fault(start, end - start, verb, 'not mapped');
    if (start >= RAW_BASE) return;
    for (let page = start >>> 12; page * PAGE_SIZE < end; page += 1) {
      if (this.pages[page] === TOUCHED) continue;
      if (this.pages[page] !== MAPPED) throw fault(start, end - start, verb, 'not mapped');
      this.#reserve((page + 1) * PAGE_SIZE);
      this.#touchedFrom = Math.min(this.#touchedFrom, page * PAGE_SIZE);
      this.#touchedTo = Math.max(this.#touchedTo, (page + 1) * PAGE_SIZE);
      this.pages[page] = TOUCHED;
      this.pagesTouched += 1;
    }
  }

  /** Makes room for the bytes up to `end`: at least GROWTH times as much as there was. */
  #reserve(end: number): void {
    const { length } = this.#bytes;
    if (end <= length) return;
    const words = new Uint32Array(Math.max(Math.ceil(end / FIRST_BYTES) * FIRST_BYTES, GROWTH * length) / 4);
    const from = Math.min(this.#touchedFrom, length) / 4;
    words.set(this.words.subarray(from, this.#touchedTo / 4), from);
    this.words = words;
    this.#bytes = new Uint8Array(words.buffer);
  }

  #reservePages(end: number): void {
    let { length } = this.pages;
    if (end <= length * PAGE_SIZE) return;
    while (length * PAGE_SIZE < end) length *= 2;
    const pages = new Uint8Array(length);
    pages.set(this.pages);
    const sharers = new Uint8Array(length);
    sharers.set(this.#sharers);
    this.pages = pages;
    this.#sharers = sharers;
  }
}

function fault(address: number, length: number, verb: string, reason: string): SegmentationFault {
  return new SegmentationFault(address, `${verb} of ${length} byte${length === 1 ? '' : 's'}`, reason);
}
