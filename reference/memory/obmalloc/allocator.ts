import type { Address } from '../../../exercises/kit/memory.ts';
import type { Heap } from './heap.ts';

/**
 * What callers see of an allocator, whatever is wrapped around it. Sizes in bytes; NULL: there is no memory.
 *
 * Source: CPython, Include/cpython/pymem.h, `PyMemAllocatorEx`.
 */
export interface Allocator {
  readonly heap: Heap;
  malloc(nbytes: number): Address;
  calloc(nelem: number, elsize: number): Address;
  realloc(block: Address, nbytes: number): Address;
  free(block: Address): void;
}
