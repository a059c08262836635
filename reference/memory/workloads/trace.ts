/** What an operation does; the values of `Trace.kinds`. */
export const MALLOC = 0;
export const CALLOC = 1;
export const REALLOC = 2;
export const FREE = 3;

/**
 * Calls of an allocator, one after the other, in columns: operation i does `kinds[i]` to the block `ids[i]` with
 * `sizes[i]` bytes.
 *
 * Ids are positive integers that stand for blocks. `malloc` and `calloc` bring a dead id to life; `realloc` of a dead id
 * is `malloc`, and keeps the id; `free` of a dead id is `free(NULL)` and does nothing. The size of a `calloc` is the
 * product of its two arguments, that of a `free` is 0.
 */
export interface Trace {
  readonly name: string;
  readonly kinds: Uint8Array;
  readonly ids: Uint32Array;
  /** Bytes; above 2^53 not exact. */
  readonly sizes: Float64Array;
  /** No id is greater; 0 if there is no operation. A table indexed by id has `maxId + 1` places. */
  readonly maxId: number;
}

/** Ids above it are refused: who replays a trace has a place in memory for each id. */
export const MAX_ID = 2 ** 24 - 1;

/** Operations for which a builder has room at first; it doubles. */
const FIRST_CAPACITY = 1024;

/** Takes operations one by one and makes a trace of them. */
export class TraceBuilder {
  #kinds = new Uint8Array(FIRST_CAPACITY);
  #ids = new Uint32Array(FIRST_CAPACITY);
  #sizes = new Float64Array(FIRST_CAPACITY);
  #length = 0;
  #maxId = 0;

  /** Operations so far. */
  get length(): number {
    return this.#length;
  }

  malloc(id: number, size: number): void {
    this.#push(MALLOC, id, size);
  }

  /** `size`: of the whole block, count times size of one. */
  calloc(id: number, size: number): void {
    this.#push(CALLOC, id, size);
  }

  realloc(id: number, size: number): void {
    this.#push(REALLOC, id, size);
  }

  free(id: number): void {
    this.#push(FREE, id, 0);
  }

  /** The trace so far, in arrays of its own. */
  build(name: string): Trace {
    return {
      name,
      kinds: this.#kinds.slice(0, this.#length),
      ids: this.#ids.slice(0, this.#length),
      sizes: this.#sizes.slice(0, this.#length),
      maxId: this.#maxId,
    };
  }

  #push(kind: number, id: number, size: number): void {
    if (!(Number.isInteger(id) && id >= 1 && id <= MAX_ID)) {
      throw new RangeError(`operation ${this.#length + 1}: id ${id} is no whole number from 1 to ${MAX_ID}`);
    }
    if (!(Number.isInteger(size) && size >= 0)) {
      throw new RangeError(`operation ${this.#length + 1}: ${size} is no number of bytes`);
    }
    if (this.#length === this.#kinds.length) this.#grow();
    this.#kinds[this.#length] = kind;
    this.#ids[this.#length] = id;
    this.#sizes[this.#length] = size;
    this.#length += 1;
    if (id > this.#maxId) this.#maxId = id;
  }

  #grow(): void {
    const capacity = 2 * this.#length;
    const [kinds, ids, sizes] = [this.#kinds, this.#ids, this.#sizes];
    this.#kinds = new Uint8Array(capacity);
    this.#ids = new Uint32Array(capacity);
    this.#sizes = new Float64Array(capacity);
    this.#kinds.set(kinds);
    this.#ids.set(ids);
    this.#sizes.set(sizes);
  }
}
