import { type Address, RAW_BASE } from '../../../exercises/kit/memory.ts';
import { fromGc, GC_NEXT, MAX_TYPES, OB_REFCNT, type ObjectHeap, WORD } from '../objects/index.ts';
import { CACHE_LINE, MOST_REFS, NO_REFS, NOW_AND_THEN, OUTSIDE, PLACE_SHIFT } from './graph-layout.ts';

/** Room for so many containers, references and places at first; it doubles. */
const FIRST_ROOM = 1024;
/** From here on numbers begin at 1 again. */
const MANY_NUMBERS = 2 ** 30;

/**
 * A copy of one list's graph that is flat: containers have numbers, from 1, in the list's order.
 *
 *     x → a ⇄ b → int      numbers     1  2            place by place in memory, the others 0
 *                          heads       a  b            by number, as the next five
 *                          counts      2  1            reference counts
 *                          marks       3  2            what is known of it: gc_refs + 1 at first
 *                          types       …  …            as the type table numbers them
 *                          starts      0  1  3         the references of n are from starts[n] to starts[n + 1]
 *                          edges       2  1  0         a → b, b → a, b → something outside
 *
 * Each object is read once, in the list's order, which mostly is that of addresses, and nothing is written. What is
 * looked up in no order at all are arrays, a tenth as large and less, each in a short loop of its own: a processor then
 * waits for many at a time. What is looked up most, the marks, is a byte for each container, and near.
 *
 * A _place_ is 32 bytes. A container takes 48 at least, so no other object has its address in the same place.
 *
 * Not in CPython: there gc_refs are in the objects, and each phase follows the references again.
 */
export class GraphCopy {
  readonly #heap: ObjectHeap;
  /** Containers. */
  count = 0;
  heads = new Uint32Array(FIRST_ROOM);
  counts = new Int32Array(FIRST_ROOM);
  types = new Uint8Array(FIRST_ROOM);
  /** See `NO_REFS` and so on. */
  marks = new Uint8Array(FIRST_ROOM);
  /** By number, references above MOST_REFS, which marks cannot count. */
  readonly moreRefs = new Map<number, number>();
  starts = new Int32Array(FIRST_ROOM + 1);
  edges = new Int32Array(FIRST_ROOM);
  /** References, also those that are NULL. */
  edgeCount = 0;
  /** 1 for types of which there is a container. */
  readonly typesMet = new Uint8Array(MAX_TYPES);
  /** Numbers of one copy go on where those of the last ended: the table need not be cleared in between. */
  numbersBefore = 0;
  /** Pools of the container that was looked at last by `readAhead`, and that was read last. */
  #poolBefore = 0;
  #poolRead = 0;
  readonly #poolShift: number;
  #numbers = new Int32Array(FIRST_ROOM);
  /** The same of what is too large for a pool: by place, the number. */
  readonly #largeNumbers = new Map<number, number>();

  constructor(heap: ObjectHeap) {
    this.#heap = heap;
    this.#poolShift = Math.log2(heap.allocator.heap.profile.poolSize);
  }

  /** Copies the graph of a list of containers. Cost: O(containers + references). */
  copy(base: Address): void {
    this.numbersBefore += this.count;
    if (this.numbersBefore > MANY_NUMBERS) {
      this.#numbers.fill(0);
      this.numbersBefore = 0;
    }
    this.count = 0;
    this.edgeCount = 0;
    this.#poolBefore = 0;
    this.#poolRead = 0;
    this.typesMet.fill(0);
    this.moreRefs.clear();
    this.#largeNumbers.clear();
    let gc = this.#heap.memory.readPointer(base + GC_NEXT);
    while (gc !== base) gc = this.#copySome(gc, base);
    this.starts[this.count + 1] = this.edgeCount;
    this.#numberEdges();
  }

