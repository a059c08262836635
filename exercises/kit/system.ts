import { type Address, hex, Memory, type MemoryControl, NULL, PAGE_SIZE, RAW_BASE } from './memory.ts';
import { ARENA_SIZE } from './obmalloc-layout.ts';

/** What a system is asked to do unusually. */
export interface SystemOptions {
  /** Bytes in an arena: a power of two, at least a page. Default: the lecture's 256 KiB. */
  readonly arenaSize?: number;
  /** Every arena lies this many bytes after a multiple of the arena size. A multiple of 16. Default 0. */
  readonly misalign?: number;
  /** `mapArena` returns NULL while this many arenas are mapped. Default: no limit. */
  readonly arenaCap?: number;
  /** A system that nobody needs any more: its memory is used again, and its arenas are gone. */
  readonly replaces?: System | undefined;
  /** Makes the memory that arenas are mapped in; `receive` is as for `Memory`. Default: a `Memory`. */
  readonly memory?: (receive: (control: MemoryControl) => void) => Memory;
  /** Told what happened to arenas, in order. */
  readonly onEvent?: (event: SystemEvent) => void;
}

/** Arenas are numbered from 0 in the order in which they are mapped; numbers are never used again. */
export type SystemEvent =
  | { readonly kind: 'arenaMapped'; readonly arena: number }
  | { readonly kind: 'arenaUnmapped'; readonly arena: number }
  | { readonly kind: 'arenaRefused' };

/** What an address means to the system. `unknown`: neither in a mapped arena nor the start of a live raw block. */
export type Location =
  | { readonly kind: 'null' }
  | { readonly kind: 'arena'; readonly arena: number; readonly offset: number }
  | { readonly kind: 'raw' }
  | { readonly kind: 'unknown' };

/** An address was given back, or resized, that the system has not handed out or has taken back already. */
export class InvalidPointer extends Error {
  override readonly name = 'InvalidPointer';
  readonly address: number;
  constructor(operation: string, address: number, reason: string) {
    super(`${operation}(${hex(address)}): ${reason}`);
    this.address = address;
  }
}

/** Raw blocks end below it: a machine with 64 GiB. */
const RAW_LIMIT = 2 ** 36;
/** Raw blocks lie at multiples of it, as malloc's do. */
const RAW_ALIGNMENT = 16;

/**
 * The operating system below the allocator: it maps and unmaps arenas, and it serves raw requests (C's `malloc`).
 *
 *     0            0x1000          arenaSize              RAW_BASE
 *     │ NULL page  │ static data │ │ arena │ arena │ …  │ │ raw block │ raw block │ …
 *
 * An arena is mapped at the lowest free place and full of zeros. The whole raw region up to its highest block is
 * readable and writable: to look at what would be a pool's header near a raw block is legal, and gives garbage.
 */
export class System {
  readonly memory: Memory;
  readonly #control: MemoryControl;
  readonly #arenaSize: number;
  readonly #misalign: number;
  readonly #arenaCap: number;
  readonly #onEvent: (event: SystemEvent) => void;
  /** Arena number by place, -1 where nothing is mapped. Place p lies at (p + 1) * arenaSize + misalign. */
  readonly #places: number[] = [];
  /** No place below it is free. */
  #lowestFree = 0;
  /** Static data begins after the NULL page. */
  #dataNext = PAGE_SIZE;
  #mapped = 0;
  #unmapped = 0;
  #peak = 0;
  /** Size of each live raw block, rounded up to RAW_ALIGNMENT. */
  readonly #rawSizes = new Map<number, number>();
  /** Raw blocks that were freed, by their size. */
  readonly #rawFree = new Map<number, number[]>();
  #rawNext: number = RAW_BASE;

  constructor(options: SystemOptions = {}) {
    const control: MemoryControl[] = [];
    const { memory = (receive) => new Memory(receive, options.replaces?.memory) } = options;
    this.memory = memory((received) => control.push(received));
    this.#control = control[0] as MemoryControl;
    this.#arenaSize = options.arenaSize ?? ARENA_SIZE;
    this.#misalign = options.misalign ?? 0;
    this.#arenaCap = options.arenaCap ?? Number.POSITIVE_INFINITY;
    this.#onEvent = options.onEvent ?? (() => {});
    // As the memory is: what was mapped is told by the getters below, and by nothing else.
    Object.freeze(this);
  }

  /** Bytes in an arena. */
  get arenaSize(): number {
    return this.#arenaSize;
  }

  /** Arenas ever mapped. */
  get mapped(): number {
    return this.#mapped;
  }

  /** Arenas ever unmapped. */
  get unmapped(): number {
    return this.#unmapped;
  }

  /** Arenas mapped now. */
  get live(): number {
    return this.#mapped - this.#unmapped;
  }

  /** The most arenas that were mapped at the same time. */
  get peak(): number {
    return this.#peak;
  }

  /** Raw blocks handed out and not freed. */
  get rawLive(): number {
    return this.#rawSizes.size;
  }

