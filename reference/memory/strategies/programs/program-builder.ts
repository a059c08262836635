import { Graph, NO_NODE } from './graph.ts';
import { COPY, DROP, LINK, LOAD, NEW, type Operations, type Program, UNLINK } from './program.ts';

/** Operations for which a builder has room at first; it doubles. */
const FIRST_CAPACITY = 1024;

/**
 * Writes a program, operation by operation, and knows what its variables hold. @throws {RangeError} from an operation that
 * would fail.
 */
export class ProgramBuilder {
  readonly #graph: Graph;
  #columns = newColumns(FIRST_CAPACITY);
  #length = 0;

  constructor(variables: number) {
    this.#graph = new Graph(variables);
  }

  /** Operations so far. */
  get length(): number {
    return this.#length;
  }

  /** Nodes made so far. */
  get nodes(): number {
    return this.#graph.size;
  }

  holds(x: number): boolean {
    return this.#graph.variable(x) !== NO_NODE;
  }

  /** Fields of the node in a variable. */
  fieldCount(x: number): number {
    return this.#graph.fieldCount(this.#node(x));
  }

  /** Whether the field of the node in a variable refers to a node. */
  hasField(x: number, field: number): boolean {
    return this.#graph.field(this.#node(x), field) !== NO_NODE;
  }

  /** Drops what the variable held, first. */
  new(x: number, fieldCount: number): void {
    if (this.holds(x)) this.drop(x);
    this.#push(NEW, x, 0, fieldCount);
  }

  link(x: number, field: number, y: number): void {
    this.#requireField(x, field);
    this.#node(y);
    this.#push(LINK, x, y, field);
  }

  unlink(x: number, field: number): void {
    this.#requireField(x, field);
    this.#push(UNLINK, x, 0, field);
  }

  /** The variable is empty afterwards if the field was. */
  load(x: number, y: number, field: number): void {
    this.#requireField(y, field);
    this.#push(LOAD, x, y, field);
  }

  copy(x: number, y: number): void {
    this.#node(y);
    this.#push(COPY, x, y, 0);
  }

  drop(x: number): void {
    this.#push(DROP, x, 0, 0);
  }

  /** The program so far, in arrays of its own. */
  build(name: string): Program {
    const { kinds, xs, ys, fields } = this.#columns;
    const end = this.#length;
    return {
      name,
      variables: this.#graph.variables.length,
      kinds: kinds.slice(0, end),
      xs: xs.slice(0, end),
      ys: ys.slice(0, end),
      fields: fields.slice(0, end),
    };
  }

  #node(x: number): number {
    const node = this.#graph.variable(x);
    if (node === undefined || node === NO_NODE) throw new RangeError(`v${x} holds no node`);
    return node;
  }

  #requireField(x: number, field: number): void {
    const count = this.fieldCount(x);
    if (!(field >= 0 && field < count)) throw new RangeError(`v${x} has ${count} fields; there is no f${field}`);
  }

  #push(kind: number, x: number, y: number, field: number): void {
    const index = this.#length;
    if (index === this.#columns.kinds.length) this.#grow();
    this.#columns.kinds[index] = kind;
    this.#columns.xs[index] = x;
    this.#columns.ys[index] = y;
    this.#columns.fields[index] = field;
    this.#length += 1;
    this.#graph.perform(this.#columns, index);
  }

  #grow(): void {
    const { kinds, xs, ys, fields } = this.#columns;
    const grown = newColumns(2 * this.#length);
    grown.kinds.set(kinds);
    grown.xs.set(xs);
    grown.ys.set(ys);
    grown.fields.set(fields);
    this.#columns = grown;
  }
}

function newColumns(capacity: number): Operations {
  return {
    kinds: new Uint8Array(capacity),
    xs: new Int32Array(capacity),
    ys: new Int32Array(capacity),
    fields: new Int32Array(capacity),
  };
}
