import type { Address } from '../../../exercises/kit/memory.ts';
import { NULL } from '../../../exercises/kit/memory.ts';
import type { ObjectHeap } from './object-heap.ts';

/** Where an object's references lie: `count` words, the first at `first`, each `step` bytes after the one before. */
export class ReferenceSpan {
  first: Address = NULL;
  step = 0;
  count = 0;

  set(first: number, step: number, count: number): void {
    this.first = first as Address;
    this.step = step;
    this.count = count;
  }
}

/** What a kind of object can do, as the slots of a type object say it. */
export interface TypeSlots {
  /**
   * Says where the object's references lie, in the order of `tp_traverse`. A word may be NULL: no reference.
   *
   * Differs from CPython: there `tp_traverse` calls a function for each reference. Every kind here keeps its references
   * in one row, so that a phase of the collector can walk along it without a call for each.
   */
  readonly traverse: (heap: ObjectHeap, object: Address, span: ReferenceSpan) => void;
  /** `tp_clear`: drops the references, so that cycles break. null: a kind that cannot. */
  readonly clear: ((heap: ObjectHeap, object: Address) => void) | null;
  /** `tp_dealloc`: the reference count is 0. Releases what the object refers to, then its memory. */
  readonly dealloc: (heap: ObjectHeap, object: Address) => void;
}

/**
 * `clear` and `dealloc` taken apart, for a collector that releases many objects at once: both drop references and free
 * memory, and do nothing else, once finalizers and weak references are out of the way. Not in CPython.
 */
export interface ReleaseParts {
  /**
   * Says where all words lie whose references are dropped, in that order, if not where `traverse` says: the keys of dicts
   * are no containers and are not visited.
   */
  readonly held?: TypeSlots['traverse'];
  /** Frees the blocks that the object has besides its own, when the references in them were dropped. */
  readonly freeBlocks?: (heap: ObjectHeap, object: Address) => void;
  /** Whether `clear` frees those blocks. If not they are freed together with the object. */
  readonly clearFreesBlocks?: boolean;
}

/** What tells one type from another. Sizes and offsets in bytes. */
export interface TypeSpec extends TypeSlots {
  readonly name: string;
  /** Bytes of an object without its items; the words before its address not counted. */
  readonly basicsize: number;
  /** Bytes of one item, 0 if the size does not vary. */
  readonly itemsize?: number;
  /** Bytes before the object's address: 16 for `PyGC_Head`, 16 more for a managed dict. */
  readonly presize?: 0 | 16 | 32;
  /** Where the list of its weak references begins, 0 if it takes none. */
  readonly weaklistoffset?: number;
  /** Names of the `__slots__`, in the order of their words. */
  readonly slots?: readonly string[];
  /** `tp_finalize`: Python's `__del__`. */
  readonly finalize?: (self: Address) => void;
  /**
   * Where the first reference lies and how many words follow each other, if `traverse` says the same for every object:
   * then it need not be asked.
   */
  readonly references?: readonly [first: number, count: number];
  /** None: its `clear` and `dealloc` have to be called. */
  readonly parts?: ReleaseParts;
}

/**
 * A type. Its first six words are in memory, where `ob_type` points; what it can do is here.
 *
 *     0           8         16        24        32             40            48
 *     │ ob_refcnt │ ob_type │ ob_size │ tp_name │ tp_basicsize │ tp_itemsize │
 *
 * Differs from CPython: all types are static, those of class statements too. Instances hold no reference to them, they
 * are in no generation, and they are there for good.
 *
 * Source: CPython 3.11, Include/cpython/object.h, `struct _typeobject`.
 */
export class TypeObject implements TypeSlots {
  readonly address: Address;
  readonly name: string;
  readonly basicsize: number;
  readonly itemsize: number;
  readonly presize: number;
  readonly isGc: boolean;
  readonly weaklistoffset: number;
  readonly slots: readonly string[];
  readonly finalize: ((self: Address) => void) | null;
  readonly traverse: TypeSlots['traverse'];
  readonly clear: TypeSlots['clear'];
  readonly dealloc: TypeSlots['dealloc'];
  readonly parts: ReleaseParts | null;
  /** As the parts have it; `traverse` without. */
  readonly held: TypeSlots['traverse'];
  /** Keys that the instances share, NULL if they have no managed dict. CPython: `ht_cached_keys`. */
  cachedKeys: Address = NULL;

  constructor(address: Address, spec: TypeSpec) {
    this.address = address;
    this.name = spec.name;
    this.basicsize = spec.basicsize;
    this.itemsize = spec.itemsize ?? 0;
    this.presize = spec.presize ?? 0;
    this.isGc = this.presize > 0;
    this.weaklistoffset = spec.weaklistoffset ?? 0;
    this.slots = spec.slots ?? [];
    this.finalize = spec.finalize ?? null;
    this.traverse = spec.traverse;
    this.clear = spec.clear;
    this.dealloc = spec.dealloc;
    this.parts = spec.parts ?? null;
    this.held = spec.parts?.held ?? spec.traverse;
  }
}
