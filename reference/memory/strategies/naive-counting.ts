import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { decref, OB_REFCNT } from '../objects/index.ts';
import type { Violation } from '../obmalloc/index.ts';
import { checkCounts } from './check-counts.ts';
import { NodeHeap } from './node-heap.ts';
import { storeCounted } from './store-counted.ts';
import { type Strategy, type StrategyOptions, Work } from './strategy.ts';

/**
 * Reference counting as the lecture begins it: word 0 of a node counts the fields and variables that refer to it. When
 * the count becomes 0, the node is given back at once, and with it all that only it referred to.
 *
 *     before   x → a(1) → b(1) → c(2) ← y
 *     x = 0    c(1) ← y                         a and b are gone before the assignment has ended
 *
 * A cycle keeps its own counts above 0 for ever.
 *
 * Cost: two counts for each write. A pause is as long as what a write lets go of: a chain of a million nodes is one pause.
 * No recursion: nodes that wait for their release are on a list through their own word 0, which counts nothing any more.
 *
 * Source: Collins, A method for overlapping and erasure of lists, CACM 1960; Jones, Hosking, Moss, The Garbage Collection
 * Handbook, algorithm 5.1.
 */
export class NaiveCounting implements Strategy {
  readonly name = 'naive counting';
  readonly nodes: NodeHeap;
  readonly work = new Work();
  /** Nodes without references, linked through word 0. */
  #dead: Address = NULL;
  #releasing = false;

  constructor({ variables }: StrategyOptions) {
    this.nodes = new NodeHeap({ variables, dealloc: (_, node) => this.#release(node) });
  }

  alloc(variable: number, fieldCount: number): Address {
    const node = this.nodes.newNode(fieldCount);
    this.nodes.memory.writePointer(node + OB_REFCNT, 0);
    this.setVariable(variable, node);
    return node;
  }

  setField(node: Address, field: number, value: Address): void {
    storeCounted(this.nodes, this.work, this.nodes.fieldWord(node, field), value);
  }

  setVariable(variable: number, value: Address): void {
    storeCounted(this.nodes, this.work, this.nodes.variableWord(variable), value);
  }

  /** Nothing is ever left to do. */
  step(): boolean {
    return false;
  }

  /** Nothing: what counting does not find at once, it never finds. */
  collect(): void {}

  check(nodes: Iterable<Address>): readonly Violation[] {
    return checkCounts(this.nodes, nodes, (node) => this.nodes.memory.readPointer(node + OB_REFCNT), 'with variables');
  }

  /** The count of a node has become 0. The outermost call gives back all that this leads to. */
  #release(node: Address): void {
    const { heap, memory } = this.nodes;
    memory.writePointer(node + OB_REFCNT, this.#dead);
    this.#dead = node;
    if (this.#releasing) return;
    this.#releasing = true;
    while (this.#dead !== NULL) {
      const next = this.#dead;
      this.#dead = memory.readPointer(next + OB_REFCNT);
      for (let field = this.nodes.fieldCount(next) - 1; field >= 0; field -= 1) {
        const child = this.nodes.readField(next, field);
        this.work.touched += 1;
        if (child !== NULL) decref(heap, child);
      }
      this.nodes.freeNode(next);
    }
    this.#releasing = false;
  }
}
