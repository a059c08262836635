import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  fromGc,
  GC_NEXT,
  GC_PREV,
  initList,
  type ObjectHeap,
  PREV_COLLECTING,
  PREV_FINALIZED,
  RefcountError,
  type TypeObject,
} from '../objects/index.ts';
import type { Deducer, Garbage, Survivors } from './deducer.ts';
import { FlatRelease } from './flat-release.ts';
import { GraphCopy } from './graph-copy.ts';
import { ASIDE, MOST_REFS, MOVED_BACK, NO_CONTAINER, NO_REFS, OUTSIDE, REACHED } from './graph-layout.ts';

/**
 * `deduce_unreachable` on a flat copy of the graph. The outcome is the same, to the order of both lists.
 *
 *     update_refs         marks     gc_refs = count, while the graph is copied
 *     subtract_refs       marks     gc_refs − 1 for each reference that the list's containers have
 *     move_unreachable    marks     one walk over the numbers, then over those that were moved back; neither list is
 *                                   written but where it changes
 *
 * Why: in the objects themselves each reference is followed twice, to where nothing is in the processor's cache, and
 * each phase reads all objects again. Who wants to see the phases as CPython has them listens to events, and gets them.
 *
 * Differs from CPython: it makes no copy. `update-refs.ts`, `subtract-refs.ts` and `move-unreachable.ts` work in place,
 * as it does.
 */
export class FlatGraph implements Deducer {
  readonly #heap: ObjectHeap;
  readonly #graph: GraphCopy;
  readonly #release: FlatRelease;
  /** Numbers of those that were moved back, in order. */
  #movedBack = new Int32Array(0);
  #movedBackCount = 0;
  /** What some of those refer to. */
  #followed = new Int32Array(0);
  #asideCount = 0;

  constructor(heap: ObjectHeap) {
    this.#heap = heap;
    this.#graph = new GraphCopy(heap);
    this.#release = new FlatRelease(heap, this.#graph);
  }