  /** The container's number; OUTSIDE if it is none of the list. */
  numberOf(object: Address): number {
    const place = object >>> PLACE_SHIFT;
    if (place >= this.#numbers.length) return this.#numberOfLarge(place);
    return Math.max((this.#numbers[place] as number) - this.numbersBefore, OUTSIDE);
  }

  /** The word that a container's reference was copied from, the n-th from 0. */
  wordOf(from: number, index: number): number {
    const heap = this.#heap;
    const { firstReference, references } = heap.types;
    const [object, type] = [fromGc(this.heads[from] as Address), this.types[from] as number];
    if ((references[type] as number) >= 0) return object + (firstReference[type] as number) + index * WORD;
    heap.types.at(type).held(heap, object, heap.span);
    return heap.span.first + index * heap.span.step;
  }

  /** Copies from container `first` on, while there is room. Returns the head after the last; there is room again. */
  #copySome(first: Address, base: Address): Address {
    const heap = this.#heap;
    const { memory, types: table, span } = heap;
    const { firstReference, references } = table;
    const { heads, counts, types, starts, edges, marks, typesMet, numbersBefore } = this;
    const numbers = this.#numbers;
    const [lastNumber, edgeRoom, places] = [heads.length - 1, edges.length, numbers.length];
    let [gc, count, noted, needed, neededPlace] = [first, this.count, this.edgeCount, 0, 0];
    for (; gc !== base; gc = memory.readPointer(gc + GC_NEXT)) {
      const object = fromGc(gc);
      if ((count & NOW_AND_THEN) === 0) this.#readAhead(object);
      const type = table.indexOf(object);
      let left = references[type] as number;
      let word = object + (firstReference[type] as number);
      let step = WORD;
      if (left < 0) {
        table.at(type).held(heap, object, span);
        left = span.count;
        word = span.first;
        step = span.step;
      }
      const place = object >>> PLACE_SHIFT;
      if (count === lastNumber || noted + left > edgeRoom || (place >= places && object < RAW_BASE)) {
        [needed, neededPlace] = [noted + left, object < RAW_BASE ? place : 0];
        break;
      }
      count += 1;
      if (object < RAW_BASE) numbers[place] = numbersBefore + count;
      else this.#largeNumbers.set(place, count);
      heads[count] = gc;
      const refs = memory.readPointer(object + OB_REFCNT);
      counts[count] = refs;
      if (refs <= MOST_REFS) marks[count] = NO_REFS + refs;
      else this.#markMany(count, refs);
      types[count] = type;
      typesMet[type] = 1;
      starts[count] = noted;
      for (; left > 0; left -= 1, word += step) {
        edges[noted] = memory.readPointer(word) >>> PLACE_SHIFT; // its place; the number comes when all have one
        noted += 1;
      }
    }
    this.count = count;
    this.edgeCount = noted;
    this.#makeRoom(needed, neededPlace);
    return gc;
  }

  /** A container with so many references that a mark cannot count them. */
  #markMany(number: number, refs: number): void {
    this.marks[number] = NO_REFS + MOST_REFS;
    this.moreRefs.set(number, refs - MOST_REFS);
  }

  /**
   * Now and then, with the next object: reads the rest of its pool, a word in each cache line, if the last time it was
   * the same. The list is a chain of addresses: a processor would wait for each object before it knew of the next.
   */
  #readAhead(object: Address): void {
    const pool = (object >>> this.#poolShift) << this.#poolShift;
    if (pool !== this.#poolBefore) {
      this.#poolBefore = pool;
    } else if (pool !== this.#poolRead && object < RAW_BASE) {
      this.#poolRead = pool;
      const { memory } = this.#heap;
      const end = pool + 2 ** this.#poolShift;
      let words = 0;
      for (let line = pool; line < end; line += CACHE_LINE) words ^= memory.readPointer(line);
      this.#heap.allocator.heap.wordsRead = words;
    }
  }

  /** Puts the number of each reference's container where its place was noted. */
  #numberEdges(): void {
    const { edges, edgeCount, numbersBefore } = this;
    const numbers = this.#numbers;
    const places = numbers.length;
    for (let edge = 0; edge < edgeCount; edge += 1) {
      const place = edges[edge] as number;
      const number = place < places ? ((numbers[place] as number) - numbersBefore) | 0 : this.#numberOfLarge(place);
      edges[edge] = number & ~(number >> 31); // an earlier copy's is negative: OUTSIDE, without a jump
    }
  }

  #numberOfLarge(place: number): number {
    return this.#largeNumbers.size === 0 ? OUTSIDE : (this.#largeNumbers.get(place) ?? OUTSIDE);
  }

  /** Room for one container more, for so many references, for this place. */
  #makeRoom(edges: number, place: number): void {
    const { heads } = this;
    if (this.count + 1 === heads.length) {
      this.heads = grown(heads, new Uint32Array(2 * heads.length));
      this.counts = grown(this.counts, new Int32Array(2 * heads.length));
      this.types = grown(this.types, new Uint8Array(2 * heads.length));
      this.marks = grown(this.marks, new Uint8Array(2 * heads.length));
      this.starts = grown(this.starts, new Int32Array(2 * heads.length + 1));
    }
    if (edges > this.edges.length) {
      this.edges = grown(this.edges, new Int32Array(Math.max(edges, 2 * this.edges.length)));
    }
    if (place >= this.#numbers.length) {
      this.#numbers = grown(this.#numbers, new Int32Array(Math.max(place + 1, 2 * this.#numbers.length)));
    }
  }
}

function grown<T extends Int32Array | Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
