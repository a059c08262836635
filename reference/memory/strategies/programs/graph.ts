import { COPY, DROP, LINK, LOAD, NEW, type Operations, UNLINK } from './program.ts';

/** Where no node is. Nodes are numbered from 0 in the order in which they are made. */
export const NO_NODE = -1;

/** The nodes of a program by number, and what refers to what: no memory, and nothing is ever given back. */
export class Graph {
  /** The node that each variable refers to, or NO_NODE. */
  readonly variables: Int32Array;
  /** For each node, where its fields begin in `#fields`; one more entry marks the end. */
  readonly #starts: number[] = [0];
  #fields = new Int32Array(1024);

  constructor(variables: number) {
    this.variables = new Int32Array(variables).fill(NO_NODE);
  }

  /** Nodes made so far. */
  get size(): number {
    return this.#starts.length - 1;
  }

  variable(variable: number): number {
    return this.variables[variable] as number;
  }

  fieldCount(node: number): number {
    return (this.#starts[node + 1] as number) - (this.#starts[node] as number);
  }

  field(node: number, field: number): number {
    return this.#fields[(this.#starts[node] as number) + field] as number;
  }

  /** Performs an operation. */
  perform({ kinds, xs, ys, fields }: Operations, index: number): void {
    const x = xs[index] as number;
    const y = ys[index] as number;
    const field = fields[index] as number;
    const kind = kinds[index];
    if (kind === NEW) this.variables[x] = this.add(field);
    else if (kind === LINK) this.setField(this.variable(x), field, this.variable(y));
    else if (kind === UNLINK) this.setField(this.variable(x), field, NO_NODE);
    else if (kind === LOAD) this.variables[x] = this.field(this.variable(y), field);
    else if (kind === COPY) this.variables[x] = this.variable(y);
    else if (kind === DROP) this.variables[x] = NO_NODE;
  }

  /** A new node with so many empty fields; its number. */
  add(fieldCount: number): number {
    const start = this.#starts.at(-1) as number;
    const end = start + fieldCount;
    if (end > this.#fields.length) {
      const fields = new Int32Array(Math.max(2 * this.#fields.length, end));
      fields.set(this.#fields);
      this.#fields = fields;
    }
    this.#fields.fill(NO_NODE, start, end);
    this.#starts.push(end);
    return this.size - 1;
  }

  setField(node: number, field: number, value: number): void {
    this.#fields[(this.#starts[node] as number) + field] = value;
  }

  /** Numbers of the nodes that the variables lead to. */
  reachable(): Set<number> {
    const reached = new Set<number>();
    for (const node of this.variables) if (node !== NO_NODE) reached.add(node);
    for (const node of reached) {
      for (let field = 0; field < this.fieldCount(node); field += 1) {
        const child = this.field(node, field);
        if (child !== NO_NODE) reached.add(child);
      }
    }
    return reached;
  }
}
