import { GC_HEAD_BYTES, type TypeTable } from '../objects/index.ts';
import type { GraphCopy } from './graph-copy.ts';
import { ASIDE, KEPT, OUTSIDE } from './graph-layout.ts';

/**
 * The part of a flat copy that is garbage, by numbers of its own:
 *
 *     a ⇄ b → c (stays), int      from       0  a  b          number in the graph's copy
 *                                 counts        1  1          reference counts
 *                                 starts        0  1  4       the references of n are from starts[n] to starts[n + 1]
 *                                 edges         2  1  ~c  ~0  a → b, b → a, b → c, b → int
 *
 * Who dies depends on who died before, so a processor cannot look ahead: what it waits for should be near. If most of
 * the list is garbage there is little to be gained, and the graph's own arrays are used:
 *
 *                                 counts     KEPT  1  1  KEPT
 *                                 edges         2  1  c  0
 */
export class GarbageCopy {
  readonly #types: TypeTable;
  readonly #graph: GraphCopy;
  /** Blocks of the allocator. */
  blocks = new Uint32Array(0);
  counts = new Int32Array(0);
  starts = new Int32Array(0);
  /** Numbers; of what is no garbage, if it is left out, the complement of the number in the graph's copy. */
  edges = new Int32Array(0);
  /** Whether the rest of the graph is left out. */
  #compact = false;
  #from = new Int32Array(0);
  #ownBlocks = new Uint32Array(0);
  #ownCounts = new Int32Array(0);
  #ownStarts = new Int32Array(0);
  #ownEdges = new Int32Array(0);
  /** By the number in the graph's copy; what is no garbage has its complement. */
  #numbers = new Int32Array(0);
  /** The last number. */
  last = 0;

  constructor(types: TypeTable, graph: GraphCopy) {
    this.#types = types;
    this.#graph = graph;
  }

  /** Copies the `count` containers that are ASIDE. Cost: O(containers of the list + references of garbage). */
  copy(count: number): void {
    const graph = this.#graph;
    this.#compact = 2 * count < graph.count;
    if (!this.#compact) {
      ({ counts: this.counts, starts: this.starts, edges: this.edges, count: this.last } = graph);
      this.#keepOthers(count);
      this.#findBlocks();
      return;
    }
    if (this.#from.length < count + 2) {
      this.#from = new Int32Array(2 * count + 2);
      this.#ownCounts = new Int32Array(2 * count + 2);
      this.#ownStarts = new Int32Array(2 * count + 2);
    }
    if (this.#ownEdges.length < graph.edgeCount) this.#ownEdges = new Int32Array(graph.edges.length);
    if (this.#numbers.length < graph.heads.length) this.#numbers = new Int32Array(graph.heads.length);
    this.counts = this.#ownCounts;
    this.starts = this.#ownStarts;
    this.edges = this.#ownEdges;
    this.last = count;
    this.#number();
    this.#copyReferences();
    this.#numberEdges();
  }

  /** The number in the graph's copy. */
  inGraph(number: number): number {
    return this.#compact ? (this.#from[number] as number) : number;
  }

  /** The number of a container that was put aside, from that in the graph's copy. */
  numberOf(inGraph: number): number {
    return this.#compact ? (this.#numbers[inGraph] as number) : inGraph;
  }

  #keepOthers(garbage: number): void {
    const { counts, marks, count } = this.#graph;
    counts[OUTSIDE] = KEPT;
    if (garbage === count) return;
    for (let number = 1; number <= count; number += 1) if (marks[number] !== ASIDE) counts[number] = KEPT;
  }

  /** Where containers have nothing in front of their heads, heads are blocks. */
  #findBlocks(): void {
    const { heads, types, typesMet, count } = this.#graph;
    const { presizes } = this.#types;
    if (typesMet.every((met, type) => met === 0 || presizes[type] === GC_HEAD_BYTES)) {
      this.blocks = heads;
      return;
    }
    const blocks = this.#roomForBlocks();
    for (let number = 1; number <= count; number += 1)
      blocks[number] = (heads[number] as number) + GC_HEAD_BYTES - (presizes[types[number] as number] as number);
  }

  #roomForBlocks(): Uint32Array {
    if (this.#ownBlocks.length < this.#graph.heads.length) this.#ownBlocks = new Uint32Array(this.#graph.heads.length);
    this.blocks = this.#ownBlocks;
    return this.blocks;
  }

  #number(): void {
    const { marks, count } = this.#graph;
    const [numbers, from] = [this.#numbers, this.#from];
    let number = 1;
    for (let inGraph = OUTSIDE; inGraph <= count; inGraph += 1) {
      const isAside = ((marks[inGraph] as number) + 1) >>> 8; // 1 or 0, without a jump, which could not be foreseen
      numbers[inGraph] = (number & -isAside) | (~inGraph & (isAside - 1));
      from[number] = inGraph;
      number += isAside;
    }
  }

  #copyReferences(): void {
    const { heads, types, counts: countsBefore, starts: startsBefore, edges: edgesBefore } = this.#graph;
    const { counts, starts, edges, last } = this;
    const blocks = this.#roomForBlocks();
    const { presizes } = this.#types;
    const from = this.#from;
    let noted = 0;
    for (let number = 1; number <= last; number += 1) {
      const inGraph = from[number] as number;
      blocks[number] = (heads[inGraph] as number) + GC_HEAD_BYTES - (presizes[types[inGraph] as number] as number);
      counts[number] = countsBefore[inGraph] as number;
      starts[number] = noted;
      const end = startsBefore[inGraph + 1] as number;
      for (let edge = startsBefore[inGraph] as number; edge < end; edge += 1) {
        edges[noted] = edgesBefore[edge] as number;
        noted += 1;
      }
    }
    starts[last + 1] = noted;
  }

  #numberEdges(): void {
    const numbers = this.#numbers;
    const { edges } = this;
    const end = this.starts[this.last + 1] as number;
    for (let edge = 0; edge < end; edge += 1) edges[edge] = numbers[edges[edge] as number] as number;
  }
}
