import type { Address } from './address.ts';
import { Cells, TOUCHED } from './memory-cells.ts';

export { type Address, hex, NULL, PAGE_SIZE, RAW_BASE, SegmentationFault } from './address.ts';

/** What the operating system may do with a memory, and nobody else. */
export interface MemoryControl {
  /** Makes `length` bytes from `address` readable and writable, all zero. Below RAW_BASE. */
  map(address: number, length: number): void;
  /** Takes them away again. A page that another mapping shares stays. */
  unmap(address: number, length: number): void;
  /** Makes everything from RAW_BASE up to `end` readable and writable. */
  extendRaw(end: number): void;
}

/**
 * A flat address space of bytes, little-endian. Every access is checked and counted; counters never go down.
 *
 * Source: none in CPython. This is the machine below it.
 */
export class Memory {
  // All state is behind one private name: every further one would cost time in each access, and anything less than a
  // private name could be reached, and the counters set, by the code that is being counted.
  readonly #cells = new Cells();

  /**
   * `receive` is given the only control over what is mapped. `replaced`: a memory that nobody needs any more; nothing
   * below RAW_BASE is mapped in it from now on.
   */
  constructor(receive: (control: MemoryControl) => void, replaced?: Memory) {
    const cells = this.#cells;
    if (replaced !== undefined) cells.replace(replaced.#cells);
    receive({
      map: (address, length) => cells.map(address, length),
      unmap: (address, length) => cells.unmap(address, length),
      extendRaw: (end) => cells.extendRaw(end),
    });
    // A property of the instance would hide a counter's getter: `defineProperty(memory, 'reads', …)`.
    if (new.target === Memory) Object.freeze(this);
  }

  /** Reads so far: one for each pointer, u32 or u8; bulk operations count one for each 8 bytes begun. */
  get reads(): number {
    return this.#cells.reads;
  }

  /** Writes so far, counted as reads are. */
  get writes(): number {
    return this.#cells.writes;
  }

  /** Pages below RAW_BASE that were accessed, each once for every time it was mapped. */
  get pagesTouched(): number {
    return this.#cells.pagesTouched;
  }

  // In the four that follow, one comparison tells what is no multiple of the size, no integer, negative, or in the raw
  // region from what is usual; a second one, what is not mapped or touched for the first time.

  /** The 8-byte pointer at `address`, a multiple of 8. @throws {SegmentationFault} */
  readPointer(address: number): Address {
    const cells = this.#cells;
    if ((address >>> 3) << 3 !== address || cells.pages[address >>> 12] !== TOUCHED) return cells.readRare(address, 8);
    cells.reads += 1;
    return cells.words[address >>> 2] as Address;
  }

  /** Writes the 8-byte pointer `value`, whose upper half is 0. @throws {SegmentationFault} */
  writePointer(address: number, value: number): void {
    const cells = this.#cells;
    if ((address >>> 3) << 3 !== address || cells.pages[address >>> 12] !== TOUCHED) {
      cells.writeRare(address, 8, value);
      return;
    }
    cells.writes += 1;
    cells.words[address >>> 2] = value;
    cells.words[(address >>> 2) + 1] = 0;
  }

  /** The unsigned 4-byte number at `address`, a multiple of 4. @throws {SegmentationFault} */
  readU32(address: number): number {
    const cells = this.#cells;
    if ((address >>> 2) << 2 !== address || cells.pages[address >>> 12] !== TOUCHED) return cells.readRare(address, 4);
    cells.reads += 1;
    return cells.words[address >>> 2] as number;
  }

  /** Writes the lower 32 bits of `value`. @throws {SegmentationFault} */
  writeU32(address: number, value: number): void {
    const cells = this.#cells;
    if ((address >>> 2) << 2 !== address || cells.pages[address >>> 12] !== TOUCHED) {
      cells.writeRare(address, 4, value);
      return;
    }
    cells.writes += 1;
    cells.words[address >>> 2] = value;
  }

  /** The byte at `address`. @throws {SegmentationFault} */
  readU8(address: number): number {
    return this.#cells.readRare(address, 1);
  }

  /** Writes the lower 8 bits of `value`. @throws {SegmentationFault} */
  writeU8(address: number, value: number): void {
    this.#cells.writeRare(address, 1, value);
  }

  /** C's `memset`. Counts a write for each 8 bytes begun. @throws {SegmentationFault} */
  fill(address: number, length: number, byte: number): void {
    this.#cells.fill(address, length, byte);
  }

  /** C's `memmove`: copies `length` bytes. Counts a read and a write for each 8 bytes begun. @throws {SegmentationFault} */
  copy(to: number, from: number, length: number): void {
    this.#cells.copy(to, from, length);
  }

  /** `length` bytes as hexadecimal digits, two each. Counts a read for each 8 bytes begun. @throws {SegmentationFault} */
  dump(address: number, length: number): string {
    let text = '';
    for (const byte of this.#cells.read(address, length)) text += byte.toString(16).padStart(2, '0');
    return text;
  }
}