  /**
   * `size` bytes below the first arena, all zero, 16-byte aligned, there for good. C's static data, where CPython keeps
   * its table of used pools. @throws {RangeError} if there is no room.
   */
  staticData(size: number): Address {
    const address = this.#dataNext;
    const next = address + Math.ceil(size / RAW_ALIGNMENT) * RAW_ALIGNMENT;
    if (!(next <= this.#arenaSize)) throw new RangeError(`staticData(${size}): no room below the first arena`);
    this.#dataNext = next;
    this.#control.map(address, size);
    return address as Address;
  }

  /** Maps one arena: its address, or NULL if the system refuses. C's `mmap`. */
  mapArena(): Address {
    let place = this.#lowestFree;
    while ((this.#places[place] ?? -1) !== -1) place += 1;
    this.#lowestFree = place;
    const address = this.#addressOf(place);
    if (this.live >= this.#arenaCap || address + this.#arenaSize > RAW_BASE) {
      this.#onEvent({ kind: 'arenaRefused' });
      return NULL;
    }
    const arena = this.#mapped;
    this.#control.map(address, this.#arenaSize);
    this.#places[place] = arena;
    this.#lowestFree = place + 1;
    this.#mapped += 1;
    this.#peak = Math.max(this.#peak, this.live);
    this.#onEvent({ kind: 'arenaMapped', arena });
    return address;
  }

  /** Gives back the arena that starts at `address`. C's `munmap`. @throws {InvalidPointer} */
  unmapArena(address: number): void {
    const place = this.#placeOf(address);
    const arena = this.#places[place] ?? -1;
    if (arena === -1 || this.#addressOf(place) !== address) {
      throw new InvalidPointer('unmapArena', address, 'no arena is mapped there');
    }
    this.#control.unmap(address, this.#arenaSize);
    this.#places[place] = -1;
    this.#lowestFree = Math.min(this.#lowestFree, place);
    this.#unmapped += 1;
    this.#onEvent({ kind: 'arenaUnmapped', arena });
  }

  /** A raw block of at least `size` bytes (0 is served as 1), or NULL if there is no room. Not cleared. */
  rawMalloc(size: number): Address {
    const rounded = Math.ceil(Math.max(size, 1) / RAW_ALIGNMENT) * RAW_ALIGNMENT;
    const address = this.#rawFree.get(rounded)?.pop() ?? this.#carveRaw(rounded);
    if (address !== NULL) this.#rawSizes.set(address, rounded);
    return address as Address;
  }

  /** A raw block of `count * size` bytes, all zero, or NULL. */
  rawCalloc(count: number, size: number): Address {
    const address = this.rawMalloc(count * size);
    if (address !== NULL) this.memory.fill(address, count * size, 0);
    return address;
  }

  /**
   * Resizes a raw block, moving it if need be: its address, or NULL, and then the block stays as it was.
   * `rawRealloc(NULL, size)` is `rawMalloc(size)`. @throws {InvalidPointer}
   */
  rawRealloc(address: number, size: number): Address {
    if (address === NULL) return this.rawMalloc(size);
    const old = this.#rawSizes.get(address);
    if (old === undefined) throw new InvalidPointer('rawRealloc', address, 'not a live raw block');
    if (size <= old) return address as Address;
    const moved = this.rawMalloc(size);
    if (moved === NULL) return NULL;
    this.memory.copy(moved, address, old);
    this.rawFree(address);
    return moved;
  }

  /** Takes a raw block back. `rawFree(NULL)` does nothing. @throws {InvalidPointer} */
  rawFree(address: number): void {
    if (address === NULL) return;
    const size = this.#rawSizes.get(address);
    if (size === undefined) throw new InvalidPointer('rawFree', address, 'not a live raw block');
    this.#rawSizes.delete(address);
    const freed = this.#rawFree.get(size);
    if (freed === undefined) this.#rawFree.set(size, [address]);
    else freed.push(address);
  }

  /** What lies at an address. */
  locate(address: number): Location {
    if (address === NULL) return { kind: 'null' };
    if (this.#rawSizes.has(address)) return { kind: 'raw' };
    const place = this.#placeOf(address);
    const arena = this.#places[place] ?? -1;
    if (arena === -1) return { kind: 'unknown' };
    return { kind: 'arena', arena, offset: address - this.#addressOf(place) };
  }

  /**
   * An address in the notation of the recordings: `2:48` (byte 48 of arena 2), `raw` or `null`;
   * one that is none of these in hexadecimal.
   */
  describe(address: number): string {
    const location = this.locate(address);
    if (location.kind === 'arena') return `${location.arena}:${location.offset}`;
    return location.kind === 'unknown' ? hex(address) : location.kind;
  }

  #addressOf(place: number): Address {
    return ((place + 1) * this.#arenaSize + this.#misalign) as Address;
  }

  #placeOf(address: number): number {
    return Math.floor((address - this.#misalign) / this.#arenaSize) - 1;
  }

  #carveRaw(size: number): number {
    const address = this.#rawNext;
    if (!(address + size <= RAW_LIMIT)) return NULL;
    this.#rawNext = address + size;
    this.#control.extendRaw(Math.ceil(this.#rawNext / PAGE_SIZE) * PAGE_SIZE);
    return address;
  }
}

/** An event in the notation of the recordings: `+A0` mapped, `-A3` unmapped, `!A` refused. */
export function describeEvent(event: SystemEvent): string {
  if (event.kind === 'arenaRefused') return '!A';
  return `${event.kind === 'arenaMapped' ? '+' : '-'}A${event.arena}`;
}
