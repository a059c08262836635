import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { System } from '../../../exercises/kit/system.ts';
import type { Allocator } from './allocator.ts';
import type { HeapListener } from './events.ts';
import { freeMany } from './free-many.ts';
import { Heap } from './heap.ts';
import { PROFILES, type Profile } from './profile.ts';
import { pymallocAlloc } from './pymalloc-alloc.ts';
import { pymallocFree } from './pymalloc-free.ts';
import { pymallocRealloc } from './pymalloc-realloc.ts';

/**
 * CPython's allocator for objects: small requests from pools, all others from the raw allocator below.
 *
 * Sizes are in bytes; NULL means that there is no memory. To free a block twice, or one that was never handed out,
 * corrupts the heap or throws what the system throws, as it does in C.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `_PyObject_Malloc` and its neighbours.
 */
export class Obmalloc implements Allocator {
  readonly heap: Heap;

  /** @throws {RangeError} if the system's arenas have another size than the profile's. */
  constructor(system: System, profile: Profile = PROFILES.classic64, listener: HeapListener | null = null) {
    this.heap = new Heap(system, profile, listener);
  }

  /** Source: `PyObject_Malloc` and `_PyObject_Malloc`. */
  malloc(nbytes: number): Address {
    const block = pymallocAlloc(this.heap, nbytes);
    return block !== NULL ? block : rawMalloc(this.heap, nbytes);
  }

  /** Clears exactly `nelem * elsize` bytes, not the whole block. Source: `PyObject_Calloc` and `_PyObject_Calloc`. */
  calloc(nelem: number, elsize: number): Address {
    const { heap } = this;
    const nbytes = nelem * elsize;
    if (nbytes >= heap.profile.sizeLimit) return NULL;
    const block = pymallocAlloc(heap, nbytes);
    if (block === NULL) return heap.system.rawCalloc(nelem, elsize);
    heap.system.memory.fill(block, nbytes, 0);
    return block;
  }

  /**
   * The block's new address, or NULL, and then the block stays as it was. A raw block stays raw whatever its size.
   * `realloc(NULL, nbytes)` is `malloc(nbytes)`. Source: `PyObject_Realloc` and `_PyObject_Realloc`.
   */
  realloc(block: Address, nbytes: number): Address {
    const { heap } = this;
    if (nbytes >= heap.profile.sizeLimit) return NULL;
    if (block === NULL) return this.malloc(nbytes);
    return pymallocRealloc(heap, this, block, nbytes) ?? heap.system.rawRealloc(block, nbytes);
  }

  /** `free(NULL)` does nothing. Source: `_PyObject_Free`. */
  free(block: Address): void {
    if (block !== NULL && !pymallocFree(this.heap, block)) this.heap.system.rawFree(block);
  }

  /** Frees `list[from]` to `list[to - 1]`, in order; none of them is NULL. */
  freeMany(list: Uint32Array, from: number, to: number): void {
    freeMany(this.heap, this, list, from, to);
  }
}

/** Differs from CPython: the limit is looked at here, and not before it is known that the request is not small. */
function rawMalloc({ system, profile }: Heap, nbytes: number): Address {
  return nbytes >= profile.sizeLimit ? NULL : system.rawMalloc(nbytes);
}
