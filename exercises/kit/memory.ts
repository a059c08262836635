import { SparseBytes } from './sparse-bytes.ts';

/** A place in the simulated address space, in bytes. 0 is NULL: nothing lies there. */
export type Address = number & { readonly brand: 'Address' };

export const NULL = 0 as Address;

/** Memory is mapped, and counted as touched, in pages of this many bytes. */
export const PAGE_SIZE = 4096;

/** Arenas lie below it, blocks of the raw allocator from it on. */
export const RAW_BASE = 0x8000_0000 as Address;

/** An access to memory that is not there, or a pointer or counter at an address that is no multiple of its size. */
export class SegmentationFault extends Error {
  override readonly name = 'SegmentationFault';
  readonly address: number;
  constructor(address: number, attempt: string, reason: string) {
    super(`${attempt} at ${hex(address)}: ${reason}`);
    this.address = address;
  }
}

/** `0x41000`; a number that can be no address is shown as it is. */
export function hex(address: number): string {
  return Number.isInteger(address) && address >= 0 ? `0x${address.toString(16)}` : String(address);
}

/** What the operating system may do with a memory, and nobody else. */
export interface MemoryControl {
  /** Makes `length` bytes from `address` readable and writable, all zero. Below RAW_BASE. */
  map(address: number, length: number): void;
  /** Takes them away again. A page that another mapping shares stays. */
  unmap(address: number, length: number): void;
  /** Makes everything from RAW_BASE up to `end` readable and writable. */
  extendRaw(end: number): void;
}

/** States of a page below RAW_BASE. Any other page is not mapped. */
const MAPPED = 1;
const TOUCHED = 2;

/**
 * A flat address space of bytes, little-endian. Every access is checked and counted; counters never go down.
 *
 * Source: none in CPython. This is the machine below it.
 */
export class Memory {
  /** Everything below RAW_BASE, doubled when more is mapped. Two views of the same bytes. */
  #words = new Uint32Array(0);
  #bytes = new Uint8Array(0);
  /** State of each page of `#bytes`. */
  #pages = new Uint8Array(0);
  /** How many mappings share a page: 2 where a misaligned arena ends and the next begins. */
  #sharers = new Uint8Array(0);
  /** Nothing was ever mapped from here on: still all zero. */
  #highest = 0;
  readonly #raw = new SparseBytes();
  #rawEnd: number = RAW_BASE;
  #reads = 0;
  #writes = 0;
  #pagesTouched = 0;

  /** `receive` is given the only control over what is mapped. */
  constructor(receive: (control: MemoryControl) => void) {
    receive({
      map: (address, length) => this.#map(address, length),
      unmap: (address, length) => this.#unmap(address, length),
      extendRaw: (end) => {
        this.#rawEnd = Math.max(this.#rawEnd, end);
      },
    });
  }

  /** Reads so far: one for each pointer, u32 or u8; bulk operations count one for each 8 bytes begun. */
  get reads(): number {
    return this.#reads;
  }

  /** Writes so far, counted as reads are. */
  get writes(): number {
    return this.#writes;
  }

  /** Pages below RAW_BASE that were accessed, each once for every time it was mapped. */
  get pagesTouched(): number {
    return this.#pagesTouched;
  }

