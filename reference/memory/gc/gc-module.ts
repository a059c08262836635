import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  fromGc,
  GENERATIONS,
  gcNext,
  gcUntrack,
  isFinalized,
  isTracked,
  listClear,
  newList,
  type ObjectHeap,
  ReferenceSpan,
} from '../objects/index.ts';
import { InPlace } from './deduce-unreachable.ts';
import type { Deducer } from './deducer.ts';
import { FlatGraph } from './flat-graph.ts';
import { dueGeneration } from './gc-collect-generations.ts';
import { gcCollectMain } from './gc-collect-main.ts';
import { gcListMerge, gcListSize } from './gc-list.ts';

/** What a callback in `gc.callbacks` is told. */
export interface GcInfo {
  readonly generation: number;
  readonly collected: number;
  readonly uncollectable: number;
}

export type GcCallback = (phase: 'start' | 'stop', info: GcInfo) => void;

/**
 * Python's `gc` module on one heap. Objects are addresses; those it gives back are no new references.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, "gc_*_impl".
 */
export class GcModule {
  readonly heap: ObjectHeap;
  /** Called before and after every collection, in order. */
  readonly callbacks: GcCallback[] = [];
  /** A list: what DEBUG_SAVEALL saved. Outside of all generations. */
  readonly garbage: Address;

  readonly #inPlace: Deducer;
  readonly #flat: Deducer;

  /** Installs the collector in the heap: from now on allocation can start a collection. */
  constructor(heap: ObjectHeap) {
    this.heap = heap;
    this.#inPlace = new InPlace(heap);
    this.#flat = new FlatGraph(heap);
    this.garbage = newList(heap, []);
    gcUntrack(heap, this.garbage);
    heap.gc.counts[0] = 0;
    heap.gc.collectGenerations = () => this.#collectGenerations();
  }

  enable(): void {
    this.heap.gc.enabled = true;
  }
  disable(): void {
    this.heap.gc.enabled = false;
  }
  isEnabled(): boolean {
    return this.heap.gc.enabled;
  }

  /** Collects; returns the number of objects found. 0 if a collection is running already. @throws {PyValueError} */
  collect(generation: number = GENERATIONS - 1): number {
    if (generation < 0 || generation >= GENERATIONS) throw new PyValueError('invalid generation');
    return this.heap.gc.collecting ? 0 : this.#collectWithCallback(generation);
  }

  getCount(): readonly number[] {
    return [...this.heap.gc.counts];
  }
  getThreshold(): readonly number[] {
    return [...this.heap.gc.thresholds];
  }
  /** Sets the first thresholds; the others stay. @throws {PyTypeError} for none, or more than three. */
  setThreshold(...thresholds: readonly number[]): void {
    const given = thresholds.length;
    if (given === 0) throw new PyTypeError('set_threshold() takes at least 1 argument (0 given)');
    if (given > GENERATIONS) throw new PyTypeError(`set_threshold() takes at most 3 arguments (${given} given)`);
    for (const [generation, threshold] of thresholds.entries()) this.heap.gc.thresholds[generation] = threshold;
  }

  /** Per generation, what collections of it did. */
  getStats(): readonly Readonly<{ collections: number; collected: number; uncollectable: number }>[] {
    return this.heap.gc.stats.map((stats) => ({ ...stats }));
  }

  getDebug(): number {
    return this.heap.gc.debug;
  }
  /** Bits of `DEBUG`. */
  setDebug(flags: number): void {
    this.heap.gc.debug = flags;
  }
  clearGarbage(): void {
    listClear(this.heap, this.garbage);
  }

  /**
   * Tracked objects in the lists' order; of all generations, 0 first, without an argument or for −1. @throws
   * {PyValueError}
   */
  getObjects(generation = -1): readonly Address[] {
    if (generation >= GENERATIONS) {
      const what = `the number of available generations (${GENERATIONS})`;
      throw new PyValueError(`generation parameter must be less than ${what}`);
    }
    if (generation < -1) throw new PyValueError('generation parameter cannot be negative');
    return [...this.#objects(generation === -1 ? this.heap.gc.heads : [this.heap.gc.heads[generation] as Address])];
  }

  /** Tracked objects that refer to one of these, in the order of generations 0, 1, 2; each once. */
  getReferrers(...objects: readonly Address[]): readonly Address[] {
    const wanted = new Set(objects);
    return [...this.#objects(this.heap.gc.heads)].filter((object) =>
      this.getReferents(object).some((referent) => wanted.has(referent)),
    );
  }

  /** What these refer to, in the order of `tp_traverse`, as often as they do. */
  getReferents(...objects: readonly Address[]): readonly Address[] {
    const { heap } = this;
    const found: Address[] = [];
    const span = new ReferenceSpan();
    for (const object of objects) {
      heap.types.of(object).traverse(heap, object, span);
      for (let index = 0; index < span.count; index += 1) {
        const referent = heap.memory.readPointer(span.first + index * span.step);
        if (referent !== NULL) found.push(referent);
      }
    }
    return found;
  }

  isTracked(object: Address): boolean {
    return this.heap.types.of(object).isGc && isTracked(this.heap.memory, object);
  }
  isFinalized(object: Address): boolean {
    return this.heap.types.of(object).isGc && isFinalized(this.heap.memory, object);
  }

  /** Moves all tracked objects out of the collector's sight. */
  freeze(): void {
    const { gc, memory } = this.heap;
    for (const head of gc.heads) gcListMerge(memory, head, gc.permanent);
    gc.counts.fill(0);
  }
  /** Moves them back, to the oldest generation. */
  unfreeze(): void {
    const { gc, memory } = this.heap;
    gcListMerge(memory, gc.permanent, gc.heads[GENERATIONS - 1] as Address);
  }
  getFreezeCount(): number {
    return gcListSize(this.heap.memory, this.heap.gc.permanent);
  }

  /** An allocation made a collection due. CPython: `gc_collect_generations`. */
  #collectGenerations(): void {
    const { gc } = this.heap;
    const generation = gc.stress ? GENERATIONS - 1 : dueGeneration(gc);
    if (generation !== null) this.#collectWithCallback(generation);
  }

  /** CPython: `gc_collect_with_callback`. */
  #collectWithCallback(generation: number): number {
    const { heap } = this;
    heap.gc.collecting = true;
    try {
      this.#invokeCallbacks('start', { generation, collected: 0, uncollectable: 0 });
      heap.listener?.({ kind: 'collectionStarted', generation });
      const shown = heap.listener !== null && heap.gc.walk === 'auto';
      const deducer = shown ? this.#inPlace : this.#flat;
      const collected = gcCollectMain({ heap, garbage: this.garbage, deducer, shown }, generation);
      heap.listener?.({ kind: 'collectionFinished', generation, collected, uncollectable: 0 });
      this.#invokeCallbacks('stop', { generation, collected, uncollectable: 0 });
      return collected;
    } finally {
      heap.gc.collecting = false;
    }
  }

  /** A callback may remove itself, or add others. CPython: `invoke_gc_callback`. */
  #invokeCallbacks(phase: 'start' | 'stop', info: GcInfo): void {
    for (let index = 0; index < this.callbacks.length; index += 1) this.callbacks[index]?.(phase, info);
  }

  *#objects(lists: readonly Address[]): Generator<Address> {
    const { memory } = this.heap;
    for (const list of lists) {
      for (let gc = gcNext(memory, list); gc !== list; gc = gcNext(memory, gc)) yield fromGc(gc);
    }
  }
}
