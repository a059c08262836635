import type { Address } from '../../../exercises/kit/memory.ts';
import { locateObject } from '../objects/locate-object.ts';
import type { ObjectHeap } from '../objects/object-heap.ts';
import { refcntOf } from '../objects/refcount.ts';
import type { PoolName } from '../obmalloc/index.ts';
import type { Interpreter } from './interpreter.ts';
import { show } from './show.ts';

/** The memory that an object is in. `static`: there before the program, `raw`: too large for a pool. Sizes in bytes. */
export type MemoryPlace =
  | { readonly kind: 'static' | 'raw' }
  | {
      readonly kind: 'block';
      readonly szidx: number;
      /** Of the block. */
      readonly size: number;
      readonly pool: PoolName;
      /** Which of the pool's blocks, from 0. */
      readonly block: number;
    };

/** A name followed down to its memory. */
export interface FollowedName {
  readonly name: string;
  readonly object: Address;
  readonly refcnt: number;
  readonly type: string;
  /** `repr` of the object. */
  readonly value: string;
  readonly place: MemoryPlace;
}

/**
 * From the name to the object, and from the object to the block, pool and arena it lies in.
 *
 *     x → │ refcnt 1 │ int │ 2337 │ → block 0 of size class 1 (32 bytes) → pool 0 → arena 0
 *
 * @throws {PythonError} NameError.
 */
export function follow({ heap, globals, values }: Interpreter, name: string): FollowedName {
  const object = globals.lookUp(name);
  return {
    name,
    object,
    refcnt: refcntOf(heap, object),
    type: heap.types.of(object).name,
    value: show(values, object),
    place: placeOf(heap, object),
  };
}

function placeOf(heap: ObjectHeap, object: Address): MemoryPlace {
  const place = locateObject(heap, object);
  if (place.kind !== 'pool') return { kind: place.kind };
  const { szidx, blockSize, pool, name } = place;
  const block = (place.block - pool - heap.allocator.heap.profile.poolOverhead) / blockSize;
  return { kind: 'block', szidx, size: blockSize, pool: name, block };
}
