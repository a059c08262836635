import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  decref,
  fromGc,
  type ObjectHeap,
  refcntOf,
  TRASHCAN_LEVELS,
  type TypeObject,
  trashcanDeposit,
  trashcanEnd,
} from '../objects/index.ts';
import { DEBUG } from './debug.ts';
import type { GraphCopy } from './graph-copy.ts';
import { ASIDE, CLEARED, DEAD, KEPT, OUTSIDE } from './graph-layout.ts';

/**
 * `delete_garbage` on a flat copy of the graph, for when nobody can look on: no listener, no DEBUG_SAVEALL, no finalizer
 * and no weak reference in the whole heap, so that no code of Python's runs before the end.
 *
 *     delete_garbage      tp_clear of the first, of the next that is still there, …
 *     Py_DECREF           counts[to] −= 1; at 0, tp_dealloc
 *     tp_dealloc          through the trashcan: all references, then the memory
 *
 * Garbage that is about to be freed need not be written: who counts in the array needs no count in memory, and a list
 * that nobody will walk any more needs no links. The arrays tell who dies, and in what order; memory is given back in
 * that order. So every free list, and the address of all that is allocated later, is CPython's.
 *
 *     a ⇄ b → c (stays)      counts    a 1   b 1   c KEPT
 *     clear a: drop b        counts    a 2   b 0                     freed
 *       b dies: drop a, c    counts    a 1         dropped c         freed b
 *     a was held: drop a     counts    a 0                           freed b a
 *     catch up               memory    c: one reference less; b, then a, are given back
 *
 * Objects outside of the list are not in the arrays. When the last reference to one is dropped, memory is caught up with
 * first, and it dies as ever.
 *
 * Differs from CPython in what is left in freed blocks, behind the link of their free list. `flat-release.test.ts` holds
 * all other bytes against those that the phases in place leave.
 */
export class FlatRelease {
  readonly #heap: ObjectHeap;
  readonly #graph: GraphCopy;
  /** Blocks of those that died, in order. */
  #freed = new Uint32Array(0);
  #freedCount = 0;
  /** Numbers of those that had other blocks besides, and how many of `#freed` are to be given back before these. */
  #besides = new Int32Array(0);
  #besidesCount = 0;
  /** Numbers of those that stay, once for each reference that was dropped. */
  #dropped = new Int32Array(0);
  #droppedCount = 0;
  /** A container outside of the list has died. From now on those that stay may die too: nothing is put off. */
  #strict = false;

  constructor(heap: ObjectHeap, graph: GraphCopy) {
    this.#heap = heap;
    this.#graph = graph;
  }

  /** Nobody can look on, and no container of the list has a `tp_dealloc` that does more than is known of it. */
  isPossible(): boolean {
    const { listener, gc, types, weakrefs } = this.#heap;
    if (listener !== null || (gc.debug & DEBUG.SAVEALL) !== 0 || types.finalizers || weakrefs > 0) return false;
    const { typesMet } = this.#graph;
    for (let index = 0; index < types.count; index += 1) {
      if (typesMet[index] === 1 && types.at(index).parts === null) return false;
    }
    return true;
  }

  /** Releases all that is ASIDE. The list is one without them already. */
  release(): void {
    const { counts, states, types, count, edgeCount } = this.#graph;
    if (this.#freed.length < count) {
      this.#freed = new Uint32Array(counts.length);
      this.#besides = new Int32Array(2 * counts.length);
    }
    if (this.#dropped.length < edgeCount) this.#dropped = new Int32Array(this.#graph.edges.length);
    this.#strict = false;
    for (let number = 0; number <= count; number += 1) if (states[number] !== ASIDE) counts[number] = KEPT;
    for (let number = 1; number <= count; number += 1) {
      if (states[number] === ASIDE) this.#clear(number, this.#heap.types.at(types[number] as number));
    }
    this.#catchUp();
  }

  /** What `delete_garbage` does to the next of the garbage. A type without `tp_clear` dies by its references. */
  #clear(number: number, type: TypeObject): void {
    if (type.clear === null) return;
    const { counts, states } = this.#graph;
    counts[number] = (counts[number] as number) + 1; // or it could die while it is being cleared
    this.#dropAll(number);
    if (type.parts?.clearFreesBlocks === true) this.#giveBackBesides(number);
    states[number] = CLEARED;
    counts[number] = (counts[number] as number) - 1;
    if (counts[number] === 0) this.#dealloc(number);
  }

