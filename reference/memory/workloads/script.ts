import { type Trace, TraceBuilder } from './trace.ts';

/**
 * A trace being written: hands out ids, those of dead blocks first, and ends by itself.
 *
 * Once it is full, what is written is left out, so that a shape needs to look at `full` in its outermost loop alone.
 */
export class Script {
  readonly #builder = new TraceBuilder();
  readonly #operations: number;
  /** Ids that are dead again. */
  readonly #dead: number[] = [];
  #ids = 0;

  constructor(operations: number) {
    this.#operations = operations;
  }

  get full(): boolean {
    return this.#builder.length >= this.#operations;
  }

  /** Takes a block; its id. */
  malloc(size: number): number {
    const id = this.#newId();
    if (!this.full) this.#builder.malloc(id, size);
    return id;
  }

  /** Takes a block of zeros; its id. */
  calloc(size: number): number {
    const id = this.#newId();
    if (!this.full) this.#builder.calloc(id, size);
    return id;
  }

  realloc(id: number, size: number): void {
    if (!this.full) this.#builder.realloc(id, size);
  }

  /** Gives a live block back. */
  free(id: number): void {
    if (!this.full) this.#builder.free(id);
    this.#dead.push(id);
  }

  build(name: string): Trace {
    return this.#builder.build(name);
  }

  #newId(): number {
    const dead = this.#dead.pop();
    if (dead !== undefined) return dead;
    this.#ids += 1;
    return this.#ids;
  }
}