  deduce(base: Address): Survivors {
    const graph = this.#graph;
    graph.copy(base);
    if (this.#movedBack.length < graph.heads.length) this.#movedBack = new Int32Array(graph.heads.length);
    if (this.#followed.length < graph.edges.length) this.#followed = new Int32Array(graph.edges.length);
    this.#subtractRefs();
    this.#walkList();
    this.#walkMovedBack();
    if (this.#asideCount > 0) this.#linkReachable(base);
    const { tuple, dict } = this.#heap.builtins;
    return {
      count: graph.count - this.#garbageCount,
      tuples: this.#survivorsOf(tuple),
      dicts: this.#survivorsOf(dict),
    };
  }

  release(): number | null {
    if (!this.#release.isPossible()) return null;
    if (this.#garbageCount > 0) this.#release.release(this.#garbageCount);
    return this.#garbageCount;
  }

  /** Makes `unreachable` the list of those that were put aside, with the collecting flag. */
  settle(unreachable: Address): Garbage {
    const { memory, types, weakrefs, builtins } = this.#heap;
    const { count, heads, marks, types: typeOf } = this.#graph;
    const garbage = { count: this.#garbageCount, finalizers: false, weakrefs: false };
    initList(memory, unreachable);
    let prev = unreachable;
    for (let number = 1; number <= count; number += 1) {
      if (marks[number] !== ASIDE) continue;
      const gc = heads[number] as Address;
      const type = types.at(typeOf[number] as number);
      if (type.finalize !== null) garbage.finalizers = true;
      if (weakrefs > 0 && (type === builtins.weakref || hasWeakrefs(this.#heap, fromGc(gc), type)))
        garbage.weakrefs = true;
      memory.writePointer(prev + GC_NEXT, gc);
      memory.writePointer(gc + GC_PREV, prev + PREV_COLLECTING + (memory.readPointer(gc + GC_PREV) & PREV_FINALIZED));
      prev = gc;
    }
    memory.writePointer(prev + GC_NEXT, unreachable);
    memory.writePointer(unreachable + GC_PREV, prev);
    return garbage;
  }

  get #garbageCount(): number {
    return this.#asideCount - this.#movedBackCount;
  }

  /** Takes the references from inside away. */
  #subtractRefs(): void {
    const { edges, edgeCount, marks, moreRefs } = this.#graph;
    const more = new Map(moreRefs);
    marks[OUTSIDE] = NO_CONTAINER;
    for (let edge = 0; edge < edgeCount; edge += 1) {
      const to = edges[edge] as number;
      const mark = marks[to] as number;
      if (mark > NO_REFS) marks[to] = mark - 1;
      else if (mark === NO_REFS) marks[to] = NO_REFS - 1 + this.#borrow(more, to);
    }
    for (const [number, refs] of more) if (refs > 0 && marks[number] === NO_REFS) marks[number] = REACHED;
  }

  /** References for a mark that has none left, of those that it could not count. */
  #borrow(more: Map<number, number>, number: number): number {
    const refs = more.get(number) ?? 0;
    if (refs === 0) {
      const object = fromGc(this.#graph.heads[number] as Address);
      throw new RefcountError(object, 'more references are found than were counted');
    }
    const taken = Math.min(refs, MOST_REFS);
    more.set(number, refs - taken);
    return taken;
  }

  /** The walk over the list as it was. */
  #walkList(): void {
    const { starts, edges, marks, count } = this.#graph;
    const movedBack = this.#movedBack;
    let [aside, back] = [0, 0];
    for (let number = 1; number <= count; number += 1) {
      if (marks[number] === NO_REFS) {
        marks[number] = ASIDE;
        aside += 1;
        continue;
      }
      const end = starts[number + 1] as number;
      for (let edge = starts[number] as number; edge < end; edge += 1) {
        const to = edges[edge] as number;
        const mark = marks[to] as number;
        if (mark === NO_REFS) {
          marks[to] = REACHED;
        } else if (mark === ASIDE) {
          marks[to] = MOVED_BACK;
          movedBack[back] = to;
          back += 1;
        }
      }
    }
    this.#asideCount = aside;
    this.#movedBackCount = back;
  }

  /**
   * The walk goes on over those that were moved back, and over those that are moved back meanwhile: a wave of them after
   * the other. The references of all are fetched, then they are followed: a processor waits for many at a time, and
   * the marks stay in its cache.
   */
  #walkMovedBack(): void {
    const { starts, edges, marks } = this.#graph;
    const [movedBack, followed] = [this.#movedBack, this.#followed];
    let back = this.#movedBackCount;
    for (let at = 0; at < back; ) {
      const wave = back;
      let fetched = 0;
      for (; at < wave; at += 1) {
        const number = movedBack[at] as number;
        const end = starts[number + 1] as number;
        for (let edge = starts[number] as number; edge < end; edge += 1) {
          followed[fetched] = edges[edge] as number;
          fetched += 1;
        }
      }
      for (let edge = 0; edge < fetched; edge += 1) {
        const to = followed[edge] as number;
        const mark = marks[to] as number;
        const isAside = (mark + 1) >>> 8; // 1 or 0, without a jump, which could not be foreseen
        marks[to] = mark - isAside; // MOVED_BACK
        movedBack[back] = to;
        back += isAside;
      }
    }
    this.#movedBackCount = back;
  }

  /** Makes `base` the list of those that stay: in their order, then those that were moved back. */
  #linkReachable(base: Address): void {
    const { memory, types } = this.#heap;
    const { heads, marks, count } = this.#graph;
    const [movedBack, end] = [this.#movedBack, count + this.#movedBackCount];
    const { finalizers } = types;
    let prev = base;
    let right = 1; // number of the container that `prev` links to, and that links to `prev`: nothing is to be written
    for (let at = 1; at <= end; at += 1) {
      const number = at > count ? (movedBack[at - count - 1] as number) : at;
      if (at <= count && (marks[number] as number) >= MOVED_BACK) continue;
      const gc = heads[number] as Address;
      if (number !== right) {
        memory.writePointer(prev + GC_NEXT, gc);
        memory.writePointer(gc + GC_PREV, prev + (finalizers ? memory.readPointer(gc + GC_PREV) & PREV_FINALIZED : 0));
      }
      prev = gc;
      right = number + 1;
    }
    memory.writePointer(prev + GC_NEXT, base);
    memory.writePointer(base + GC_PREV, prev);
  }

  /** Heads of those that stay and are of this type, in the list's new order. */
  *#survivorsOf(type: TypeObject): Generator<Address> {
    const { heads, types, typesMet, marks, count } = this.#graph;
    const index = this.#heap.types.indexOfType(type);
    if (typesMet[index] === 0) return;
    for (let number = 1; number <= count; number += 1)
      if (types[number] === index && (marks[number] as number) < MOVED_BACK) yield heads[number] as Address;
    for (const number of this.#movedBack.subarray(0, this.#movedBackCount))
      if (types[number] === index) yield heads[number] as Address;
  }
}

function hasWeakrefs({ memory }: ObjectHeap, object: Address, { weaklistoffset }: TypeObject): boolean {
  return weaklistoffset > 0 && memory.readPointer(object + weaklistoffset) !== NULL;
}