  /** The 8-byte pointer at `address`, a multiple of 8. @throws {SegmentationFault} */
  readPointer(address: number): Address {
    // One comparison refuses fractions, negative numbers, multiples of less than 8, and everything from RAW_BASE on.
    if ((address >>> 3) << 3 !== address || this.#pages[address >>> 12] !== TOUCHED) this.#admit(address, 8, 'read');
    this.#reads += 1;
    return (address < RAW_BASE ? this.#words[address >>> 2] : this.#raw.readU32(address)) as Address;
  }

  /** Writes the 8-byte pointer `value`, whose upper half is 0. @throws {SegmentationFault} */
  writePointer(address: number, value: number): void {
    if ((address >>> 3) << 3 !== address || this.#pages[address >>> 12] !== TOUCHED) this.#admit(address, 8, 'write');
    this.#writes += 1;
    if (address < RAW_BASE) {
      this.#words[address >>> 2] = value;
      this.#words[(address >>> 2) + 1] = 0;
    } else {
      this.#raw.writeU32(address, value);
      this.#raw.writeU32(address + 4, 0);
    }
  }

  /** The unsigned 4-byte number at `address`, a multiple of 4. @throws {SegmentationFault} */
  readU32(address: number): number {
    if ((address >>> 2) << 2 !== address || this.#pages[address >>> 12] !== TOUCHED) this.#admit(address, 4, 'read');
    this.#reads += 1;
    return address < RAW_BASE ? (this.#words[address >>> 2] as number) : this.#raw.readU32(address);
  }

  /** Writes the lower 32 bits of `value`. @throws {SegmentationFault} */
  writeU32(address: number, value: number): void {
    if ((address >>> 2) << 2 !== address || this.#pages[address >>> 12] !== TOUCHED) this.#admit(address, 4, 'write');
    this.#writes += 1;
    if (address < RAW_BASE) this.#words[address >>> 2] = value;
    else this.#raw.writeU32(address, value);
  }

  /** The byte at `address`. @throws {SegmentationFault} */
  readU8(address: number): number {
    this.#admit(address, 1, 'read');
    this.#reads += 1;
    return address >= RAW_BASE ? this.#raw.readU8(address) : (this.#bytes[address] as number);
  }

  /** Writes the lower 8 bits of `value`. @throws {SegmentationFault} */
  writeU8(address: number, value: number): void {
    this.#admit(address, 1, 'write');
    this.#writes += 1;
    if (address >= RAW_BASE) this.#raw.writeU8(address, value);
    else this.#bytes[address] = value;
  }

  /** C's `memset`. Counts a write for each 8 bytes begun. @throws {SegmentationFault} */
  fill(address: number, length: number, byte: number): void {
    this.#admitRange(address, length, 'fill');
    this.#writes += Math.ceil(length / 8);
    if (address >= RAW_BASE) this.#raw.fill(address, length, byte);
    else this.#bytes.fill(byte, address, address + length);
  }

  /** C's `memmove`: copies `length` bytes. Counts a read and a write for each 8 bytes begun. @throws {SegmentationFault} */
  copy(to: number, from: number, length: number): void {
    this.#admitRange(from, length, 'copy');
    this.#admitRange(to, length, 'copy');
    this.#reads += Math.ceil(length / 8);
    this.#writes += Math.ceil(length / 8);
    if (to < RAW_BASE && from < RAW_BASE) this.#bytes.copyWithin(to, from, from + length);
    else this.#store(to, this.#slice(from, length));
  }

  /** `length` bytes as hexadecimal digits, two each. Counts a read for each 8 bytes begun. @throws {SegmentationFault} */
  dump(address: number, length: number): string {
    this.#admitRange(address, length, 'dump');
    this.#reads += Math.ceil(length / 8);
    let text = '';
    for (const byte of this.#slice(address, length)) text += byte.toString(16).padStart(2, '0');
    return text;
  }

  #slice(address: number, length: number): Uint8Array {
    if (address >= RAW_BASE) return this.#raw.slice(address, length);
    return this.#bytes.slice(address, address + length);
  }

  #store(address: number, bytes: Uint8Array): void {
    if (address >= RAW_BASE) this.#raw.store(address, bytes);
    else this.#bytes.set(bytes, address);
  }

  /** All that is rare about one access: a page's first touch, the raw region, and faults. */
  #admit(address: number, size: number, attempt: 'read' | 'write'): void {
    if (!Number.isInteger(address) || address < 0) {
      throw new SegmentationFault(address, `${attempt} of ${size} bytes`, 'not an address');
    }
    if (address % size !== 0) {
      throw new SegmentationFault(address, `${attempt} of ${size} bytes`, `not a multiple of ${size}`);
    }
    this.#touch(address, address + size, () => `${attempt} of ${size} byte${size === 1 ? '' : 's'}`);
  }

  #admitRange(address: number, length: number, attempt: string): void {
    const what = () => `${attempt} of ${length} bytes`;
    if (!Number.isInteger(address) || address < 0) throw new SegmentationFault(address, what(), 'not an address');
    if (!Number.isInteger(length) || length < 0) throw new SegmentationFault(address, what(), 'not a length');
    if (length > 0) this.#touch(address, address + length, what);
  }

  #touch(start: number, end: number, attempt: () => string): void {
    if (start >= RAW_BASE) {
      if (end > this.#rawEnd) throw new SegmentationFault(start, attempt(), 'not mapped');
      return;
    }
    if (end > this.#bytes.length) throw new SegmentationFault(start, attempt(), 'not mapped');
    const pages = this.#pages;
    for (let page = start >>> 12; page * PAGE_SIZE < end; page += 1) {
      if (pages[page] === TOUCHED) continue;
      if (pages[page] !== MAPPED) throw new SegmentationFault(start, attempt(), 'not mapped');
      pages[page] = TOUCHED;
      this.#pagesTouched += 1;
    }
  }

  #map(address: number, length: number): void {
    this.#reserve(address + length);
    if (address < this.#highest) this.#bytes.fill(0, address, address + length);
    this.#highest = Math.max(this.#highest, address + length);
    for (let page = address >>> 12; page * PAGE_SIZE < address + length; page += 1) {
      if (this.#sharers[page] === 0) this.#pages[page] = MAPPED;
      this.#sharers[page] = (this.#sharers[page] as number) + 1;
    }
  }

  #unmap(address: number, length: number): void {
    for (let page = address >>> 12; page * PAGE_SIZE < address + length; page += 1) {
      this.#sharers[page] = (this.#sharers[page] as number) - 1;
      if (this.#sharers[page] === 0) this.#pages[page] = 0;
    }
  }

  /** Doubles the array until it holds `end` bytes. */
  #reserve(end: number): void {
    let capacity = this.#bytes.length || 2 * PAGE_SIZE;
    if (end <= this.#bytes.length) return;
    while (capacity < end) capacity *= 2;
    const words = new Uint32Array(capacity / 4);
    words.set(this.#words);
    const pages = new Uint8Array(capacity / PAGE_SIZE);
    pages.set(this.#pages);
    const sharers = new Uint8Array(capacity / PAGE_SIZE);
    sharers.set(this.#sharers);
    this.#words = words;
    this.#bytes = new Uint8Array(words.buffer);
    this.#pages = pages;
    this.#sharers = sharers;
  }
}
