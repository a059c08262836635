import { type Address, hex, NULL } from '../../../exercises/kit/memory.ts';
import type { Allocator } from './allocator.ts';
import { checkHeap } from './check-heap.ts';
import type { Heap } from './heap.ts';
import type { Violation } from './invariant.ts';

/** A call left the heap with invariants that do not hold. */
export class HeapCorrupted extends Error {
  override readonly name = 'HeapCorrupted';
  /** The call, `free(0x41030)` say. */
  readonly call: string;
  readonly violations: readonly Violation[];
  constructor(call: string, violations: readonly Violation[]) {
    super(`${call}: ${violations.map(describeViolation).join('; ')}`);
    this.call = call;
    this.violations = violations;
  }
}

/** `Every block … (carved = …) fails at 0x41000: 84 ≠ 82 + 1`. */
export function describeViolation({ sentence, formula, at, found }: Violation): string {
  const place = at === NULL ? '' : ` at ${hex(at)}`;
  return `${sentence.replace(/\.$/, '')} (${formula}): not so${place}: ${found}`;
}

/**
 * An allocator that checks every invariant of the whole heap after every call: a mistake is found in the call that makes
 * it, not in the one that trips over it. Slow: each call costs as much as the heap is large.
 *
 * @throws {HeapCorrupted} from each call after which an invariant does not hold
 */
export class StressedObmalloc implements Allocator {
  readonly heap: Heap;
  readonly #allocator: Allocator;

  constructor(allocator: Allocator) {
    this.heap = allocator.heap;
    this.#allocator = allocator;
  }

  malloc(nbytes: number): Address {
    return this.#checked(`malloc(${nbytes})`, this.#allocator.malloc(nbytes));
  }

  calloc(nelem: number, elsize: number): Address {
    return this.#checked(`calloc(${nelem}, ${elsize})`, this.#allocator.calloc(nelem, elsize));
  }

  realloc(block: Address, nbytes: number): Address {
    return this.#checked(`realloc(${hex(block)}, ${nbytes})`, this.#allocator.realloc(block, nbytes));
  }

  free(block: Address): void {
    this.#allocator.free(block);
    this.#checked(`free(${hex(block)})`, block);
  }

  #checked(call: string, result: Address): Address {
    const violations = checkHeap(this.heap);
    if (violations.length > 0) throw new HeapCorrupted(call, violations);
    return result;
  }
}
