import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  decref,
  fromGc,
  OB_REFCNT,
  type ObjectHeap,
  refcntOf,
  TRASHCAN_LEVELS,
  type TypeObject,
  trashcanDeposit,
  trashcanEnd,
} from '../objects/index.ts';
import { DEBUG } from './debug.ts';
import { GarbageCopy } from './garbage-copy.ts';
import type { GraphCopy } from './graph-copy.ts';
import { ASIDE, CLEARED, KEPT, MOST_DROPS, OUTSIDE } from './graph-layout.ts';

/**
 * `delete_garbage` on a flat copy of the graph, for when nobody can look on: no listener, no DEBUG_SAVEALL, no finalizer
 * and no weak reference in the whole heap, so that no code of Python's runs before the end.
 *
 *     delete_garbage      tp_clear of the first, of the next that is still there, …
 *     Py_DECREF           counts[to] −= 1; at 0, tp_dealloc
 *     tp_dealloc          through the trashcan: all references, then the memory
 *
 * Garbage that is about to be freed need not be written: who counts in an array needs no count in memory, and a list
 * that nobody will walk any more needs no links. The arrays tell who dies, and in what order; memory is given back in
 * that order. So every free list, and the address of all that is allocated later, is CPython's.
 *
 *     a ⇄ b → c (stays)      counts    a 1   b 1
 *     clear a: drop b        counts    a 2   b 0                     freed
 *       b dies: drop a, c    counts    a 1         dropped c         freed b
 *     a was held: drop a     counts    a 0                           freed b a
 *     at the end             memory    c: one reference less; b, then a, are given back
 *
 * Objects outside of the list are not in the arrays. When the last reference to one is dropped, memory is caught up with first,
 * and it dies as ever.
 *
 * Differs from CPython in what is left in freed blocks, behind the link of their free list. `flat-release.test.ts` holds
 * all other bytes against those that the phases in place leave.
 */
export class FlatRelease {
  readonly #heap: ObjectHeap;
  readonly #graph: GraphCopy;
  readonly #garbage: GarbageCopy;
  /** Blocks of those that died, in order. */
  #freed = new Uint32Array(0);
  #freedCount = 0;
  /** Numbers of those that had other blocks besides, and how many of `#freed` are to be given back before these. */
  #besides = new Int32Array(0);
  #besidesCount = 0;
  /** All types of the list have a `tp_clear`, and none of their objects has other blocks besides. */
  #plain = false;
  /** By the number in the graph's copy, of those that stay: references that were dropped. */
  #drops = new Uint8Array(0);
  #someDropped = false;
  /** Numbers of those that stay and of which there are some. */
  #dropped = new Int32Array(0);
  /** A container outside of the list has died. From now on those that stay may die too: nothing is put off. */
  #strict = false;

  constructor(heap: ObjectHeap, graph: GraphCopy) {
    this.#heap = heap;
    this.#graph = graph;
    this.#garbage = new GarbageCopy(heap.types, graph);
  }

  /** Nobody can look on, and no container of the list has a `tp_dealloc` that does more than is known of it. */
  isPossible(): boolean {
    const { listener, gc, types, weakrefs } = this.#heap;
    if (listener !== null || (gc.debug & DEBUG.SAVEALL) !== 0 || types.finalizers || weakrefs > 0) return false;
    return this.#metTypes().every(({ parts }) => parts !== null);
  }

  /** Releases the `count` containers that are ASIDE. The list is one without them already. */
  release(count: number): void {
    const garbage = this.#garbage;
    const { length } = this.#graph.heads;
    garbage.copy(count);
    if (this.#drops.length < length) {
      this.#drops = new Uint8Array(length);
      this.#dropped = new Int32Array(length);
      this.#freed = new Uint32Array(length);
      this.#besides = new Int32Array(2 * length);
    }
    this.#strict = false;
    this.#plain = this.#metTypes().every(({ clear, parts }) => clear !== null && parts?.freeBlocks === undefined);
    for (let number = 1; number <= garbage.last; number += 1) this.#clear(number);
    this.#catchUpKept();
    this.#giveBack();
  }

