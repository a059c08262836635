import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Violation } from '../obmalloc/index.ts';
import { AddressStack } from './address-stack.ts';
import { checkListed } from './check-colours.ts';
import { BLACK, colourOf, NodeList, setColour, WHITE } from './colours.ts';
import { NodeHeap } from './node-heap.ts';
import { DEFAULT_BUDGET, FIRST_COLLECTION, type Strategy, type StrategyOptions, Work } from './strategy.ts';

export interface MarkSweepOptions extends StrategyOptions {
  /** `full`: right after the marking. `lazy`: `budget` nodes at each allocation. */
  readonly sweep: 'full' | 'lazy';
}

/**
 * Mark and sweep: the program stands still, every node that a variable leads to is marked, and what is not marked is
 * given back.
 *
 *     before   x → a → b    c ⇄ d              a cycle is nothing special
 *     marked   x → A → B    c ⇄ d
 *     after    x → a → b
 *
 * Nothing is done at a write. A node is not given back when it becomes garbage, but by the next collection; a collection
 * comes when there are twice as many nodes as the last one found alive.
 *
 * Cost: the marking follows all that is alive, the sweep looks at every node. It is one pause, unless the sweep is lazy.
 * No recursion: what is marked and not yet followed is on a stack. With marks alone, black and white, the stack is what
 * is grey.
 *
 * Source: McCarthy, Recursive functions of symbolic expressions, CACM 1960; Jones, Hosking, Moss, The Garbage Collection
 * Handbook, algorithms 2.1 to 2.3, and 2.5 (lazy sweeping).
 */
export class MarkSweep implements Strategy {
  readonly name: string;
  readonly nodes: NodeHeap;
  readonly work = new Work();
  readonly #lazy: boolean;
  readonly #budget: number;
  readonly #stack: AddressStack;
  /** Swept, and new: all white. */
  readonly #all: NodeList;
  /** Not swept yet: black is alive. */
  readonly #unswept: NodeList;
  #allocated = 0;
  #limit = FIRST_COLLECTION;

  constructor({ variables, budget = DEFAULT_BUDGET, sweep }: MarkSweepOptions) {
    this.#lazy = sweep === 'lazy';
    this.name = this.#lazy ? 'mark and lazy sweep' : 'mark and sweep';
    this.nodes = new NodeHeap({ variables });
    this.#budget = budget;
    this.#stack = new AddressStack(this.nodes);
    this.#all = new NodeList(this.nodes.memory);
    this.#unswept = new NodeList(this.nodes.memory);
  }

  alloc(variable: number, fieldCount: number): Address {
    if (this.#allocated >= this.#limit || !this.#unswept.isEmpty) this.step();
    const node = this.nodes.newNode(fieldCount);
    this.#all.push(node, WHITE);
    this.#allocated += 1;
    this.setVariable(variable, node);
    return node;
  }

  setField(node: Address, field: number, value: Address): void {
    this.nodes.memory.writePointer(this.nodes.fieldWord(node, field), value);
  }

  setVariable(variable: number, value: Address): void {
    this.nodes.memory.writePointer(this.nodes.variableWord(variable), value);
  }

  /** The marking is one increment. The sweep is another (and none is left) or, if lazy, many. */
  step(): boolean {
    if (this.#unswept.isEmpty) {
      this.#mark();
      if (this.#lazy) return !this.#unswept.isEmpty;
    }
    return this.#sweep(this.#lazy ? this.#budget : Number.POSITIVE_INFINITY);
  }

  collect(): void {
    this.#sweep(Number.POSITIVE_INFINITY);
    this.#mark();
    this.#sweep(Number.POSITIVE_INFINITY);
  }

  check(nodes: Iterable<Address>): readonly Violation[] {
    return checkListed(this.nodes, nodes, this.#all, this.#unswept);
  }

  #mark(): void {
    this.work.collections += 1;
    let alive = 0;
    for (let variable = 0; variable < this.nodes.variables; variable += 1)
      this.#reach(this.nodes.readVariable(variable));
    while (this.#stack.size > 0) {
      const node = this.#stack.pop();
      alive += 1;
      const fields = this.nodes.fieldCount(node);
      for (let field = 0; field < fields; field += 1) this.#reach(this.nodes.readField(node, field));
    }
    this.#unswept.takeAll(this.#all);
    this.#allocated = 0;
    this.#limit = Math.max(FIRST_COLLECTION, alive);
  }

  #reach(node: Address): void {
    const { memory } = this.nodes;
    this.work.touched += 1;
    if (node === NULL || colourOf(memory, node) === BLACK) return;
    setColour(memory, node, BLACK);
    this.#stack.push(node);
  }

  /** Looks at so many nodes. True: there are more. */
  #sweep(budget: number): boolean {
    for (let left = budget; left > 0 && !this.#unswept.isEmpty; left -= 1) {
      const node = this.#unswept.take();
      this.work.touched += 1;
      if (colourOf(this.nodes.memory, node) === BLACK) this.#all.push(node, WHITE);
      else this.nodes.freeNode(node);
    }
    return !this.#unswept.isEmpty;
  }
}
