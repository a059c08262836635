import type { Address } from '../../../exercises/kit/memory.ts';
import type { Allocator } from './allocator.ts';
import type { HeapEvent } from './events.ts';
import type { Heap } from './heap.ts';

/**
 * A call and what came of it. `place` of a block: `2:48` (byte 48 of arena 2), `raw` or `null`, the recordings' words;
 * of a block that was given back, where it was.
 */
export type CallEvent =
  | { readonly kind: 'malloc'; readonly nbytes: number; readonly block: Address; readonly place: string }
  | {
      readonly kind: 'calloc';
      readonly nelem: number;
      readonly elsize: number;
      readonly block: Address;
      readonly place: string;
    }
  /** `block` is NULL if the system refused, and then `from` is as it was; it equals `from` if the block stayed. */
  | {
      readonly kind: 'realloc';
      readonly from: Address;
      readonly nbytes: number;
      readonly block: Address;
      readonly place: string;
    }
  | { readonly kind: 'free'; readonly block: Address; readonly place: string };

/** All that can be told. The heap's events of a call come before the call's own. */
export type TraceEvent = HeapEvent | CallEvent;
export type TraceListener = (event: TraceEvent) => void;

/**
 * An allocator that tells each call as well, and what the heap did in it. It takes the heap's listener for itself.
 *
 * It is wrapped around the allocator, so that the paths of one that nobody listens to stay as they are.
 */
export class TracedObmalloc implements Allocator {
  readonly heap: Heap;
  readonly #allocator: Allocator;
  readonly #listener: TraceListener;

  constructor(allocator: Allocator, listener: TraceListener) {
    this.heap = allocator.heap;
    this.heap.listener = listener;
    this.#allocator = allocator;
    this.#listener = listener;
  }

  malloc(nbytes: number): Address {
    const block = this.#allocator.malloc(nbytes);
    this.#listener({ kind: 'malloc', nbytes, block, place: this.#place(block) });
    return block;
  }

  calloc(nelem: number, elsize: number): Address {
    const block = this.#allocator.calloc(nelem, elsize);
    this.#listener({ kind: 'calloc', nelem, elsize, block, place: this.#place(block) });
    return block;
  }

  realloc(from: Address, nbytes: number): Address {
    const block = this.#allocator.realloc(from, nbytes);
    this.#listener({ kind: 'realloc', from, nbytes, block, place: this.#place(block) });
    return block;
  }

  free(block: Address): void {
    const place = this.#place(block);
    this.#allocator.free(block);
    this.#listener({ kind: 'free', block, place });
  }

  #place(block: Address): string {
    return this.heap.system.describe(block);
  }
}