  /** Types of which there is a container in the list. */
  #metTypes(): TypeObject[] {
    const { types } = this.#heap;
    const { typesMet } = this.#graph;
    return Array.from({ length: types.count }, (_, index) => types.at(index)).filter(
      (_, index) => typesMet[index] === 1,
    );
  }

  /** What `delete_garbage` does to the next of the garbage. A type without `tp_clear` dies by its references. */
  #clear(number: number): void {
    const { counts } = this.#garbage;
    const count = counts[number] as number;
    if (count === 0 || count >= KEPT) return; // it has died; it is no garbage
    if (!this.#plain && this.#typeOf(number).clear === null) return;
    counts[number] = count + 1; // or it could die while it is being cleared
    this.#dropAll(number);
    if (!this.#plain && this.#typeOf(number).parts?.clearFreesBlocks === true) this.#noteBesides(number);
    counts[number] = (counts[number] as number) + CLEARED - 1;
    if (counts[number] === CLEARED) this.#dealloc(number);
  }

  /** Drops all references of one container, in their order. */
  #dropAll(from: number): void {
    const { counts, starts, edges } = this.#garbage;
    const end = starts[from + 1] as number;
    for (let edge = starts[from] as number; edge < end; edge += 1) {
      const to = edges[edge] as number;
      const left = to < 0 ? KEPT : (counts[to] as number) - 1;
      if (left < KEPT - 1) {
        counts[to] = left;
        if ((left & ~CLEARED) === 0) this.#dealloc(to);
      } else {
        const other = to < 0 ? ~to : to;
        if (other !== OUTSIDE && !this.#strict) this.#dropKept(other);
        else this.#dropNow(from, edge, other);
      }
    }
  }

  /** A reference to what stays in the list, by its number in the graph's copy, or to something outside of it. */
  #dropNow(from: number, edge: number, to: number): void {
    const heap = this.#heap;
    const index = edge - (this.#garbage.starts[from] as number);
    const object =
      to === OUTSIDE
        ? heap.memory.readPointer(this.#graph.wordOf(this.#garbage.inGraph(from), index))
        : this.#keptAt(to);
    if (object === NULL) return;
    if (refcntOf(heap, object) === 1) {
      this.#giveBack();
      if (heap.types.isGc(object)) {
        this.#catchUpKept();
        this.#strict = true;
      }
    }
    decref(heap, object);
  }

  #dropKept(to: number): void {
    const drops = this.#drops;
    this.#someDropped = true;
    if (drops[to] === MOST_DROPS) this.#takeDrops(to);
    drops[to] = (drops[to] as number) + 1;
  }

  /** Source: `subtype_dealloc`, `list_dealloc` and their like, without what is for those who look on. */
  #dealloc(number: number): void {
    const heap = this.#heap;
    if (heap.trashNesting >= TRASHCAN_LEVELS) {
      trashcanDeposit(heap, this.#objectOf(number));
      return;
    }
    heap.trashNesting += 1;
    const cleared = this.#garbage.counts[number] === CLEARED;
    if (!cleared) this.#dropAll(number);
    if (!this.#plain) this.#giveBackBesides(number, cleared);
    this.#freed[this.#freedCount] = this.#garbage.blocks[number] as number;
    this.#freedCount += 1;
    trashcanEnd(heap, this.#deallocTrashed);
  }

  /** In the trashcan are objects from outside too. */
  readonly #deallocTrashed = (heap: ObjectHeap, object: Address): void => {
    const number = this.#graph.numberOf(object);
    if (this.#graph.marks[number] === ASIDE) this.#dealloc(this.#garbage.numberOf(number));
    else heap.types.of(object).dealloc(heap, object);
  };

  #giveBackBesides(number: number, cleared: boolean): void {
    const { parts } = this.#typeOf(number);
    if (parts?.freeBlocks !== undefined && !(cleared && parts.clearFreesBlocks === true)) this.#noteBesides(number);
  }

  #noteBesides(number: number): void {
    this.#besides[this.#besidesCount] = number;
    this.#besides[this.#besidesCount + 1] = this.#freedCount;
    this.#besidesCount += 2;
  }

  /** Takes the dropped references from those that stay, in memory: in the list's order, which mostly is its own. */
  #catchUpKept(): void {
    if (!this.#someDropped) return;
    this.#someDropped = false;
    const { count } = this.#graph;
    const [drops, dropped] = [this.#drops, this.#dropped];
    let met = 0;
    for (let number = 1; number <= count; number += 1) {
      dropped[met] = number;
      met += ((drops[number] as number) + MOST_DROPS) >>> 8; // 1 if there are any, without a jump
    }
    for (let at = 0; at < met; at += 1) this.#takeDrops(dropped[at] as number);
  }

  #takeDrops(number: number): void {
    const { memory } = this.#heap;
    const word = this.#keptAt(number) + OB_REFCNT;
    memory.writePointer(word, memory.readPointer(word) - (this.#drops[number] as number));
    this.#drops[number] = 0;
  }

  /** Gives back what has died. */
  #giveBack(): void {
    const heap = this.#heap;
    const { allocator } = heap;
    const [besides, freed] = [this.#besides, this.#freed];
    const [freedCount, besidesCount] = [this.#freedCount, this.#besidesCount];
    [this.#freedCount, this.#besidesCount] = [0, 0];
    let from = 0;
    for (let at = 0; at < besidesCount; at += 2) {
      const [number, before] = [besides[at] as number, besides[at + 1] as number];
      allocator.freeMany(freed, from, before);
      this.#typeOf(number).parts?.freeBlocks?.(heap, this.#objectOf(number));
      from = before;
    }
    allocator.freeMany(freed, from, freedCount);
  }

  /** Garbage. */
  #objectOf(number: number): Address {
    return this.#keptAt(this.#garbage.inGraph(number));
  }

  /** By the number in the graph's copy. */
  #keptAt(number: number): Address {
    return fromGc(this.#graph.heads[number] as Address);
  }

  #typeOf(number: number): TypeObject {
    return this.#heap.types.at(this.#graph.types[this.#garbage.inGraph(number)] as number);
  }
}
