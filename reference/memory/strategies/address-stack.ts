import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { WORD } from '../objects/index.ts';
import type { NodeHeap } from './node-heap.ts';

/** The largest block that obmalloc cuts from a pool. */
const CHUNK_BYTES = 512;
/** The first word of a chunk is the link to the one below. */
const PER_CHUNK = CHUNK_BYTES / WORD - 1;

/**
 * Addresses, last in, first out, in chunks of simulated memory:
 *
 *     top → │ below │ a │ b │   │ …
 *             └→ │ NULL │ c │ d │ e │ …
 *
 * A stack in one block would move when it grows: one push that costs as much as all before it. Here every push and
 * every pop costs the same, whatever the size: who promises short pauses needs that.
 */
export class AddressStack {
  readonly #nodes: NodeHeap;
  #top: Address = NULL;
  #size = 0;

  constructor(nodes: NodeHeap) {
    this.#nodes = nodes;
  }

  get size(): number {
    return this.#size;
  }

  push(address: Address): void {
    const { memory } = this.#nodes;
    const place = this.#size % PER_CHUNK;
    if (place === 0) {
      const chunk = this.#nodes.takeTable(CHUNK_BYTES);
      memory.writePointer(chunk, this.#top);
      this.#top = chunk;
    }
    memory.writePointer(this.#top + (1 + place) * WORD, address);
    this.#size += 1;
  }

  /** The address that was pushed last; NULL without any. */
  pop(): Address {
    if (this.#size === 0) return NULL;
    const { memory } = this.#nodes;
    this.#size -= 1;
    const place = this.#size % PER_CHUNK;
    const address = memory.readPointer(this.#top + (1 + place) * WORD);
    if (place === 0) {
      const below = memory.readPointer(this.#top);
      this.#nodes.giveTable(this.#top, CHUNK_BYTES);
      this.#top = below;
    }
    return address;
  }

  /** From the top down. */
  *[Symbol.iterator](): Generator<Address> {
    const { memory } = this.#nodes;
    let chunk = this.#top;
    for (let left = this.#size; left > 0; left -= 1) {
      const place = (left - 1) % PER_CHUNK;
      yield memory.readPointer(chunk + (1 + place) * WORD);
      if (place === 0) chunk = memory.readPointer(chunk);
    }
  }
}
