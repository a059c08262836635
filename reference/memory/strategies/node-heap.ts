import { type Address, hex, type Memory, NULL } from '../../../exercises/kit/memory.ts';
import { memMalloc, objectDel, objectNew } from '../objects/allocate.ts';
import {
  OBJECT_BYTES,
  ObjectHeap,
  RefcountError,
  type ReferenceSpan,
  type TypeObject,
  type TypeSlots,
  WORD,
} from '../objects/index.ts';

/** What a strategy says about its nodes. */
export interface NodeOptions {
  /** Variables of the program. */
  readonly variables: number;
  /** 16 for a `PyGC_Head` before each node. */
  readonly presize?: 0 | 16;
  readonly clear?: TypeSlots['clear'];
  /** What happens when a count becomes 0. Default: nobody counts, and it is an error. */
  readonly dealloc?: TypeSlots['dealloc'];
  /** Told when a collector walks along the fields of a node, and how many there are. */
  readonly onTraverse?: (fieldCount: number) => void;
}

/**
 * Nodes in simulated memory, allocated by obmalloc, and the variables of the program. All strategies have the same:
 *
 *     variables    │ 0 │ 1 │ …                            in static memory
 *                    └→ │ word 0 │ ob_type │ field 0 │ field 1 │ …
 *
 * Word 0 is where a PyObject has its count. It is the strategy's own: a count, or a link and a colour. The type tells the
 * number of fields. A field or a variable refers to a node or is NULL.
 */
export class NodeHeap {
  readonly heap: ObjectHeap;
  readonly memory: Memory;
  readonly variables: number;
  /** Told of each node whose memory is given back next. */
  onFreed: (node: Address) => void = () => {};
  readonly #options: NodeOptions;
  readonly #roots: Address;
  /** By number of fields. */
  readonly #types = new Map<number, TypeObject>();
  #bytes = 0;
  #highWater = 0;

  constructor(options: NodeOptions) {
    this.heap = new ObjectHeap();
    this.memory = this.heap.memory;
    this.variables = options.variables;
    this.#options = options;
    this.#roots = this.heap.system.staticData(options.variables * WORD);
  }

  /** Bytes in use: nodes, the words before them, and the strategy's tables. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The most bytes that were in use at once. */
  get highWater(): number {
    return this.#highWater;
  }

  /** Address of the variable's word. @throws {RangeError} */
  variableWord(variable: number): number {
    if (variable < 0 || variable >= this.variables) throw new RangeError(`there is no variable ${variable}`);
    return this.#roots + variable * WORD;
  }

  readVariable(variable: number): Address {
    return this.memory.readPointer(this.variableWord(variable));
  }

  fieldCount(node: Address): number {
    return (this.heap.types.of(node).basicsize - OBJECT_BYTES) / WORD;
  }

  /** Address of the field's word. @throws {RangeError} */
  fieldWord(node: Address, field: number): number {
    if (field < 0 || field >= this.fieldCount(node)) throw new RangeError(`${hex(node)} has no field ${field}`);
    return node + OBJECT_BYTES + field * WORD;
  }

  /** No strategy here has a read barrier: the program reads without asking it. */
  readField(node: Address, field: number): Address {
    return this.memory.readPointer(this.fieldWord(node, field));
  }

  /** The type of nodes with so many fields. */
  typeOf(fieldCount: number): TypeObject {
    const known = this.#types.get(fieldCount);
    if (known !== undefined) return known;
    const { presize = 0, clear = null, dealloc = neverCounted, onTraverse } = this.#options;
    const basicsize = OBJECT_BYTES + fieldCount * WORD;
    const traverse = (_: ObjectHeap, node: Address, span: ReferenceSpan) => {
      onTraverse?.(fieldCount);
      span.set(node + OBJECT_BYTES, WORD, fieldCount);
    };
    const type = this.heap.types.define({ name: `node${fieldCount}`, basicsize, presize, traverse, clear, dealloc });
    this.#types.set(fieldCount, type);
    return type;
  }

  /** A node whose fields are NULL. Word 0 is 1, as of every new PyObject. */
  newNode(fieldCount: number): Address {
    const type = this.typeOf(fieldCount);
    const node = objectNew(this.heap, type);
    this.born(node, type);
    return node;
  }

  /** For who allocates nodes themselves: empties the fields, and counts the bytes. */
  born(node: Address, type: TypeObject): void {
    for (let word = node + OBJECT_BYTES; word < node + type.basicsize; word += WORD)
      this.memory.writePointer(word, NULL);
    this.#take(type.presize + type.basicsize);
  }

  /** Gives a node's memory back. */
  freeNode(node: Address): void {
    this.dying(node);
    objectDel(this.heap, node);
  }

  /** For who frees nodes themselves, before they do. */
  dying(node: Address): void {
    const { presize, basicsize } = this.heap.types.of(node);
    this.#bytes -= presize + basicsize;
    this.onFreed(node);
  }

  /** Memory for a strategy's tables. */
  takeTable(bytes: number): Address {
    this.#take(bytes);
    return memMalloc(this.heap, bytes);
  }

  giveTable(table: Address, bytes: number): void {
    this.#bytes -= bytes;
    this.heap.allocator.free(table);
  }

  #take(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#highWater) this.#highWater = this.#bytes;
  }
}

function neverCounted(_: ObjectHeap, node: Address): never {
  throw new RefcountError(node, 'a reference is dropped, and nobody counts');
}
