import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { checkObjects, GcModule } from '../gc/index.ts';
import { gcDel, gcNew } from '../objects/allocate.ts';
import { clearWord, gcTrack, gcUntrackIfTracked, type ObjectHeap, setWord, xdecref } from '../objects/index.ts';
import { trashcanBegin, trashcanEnd } from '../objects/trashcan.ts';
import type { Violation } from '../obmalloc/index.ts';
import { NodeHeap } from './node-heap.ts';
import { storeCounted } from './store-counted.ts';
import { type Strategy, type StrategyOptions, Work } from './strategy.ts';

/**
 * CPython's own: reference counts, which give back most garbage at once, and a collector of three generations for the
 * cycles. All of it is `memory/objects` and `memory/gc`; here is only a kind of object that fits the interface.
 *
 *     − 16      − 8        0        8         16
 *     │ PyGC_Head          │ count  │ ob_type │ field 0 │ field 1 │ …
 *
 * The collector needs no variables: what is counted more often than nodes refer to it is referred to from outside.
 *
 * Cost: two counts for each write; 16 bytes more for each node; at 700 nodes more than were given back, a collection of
 * the youngest, which only walks over these. A pause is as long as naive counting's, or as a full collection.
 *
 * Source: CPython 3.11, Modules/gcmodule.c; for the kind of object, Objects/tupleobject.c, `tupledealloc`, and
 * Objects/typeobject.c, `clear_slots`.
 */
export class CPython implements Strategy {
  readonly name = 'CPython';
  readonly nodes: NodeHeap;
  readonly work = new Work();
  readonly #gc: GcModule;

  constructor({ variables }: StrategyOptions) {
    this.nodes = new NodeHeap({
      variables,
      presize: 16,
      clear: (heap, node) => this.#clear(heap, node),
      dealloc: (heap, node) => this.#dealloc(heap, node),
      onTraverse: (fields) => {
        this.work.touched += 1 + fields;
      },
    });
    this.#gc = new GcModule(this.nodes.heap);
    this.#gc.callbacks.push((phase) => {
      if (phase === 'start') this.work.collections += 1;
    });
  }

  /** A collection that is due runs first. */
  alloc(variable: number, fieldCount: number): Address {
    const { heap } = this.nodes;
    const type = this.nodes.typeOf(fieldCount);
    const node = gcNew(heap, type);
    this.nodes.born(node, type);
    gcTrack(heap, node);
    setWord(heap, this.nodes.variableWord(variable), node); // its one reference is the variable's now
    return node;
  }

  setField(node: Address, field: number, value: Address): void {
    storeCounted(this.nodes, this.work, this.nodes.fieldWord(node, field), value);
  }

  setVariable(variable: number, value: Address): void {
    storeCounted(this.nodes, this.work, this.nodes.variableWord(variable), value);
  }

  /** A collection of the youngest generation. */
  step(): boolean {
    this.#gc.collect(0);
    return false;
  }

  collect(): void {
    this.#gc.collect();
  }

  /** The collector's own invariants. It knows all nodes itself. */
  check(): readonly Violation[] {
    const { heap, variables } = this.nodes;
    const { touched } = this.work; // the check walks along fields too
    const roots = Array.from({ length: variables }, (_, variable) => this.nodes.readVariable(variable));
    const violations = checkObjects(
      heap,
      roots.filter((node) => node !== NULL),
    );
    this.work.touched = touched;
    return violations;
  }

  #clear(heap: ObjectHeap, node: Address): void {
    this.#forEachField(node, (word) => clearWord(heap, word));
  }

  #dealloc(heap: ObjectHeap, node: Address): void {
    gcUntrackIfTracked(heap, node);
    if (!trashcanBegin(heap, node)) return;
    this.#forEachField(node, (word) => xdecref(heap, heap.memory.readPointer(word)));
    this.nodes.dying(node);
    gcDel(heap, node);
    trashcanEnd(heap);
  }

  #forEachField(node: Address, visit: (word: number) => void): void {
    const fields = this.nodes.fieldCount(node);
    for (let field = 0; field < fields; field += 1) {
      this.work.touched += 1;
      visit(this.nodes.fieldWord(node, field));
    }
  }
}
