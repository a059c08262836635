import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Violation } from '../obmalloc/index.ts';
import { AddressStack } from './address-stack.ts';
import { checkListed, checkTricolour } from './check-colours.ts';
import { BLACK, colourOf, GREY, NodeList, setColour, WHITE } from './colours.ts';
import { NodeHeap } from './node-heap.ts';
import { DEFAULT_BUDGET, FIRST_COLLECTION, type Strategy, type StrategyOptions, Work } from './strategy.ts';

/**
 * What a write does while nodes are being marked. `insertion`: the new value becomes grey (Dijkstra). `snapshot`: the old
 * value becomes grey (Yuasa). `none`: nothing, which is wrong, and there to show what a barrier is for.
 */
export type Barrier = 'insertion' | 'snapshot' | 'none';

export interface IncrementalOptions extends StrategyOptions {
  readonly barrier: Barrier;
}

/**
 * Mark and sweep in increments: the program goes on in between.
 *
 *     white   not seen yet             at the end of the marking: garbage
 *     grey    reached, to be followed   a stack of them is what is left to do
 *     black   reached and followed      not looked at again in this cycle
 *
 * A cycle looks at the variables, then follows grey nodes until none is left, then sweeps. Each `alloc` does one
 * increment: `budget` variables, fields or nodes. A node is followed field by field, so that a large one needs many.
 *
 * The danger: the program hides a white node behind a black one, where nobody looks again, and cuts the way that was to be
 * followed. It needs both writes, and each barrier takes care of one of them:
 *
 *     x → A   b → c          A.field = c     insertion: c becomes grey
 *         black  grey→white  b.field = 0     snapshot: c becomes grey, as what b led to when the cycle began
 *
 * Variables are treated as fields are: once looked at, they are black. So the marking ends as soon as nothing is grey, and
 * no increment has to look at all variables again. New nodes are black while nodes are being marked: they have no fields
 * to follow. During the sweep they are white, and on the list of those swept.
 *
 * Garbage waits for the next cycle if it was marked before it became garbage (*floating garbage*); with the snapshot
 * barrier that is all that becomes garbage during the cycle, with insertion what happened to be marked.
 *
 * Source: Dijkstra, Lamport, Martin, Scholten, Steffens, On-the-fly garbage collection: an exercise in cooperation,
 * CACM 1978; Yuasa, Real-time garbage collection on general-purpose machines, 1990; Jones, Hosking, Moss, The Garbage
 * Collection Handbook, chapter 15.
 */
export class IncrementalMarking implements Strategy {
  readonly name: string;
  readonly nodes: NodeHeap;
  readonly work = new Work();
  readonly #barrier: Barrier;
  readonly #budget: number;
  #phase: 'idle' | 'variables' | 'mark' | 'sweep' = 'idle';
  /** Swept, and new. */
  readonly #all: NodeList;
  /** Phase `sweep`: black is alive, white is garbage. */
  readonly #unswept: NodeList;
  /** Grey nodes, without the one that is being followed. */
  readonly #grey: AddressStack;
  /** Phase `variables`: the next one to look at. */
  #variable = 0;
  /** Phase `mark`: the grey node that is being followed, or NULL, and its next field. */
  #followed: Address = NULL;
  #field = 0;
  #marked = 0;
  #allocated = 0;
  #limit = FIRST_COLLECTION;

  constructor({ variables, budget = DEFAULT_BUDGET, barrier }: IncrementalOptions) {
    this.name = `tri-colour, ${barrier === 'none' ? 'no barrier' : barrier}`;
    this.nodes = new NodeHeap({ variables });
    this.#barrier = barrier;
    this.#budget = budget;
    this.#all = new NodeList(this.nodes.memory);
    this.#unswept = new NodeList(this.nodes.memory);
    this.#grey = new AddressStack(this.nodes);
  }

  alloc(variable: number, fieldCount: number): Address {
    if (this.#phase !== 'idle' || this.#allocated >= this.#limit) this.step();
    const node = this.nodes.newNode(fieldCount);
    this.#all.push(node, this.#marking ? BLACK : WHITE);
    this.#allocated += 1;
    this.setVariable(variable, node);
    return node;
  }

  setField(node: Address, field: number, value: Address): void {
    this.#store(this.nodes.fieldWord(node, field), value);
  }

  setVariable(variable: number, value: Address): void {
    this.#store(this.nodes.variableWord(variable), value);
  }

  step(): boolean {
    if (this.#phase === 'idle') this.#begin();
    for (let left = this.#budget; left > 0 && this.#phase !== 'idle'; left -= 1) {
      this.work.touched += 1;
      if (this.#phase === 'variables') this.#lookAtVariable();
      else if (this.#phase === 'mark') this.#follow();
      else this.#sweep();
    }
    return this.#phase !== 'idle';
  }

  collect(): void {
    while (this.#phase !== 'idle') this.step();
    while (this.step());
  }

  check(nodes: Iterable<Address>): readonly Violation[] {
    const listed = checkListed(this.nodes, nodes, this.#all, this.#unswept);
    if (!this.#marking) return listed;
    return [
      ...listed,
      ...checkTricolour(this.nodes, this.#all, {
        variable: this.#variable,
        followed: this.#followed,
        field: this.#field,
        grey: [...this.#grey],
        strong: this.#barrier !== 'snapshot',
      }),
    ];
  }

  get #marking(): boolean {
    return this.#phase === 'variables' || this.#phase === 'mark';
  }

  #begin(): void {
    this.work.collections += 1;
    this.#variable = 0;
    this.#marked = 0;
    this.#phase = 'variables';
  }

  #lookAtVariable(): void {
    if (this.#variable === this.nodes.variables) {
      this.#phase = 'mark';
      return;
    }
    this.#shade(this.nodes.readVariable(this.#variable));
    this.#variable += 1;
  }

  /** Takes a grey node, follows one of its fields, or makes it black. */
  #follow(): void {
    if (this.#followed === NULL) {
      this.#followed = this.#grey.pop();
      this.#field = 0;
      if (this.#followed === NULL) this.#beginSweep();
    } else if (this.#field < this.nodes.fieldCount(this.#followed)) {
      this.#shade(this.nodes.readField(this.#followed, this.#field));
      this.#field += 1;
    } else {
      setColour(this.nodes.memory, this.#followed, BLACK);
      this.#followed = NULL;
    }
  }

  #beginSweep(): void {
    this.#unswept.takeAll(this.#all);
    this.#allocated = 0;
    this.#limit = Math.max(FIRST_COLLECTION, this.#marked);
    this.#phase = 'sweep';
  }

  #sweep(): void {
    const node = this.#unswept.take();
    if (node === NULL) this.#phase = 'idle';
    else if (colourOf(this.nodes.memory, node) === BLACK) this.#all.push(node, WHITE);
    else this.nodes.freeNode(node);
  }

  /** The write, with its barrier. */
  #store(word: number, value: Address): void {
    const { memory } = this.nodes;
    if (this.#barrier !== 'none' && this.#marking) {
      const kept = this.#barrier === 'insertion' ? value : memory.readPointer(word);
      if (kept !== NULL) {
        this.work.touched += 1;
        this.work.barrier += 1;
        this.#shade(kept);
      }
    }
    memory.writePointer(word, value);
  }

  /** White becomes grey. */
  #shade(node: Address): void {
    const { memory } = this.nodes;
    if (node === NULL || colourOf(memory, node) !== WHITE) return;
    setColour(memory, node, GREY);
    this.#grey.push(node);
    this.#marked += 1;
  }
}