  /** Drops all references of one container, in their order. */
  #dropAll(from: number): void {
    const { counts, starts, edges } = this.#graph;
    const end = starts[from + 1] as number;
    for (let edge = starts[from] as number; edge < end; edge += 1) {
      const to = edges[edge] as number;
      const left = (counts[to] as number) - 1;
      if (left === KEPT - 1) {
        this.#dropKept(from, edge, to);
      } else {
        counts[to] = left;
        if (left === 0) this.#dealloc(to);
      }
    }
  }

  /** A reference to what stays in the list, or to something outside of it. */
  #dropKept(from: number, edge: number, to: number): void {
    const heap = this.#heap;
    if (to !== OUTSIDE && !this.#strict) {
      this.#dropped[this.#droppedCount] = to;
      this.#droppedCount += 1;
      return;
    }
    const outside = to === OUTSIDE ? heap.memory.readPointer(this.#graph.wordOf(from, edge)) : this.#objectOf(to);
    if (outside === NULL) return;
    if (refcntOf(heap, outside) === 1) {
      this.#catchUp();
      if (heap.types.isGc(outside)) this.#strict = true;
    }
    decref(heap, outside);
  }

  /** Source: `subtype_dealloc`, `list_dealloc` and their like, without what is for those who look on. */
  #dealloc(number: number): void {
    const heap = this.#heap;
    const { states, types } = this.#graph;
    if (heap.trashNesting >= TRASHCAN_LEVELS) {
      trashcanDeposit(heap, this.#objectOf(number));
      return;
    }
    heap.trashNesting += 1;
    const cleared = states[number] === CLEARED;
    if (!cleared) this.#dropAll(number);
    const { parts, presize } = heap.types.at(types[number] as number);
    if (parts?.freeBlocks !== undefined && !(cleared && parts.clearFreesBlocks === true)) this.#giveBackBesides(number);
    states[number] = DEAD;
    this.#freed[this.#freedCount] = this.#objectOf(number) - presize;
    this.#freedCount += 1;
    trashcanEnd(heap, this.#deallocTrashed);
  }

  /** In the trashcan are objects from outside too. */
  readonly #deallocTrashed = (heap: ObjectHeap, object: Address): void => {
    const number = this.#graph.numberOf(object);
    const state = this.#graph.states[number];
    if (number !== OUTSIDE && (state === ASIDE || state === CLEARED)) this.#dealloc(number);
    else heap.types.of(object).dealloc(heap, object);
  };

  #giveBackBesides(number: number): void {
    this.#besides[this.#besidesCount] = number;
    this.#besides[this.#besidesCount + 1] = this.#freedCount;
    this.#besidesCount += 2;
  }

  /** Brings memory to where the arrays are: first what stays, then what is given back. Each is a short loop. */
  #catchUp(): void {
    const heap = this.#heap;
    const { allocator } = heap;
    const { types } = this.#graph;
    const [freed, besides] = [this.#freed, this.#besides];
    const [freedCount, besidesCount] = [this.#freedCount, this.#besidesCount];
    const [dropped, droppedCount] = [this.#dropped, this.#droppedCount];
    [this.#freedCount, this.#besidesCount, this.#droppedCount] = [0, 0, 0];
    for (let at = 0; at < droppedCount; at += 1) decref(heap, this.#objectOf(dropped[at] as number));
    let from = 0;
    for (let at = 0; at < besidesCount; at += 2) {
      const [number, before] = [besides[at] as number, besides[at + 1] as number];
      allocator.freeMany(freed, from, before);
      heap.types.at(types[number] as number).parts?.freeBlocks?.(heap, this.#objectOf(number));
      from = before;
    }
    allocator.freeMany(freed, from, freedCount);
  }

  #objectOf(number: number): Address {
    return fromGc(this.#graph.heads[number] as Address);
  }
}
