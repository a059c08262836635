import type { Address } from '../../../exercises/kit/memory.ts';

/** What happens to objects, in order. Addresses are those of objects. */
export type ObjectEvent =
  /** `bytes` begin at `block`: what the allocator was asked for. */
  | {
      readonly kind: 'allocated';
      readonly object: Address;
      readonly type: string;
      readonly block: Address;
      readonly bytes: number;
    }
  /** The memory is given back next. */
  | { readonly kind: 'freed'; readonly object: Address }
  /** The trashcan is full: it is released when the outermost release has ended. */
  | { readonly kind: 'postponed'; readonly object: Address }
  | { readonly kind: 'finalizing'; readonly object: Address }
  /** The finalizer of an object without references made a new one. */
  | { readonly kind: 'resurrected'; readonly object: Address }
  /** The weak reference answers None from now on. */
  | { readonly kind: 'weakrefCleared'; readonly weakref: Address; readonly target: Address }
  | { readonly kind: 'callbackCalled'; readonly weakref: Address }
  | { readonly kind: 'tracked'; readonly object: Address }
  | { readonly kind: 'untracked'; readonly object: Address };

export const GC_PHASES = [
  'update_refs',
  'subtract_refs',
  'move_unreachable',
  'untrack_tuples',
  'untrack_dicts',
  'handle_weakrefs',
  'finalize_garbage',
  'handle_resurrected_objects',
  'delete_garbage',
] as const;
export type GcPhase = (typeof GC_PHASES)[number];

/** What a collection does, in order. */
export type GcEvent =
  | { readonly kind: 'collectionStarted'; readonly generation: number }
  /** The phase begins. `update_refs` to `move_unreachable` come a second time inside `handle_resurrected_objects`. */
  | { readonly kind: 'phase'; readonly phase: GcPhase }
  /** `refs` = the reference count, to begin with. */
  | { readonly kind: 'refsSet'; readonly object: Address; readonly refs: number }
  /** A reference from inside the generation was found and subtracted: `refs` are left. */
  | { readonly kind: 'refSubtracted'; readonly from: Address; readonly object: Address; readonly refs: number }
  /** Nothing from outside refers to it, and nothing reached it so far. */
  | { readonly kind: 'tentativelyUnreachable'; readonly object: Address }
  /** Something outside refers to it, or it was reached: its references are followed. */
  | { readonly kind: 'reachable'; readonly object: Address }
  /** Reached before its turn: gc_refs 0 becomes 1. */
  | { readonly kind: 'reached'; readonly object: Address; readonly from: Address }
  /** Reached after it was put aside: it goes to the end of the list, and its turn comes again. */
  | { readonly kind: 'movedBack'; readonly object: Address; readonly from: Address }
  /** Still garbage when all finalizers have run. */
  | { readonly kind: 'garbage'; readonly object: Address }
  /** Garbage that a finalizer has made reachable again. */
  | { readonly kind: 'garbageResurrected'; readonly object: Address }
  /** Its `tp_clear` is called next. */
  | { readonly kind: 'clearing'; readonly object: Address }
  /** DEBUG_SAVEALL: kept in `gc.garbage`. */
  | { readonly kind: 'saved'; readonly object: Address }
  | {
      readonly kind: 'collectionFinished';
      readonly generation: number;
      readonly collected: number;
      readonly uncollectable: number;
    };

export type HeapEvent = ObjectEvent | GcEvent;

/** Told of every event. It must not change the heap. */
export type HeapListener = (event: HeapEvent) => void;
