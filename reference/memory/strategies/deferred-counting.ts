import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Violation } from '../obmalloc/index.ts';
import { AddressStack } from './address-stack.ts';
import { checkDeferred } from './check-deferred.ts';
import { IN_ZERO_COUNT_TABLE, NOTED, ONE_REFERENCE } from './deferred-word.ts';
import { NodeHeap } from './node-heap.ts';
import { DEFAULT_BUDGET, type Strategy, type StrategyOptions, Work } from './strategy.ts';

/** A cycle begins when the zero-count table has so many entries. */
const TABLE_LIMIT = 64;

/**
 * Reference counting that leaves the variables out, and works in increments.
 *
 * Only fields are counted: to assign to a variable costs nothing. A count of 0 is then not yet garbage, a variable may
 * refer to the node. Such nodes are kept in the *zero-count table*, and looked through now and then, in a cycle:
 *
 *     1. variables   every node that a variable refers to is noted, in the *variable reference table*
 *     2. release     of the zero-count table, what is noted stays; what has a count again is struck off; the rest is
 *                    given back, and whoever loses the last reference by that is looked at in the same way
 *     3. forget      the notes are struck out
 *
 * Each `alloc` does one increment of it: `budget` entries or references, no more. A long chain is released piece by piece.
 *
 * Tricky: the program runs between increments. What it assigns to a variable during 1 and 2 is noted as well, so a node
 * with count 0 that is not noted was in no variable when the cycle began, and came into none since: it cannot be reached.
 * What is noted and dropped in the same cycle waits for the next one.
 *
 * Cycles stay for ever, as with naive counting.
 *
 * Source: Deutsch, Bobrow, An efficient, incremental, automatic garbage collector, CACM 1976. The increments within a
 * cycle are ours: theirs looks at the stack in one go. Release piece by piece: Weizenbaum, CACM 1963.
 */
export class DeferredCounting implements Strategy {
  readonly name = 'deferred counting';
  readonly nodes: NodeHeap;
  readonly work = new Work();
  readonly #budget: number;
  #phase: 'idle' | 'variables' | 'release' | 'forget' = 'idle';
  /** The zero-count table: what comes into it now, and what this cycle looks through. */
  #zeroCount: AddressStack;
  #examined: AddressStack;
  /** The variable reference table. */
  readonly #noted: AddressStack;
  /** Phase `variables`: the next one to look at. */
  #variable = 0;
  /** Phase `release`: the node that is being given back, or NULL, and its first field that still counts. */
  #dying: Address = NULL;
  #field = 0;

  constructor({ variables, budget = DEFAULT_BUDGET }: StrategyOptions) {
    this.nodes = new NodeHeap({ variables });
    this.#budget = budget;
    this.#zeroCount = new AddressStack(this.nodes);
    this.#examined = new AddressStack(this.nodes);
    this.#noted = new AddressStack(this.nodes);
  }

  alloc(variable: number, fieldCount: number): Address {
    if (this.#phase !== 'idle' || this.#zeroCount.size >= TABLE_LIMIT) this.step();
    const node = this.nodes.newNode(fieldCount);
    this.nodes.memory.writePointer(node, IN_ZERO_COUNT_TABLE);
    this.#zeroCount.push(node);
    this.setVariable(variable, node);
    return node;
  }

  setField(node: Address, field: number, value: Address): void {
    const { memory } = this.nodes;
    const word = this.nodes.fieldWord(node, field);
    const old = memory.readPointer(word);
    if (value !== NULL) {
      memory.writePointer(value, memory.readPointer(value) + ONE_REFERENCE);
      this.#atWrite();
    }
    memory.writePointer(word, value);
    if (old !== NULL) {
      this.#dropReference(old, this.#zeroCount);
      this.#atWrite();
    }
  }

  setVariable(variable: number, value: Address): void {
    this.nodes.memory.writePointer(this.nodes.variableWord(variable), value);
    if (value === NULL || this.#phase === 'idle' || this.#phase === 'forget') return;
    this.#note(value);
    this.#atWrite();
  }

  step(): boolean {
    if (this.#phase === 'idle') this.#begin();
    for (let left = this.#budget; left > 0 && this.#phase !== 'idle'; left -= 1) {
      this.work.touched += 1;
      if (this.#phase === 'variables') this.#lookAtVariable();
      else if (this.#phase === 'release') this.#release();
      else this.#forget();
    }
    return this.#phase !== 'idle';
  }

  collect(): void {
    while (this.#phase !== 'idle') this.step();
    while (this.step());
  }

  check(nodes: Iterable<Address>): readonly Violation[] {
    return checkDeferred(this.nodes, nodes, {
      tables: [...this.#zeroCount, ...this.#examined],
      noted: [...this.#noted],
      dying: this.#dying,
      field: this.#field,
    });
  }

  #begin(): void {
    this.work.collections += 1;
    [this.#examined, this.#zeroCount] = [this.#zeroCount, this.#examined];
    this.#variable = 0;
    this.#phase = 'variables';
  }

  #lookAtVariable(): void {
    if (this.#variable === this.nodes.variables) {
      this.#phase = 'release';
      return;
    }
    const node = this.nodes.readVariable(this.#variable);
    this.#variable += 1;
    if (node !== NULL) this.#note(node);
  }

  /** Looks at one entry of the table, or drops one reference of the node that is being given back. */
  #release(): void {
    if (this.#dying === NULL) {
      this.#examine();
    } else if (this.#field < this.nodes.fieldCount(this.#dying)) {
      const child = this.nodes.readField(this.#dying, this.#field);
      this.#field += 1;
      if (child !== NULL) this.#dropReference(child, this.#examined);
    } else {
      this.nodes.freeNode(this.#dying);
      this.#dying = NULL;
    }
  }

  #examine(): void {
    const { memory } = this.nodes;
    const node = this.#examined.pop();
    if (node === NULL) {
      this.#phase = 'forget';
      return;
    }
    const word = memory.readPointer(node);
    if (word >= ONE_REFERENCE) {
      memory.writePointer(node, word - IN_ZERO_COUNT_TABLE);
    } else if ((word & NOTED) !== 0) {
      this.#zeroCount.push(node);
    } else {
      this.#dying = node;
      this.#field = 0;
    }
  }

  #forget(): void {
    const node = this.#noted.pop();
    if (node === NULL) this.#phase = 'idle';
    else this.nodes.memory.writePointer(node, this.nodes.memory.readPointer(node) - NOTED);
  }

  #note(node: Address): void {
    const { memory } = this.nodes;
    const word = memory.readPointer(node);
    if ((word & NOTED) !== 0) return;
    memory.writePointer(node, word + NOTED);
    this.#noted.push(node);
  }

  /** One field less refers to the node; with none left it goes to `table`, unless it is in one already. */
  #dropReference(node: Address, table: AddressStack): void {
    const { memory } = this.nodes;
    const word = memory.readPointer(node) - ONE_REFERENCE;
    if (word >= ONE_REFERENCE || (word & IN_ZERO_COUNT_TABLE) !== 0) {
      memory.writePointer(node, word);
      return;
    }
    memory.writePointer(node, word + IN_ZERO_COUNT_TABLE);
    table.push(node);
  }

  #atWrite(): void {
    this.work.touched += 1;
    this.work.barrier += 1;
  }
}
