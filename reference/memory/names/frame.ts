import { PythonError } from '../../../exercises/kit/errors.ts';
import type { Address } from '../../../exercises/kit/memory.ts';
import type { ObjectHeap } from '../objects/object-heap.ts';
import { decref, incref, refcntOf } from '../objects/refcount.ts';

/** What happens to names, in order. Counts are those after the event. */
export type NameEvent =
  | { readonly kind: 'nameCreated'; readonly name: string }
  | { readonly kind: 'nameBound'; readonly name: string; readonly object: Address }
  | { readonly kind: 'nameDeleted'; readonly name: string }
  | { readonly kind: 'countIncreased'; readonly object: Address; readonly refcnt: number }
  /** At 0 the object is released next. */
  | { readonly kind: 'countDecreased'; readonly object: Address; readonly refcnt: number };

/** Told of every event. It must not change the heap. */
export type NameListener = (event: NameEvent) => void;

/**
 * A frame's names, each with one reference to an object. A name is no box that holds a value: to bind it is to let it
 * refer to an object that others may refer to as well.
 *
 * Invariant: the names are the frame's only references.
 *
 * Source: CPython 3.11, Python/ceval.c, STORE_NAME, LOAD_NAME and DELETE_NAME. There the names are a dict's keys.
 */
export class Frame {
  readonly #heap: ObjectHeap;
  readonly #objects = new Map<string, Address>();
  /** Told of everything that happens to names. null costs nothing. */
  listener: NameListener | null = null;

  constructor(heap: ObjectHeap) {
    this.#heap = heap;
  }

  /** The names that are bound, in the order of their creation, and what each refers to: no new reference. */
  get names(): ReadonlyMap<string, Address> {
    return this.#objects;
  }

  /**
   * `name = object`. The new reference is counted before the old one is dropped: both may be to the same object.
   *
   *     before   name → old (refcnt n)         object (refcnt m)
   *     after    name → object (refcnt m + 1)  old (refcnt n − 1)
   */
  bind(name: string, object: Address): void {
    this.bindOwned(name, incref(this.#heap, object));
  }

  /** The same for an object whose only reference is the caller's, who hands it to the name. */
  bindOwned(name: string, object: Address): void {
    const old = this.#objects.get(name);
    if (old === undefined) this.listener?.({ kind: 'nameCreated', name });
    this.#objects.set(name, object);
    this.listener?.({ kind: 'nameBound', name, object });
    this.listener?.({ kind: 'countIncreased', object, refcnt: refcntOf(this.#heap, object) });
    if (old !== undefined) this.#drop(old);
  }

  /** What the name refers to: no new reference. @throws {PythonError} NameError. */
  lookUp(name: string): Address {
    const object = this.#objects.get(name);
    if (object === undefined) throw new PythonError('NameError', `name '${name}' is not defined`);
    return object;
  }

  /** `del name`: the name goes, and with it one reference; the object only if that was the last. @throws {PythonError} NameError. */
  delete(name: string): void {
    const object = this.lookUp(name);
    this.#objects.delete(name);
    this.listener?.({ kind: 'nameDeleted', name });
    this.#drop(object);
  }

  /** All names go, in the order of their creation. */
  clear(): void {
    for (const name of [...this.#objects.keys()]) this.delete(name);
  }

  #drop(object: Address): void {
    this.listener?.({ kind: 'countDecreased', object, refcnt: refcntOf(this.#heap, object) - 1 });
    decref(this.#heap, object);
  }
}
