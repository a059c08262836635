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
import { ASIDE, MOVED_BACK, OUTSIDE, REACHED, UNSEEN } from './graph-layout.ts';

/**
 * `deduce_unreachable` on a flat copy of the graph. The outcome is the same, to the order of both lists.
 *
 *     subtract_refs       inside    how many references the list's containers have to each: gc_refs = count − inside
 *     move_unreachable    states    one walk over the numbers, then over those that were moved back; neither list is
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
  #inside = new Int32Array(0);
  /** Numbers of those that were moved back, in order. */
  #movedBack = new Int32Array(0);
  #movedBackCount = 0;
  #asideCount = 0;

  constructor(heap: ObjectHeap) {
    this.#heap = heap;
    this.#graph = new GraphCopy(heap);
    this.#release = new FlatRelease(heap, this.#graph);
  }

  deduce(base: Address): Survivors {
    const graph = this.#graph;
    graph.copy(base);
    const room = graph.heads.length;
    if (this.#inside.length < room) [this.#inside, this.#movedBack] = [new Int32Array(room), new Int32Array(room)];
    this.#subtractRefs();
    this.#moveUnreachable();
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
    if (this.#garbageCount > 0) this.#release.release();
    return this.#garbageCount;
  }

  /** Makes `unreachable` the list of those that were put aside, with the collecting flag. */
  settle(unreachable: Address): Garbage {
    const { memory, types, weakrefs, builtins } = this.#heap;
    const { count, heads, states, types: typeOf } = this.#graph;
    const garbage = { count: this.#garbageCount, finalizers: false, weakrefs: false };
    initList(memory, unreachable);
    let prev = unreachable;
    for (let number = 1; number <= count; number += 1) {
      if (states[number] !== ASIDE) continue;
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

  /** Counts the references from inside. */
  #subtractRefs(): void {
    const { edges, edgeCount, count } = this.#graph;
    const inside = this.#inside;
    inside.fill(0, 0, count + 1);
    for (let edge = 0; edge < edgeCount; edge += 1) {
      const to = edges[edge] as number;
      inside[to] = (inside[to] as number) + 1;
    }
  }

  /** The walk, and on over those that are moved back meanwhile. Those that stay without that stay in their order. */
  #moveUnreachable(): void {
    const { heads, counts, starts, edges, states, count } = this.#graph;
    const [inside, movedBack] = [this.#inside, this.#movedBack];
    states.fill(UNSEEN, 0, count + 1);
    states[OUTSIDE] = REACHED; // nothing is to be done about it
    let [aside, back] = [0, 0];
    for (let at = 1; at <= count + back; at += 1) {
      let number = at;
      if (at > count) {
        number = movedBack[at - count - 1] as number;
      } else {
        const refs = (counts[number] as number) - (inside[number] as number);
        if (refs < 0) throw moreThanCounted(heads[number] as Address);
        if (refs === 0 && states[number] === UNSEEN) {
          states[number] = ASIDE;
          aside += 1;
          continue;
        }
        states[number] = REACHED;
      }
      const end = starts[number + 1] as number;
      for (let edge = starts[number] as number; edge < end; edge += 1) {
        const to = edges[edge] as number;
        const state = states[to] as number;
        if (state >= REACHED) continue;
        if (state === ASIDE) {
          states[to] = MOVED_BACK;
          movedBack[back] = to;
          back += 1;
        } else {
          states[to] = REACHED;
        }
      }
    }
    this.#asideCount = aside;
    this.#movedBackCount = back;
  }

  /** Makes `base` the list of those that stay: in their order, then those that were moved back. */
  #linkReachable(base: Address): void {
    const { memory, types } = this.#heap;
    const { heads, states, count } = this.#graph;
    const [movedBack, end] = [this.#movedBack, count + this.#movedBackCount];
    const { finalizers } = types;
    let prev = base;
    let right = 1; // number of the container that `prev` links to, and that links to `prev`: nothing is to be written
    for (let at = 1; at <= end; at += 1) {
      const number = at > count ? (movedBack[at - count - 1] as number) : at;
      if (at <= count && states[number] !== REACHED) continue;
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
    const { heads, types, typesMet, states, count } = this.#graph;
    const index = this.#heap.types.indexOfType(type);
    if (typesMet[index] === 0) return;
    for (let number = 1; number <= count; number += 1)
      if (types[number] === index && states[number] === REACHED) yield heads[number] as Address;
    for (const number of this.#movedBack.subarray(0, this.#movedBackCount))
      if (types[number] === index) yield heads[number] as Address;
  }
}

function hasWeakrefs({ memory }: ObjectHeap, object: Address, { weaklistoffset }: TypeObject): boolean {
  return weaklistoffset > 0 && memory.readPointer(object + weaklistoffset) !== NULL;
}

function moreThanCounted(gc: Address): RefcountError {
  return new RefcountError(fromGc(gc), 'more references are found than were counted');
}
