import {
  calloc,
  dump,
  fill,
  free,
  freeRun,
  freeRunDown,
  malloc,
  mallocRun,
  realloc,
  type Step,
} from '../../exercises/17-obmalloc/steps.ts';
import type { Random } from '../random.ts';

/** A live block of a trace: its id and the bytes last asked for. */
export interface Live {
  readonly id: number;
  readonly size: number;
}

/** Builds a trace step by step and remembers which ids are live, so that only those are given up. */
export class Trace {
  readonly steps: Step[] = [];
  readonly random: Random;
  readonly #live = new Map<number, number>();
  #nextId = 1;

  constructor(random: Random) {
    this.random = random;
  }

  get live(): readonly Live[] {
    return [...this.#live].map(([id, size]) => ({ id, size }));
  }

  malloc(size: number): number {
    const id = this.#new(1, size);
    this.steps.push(malloc(id, size));
    return id;
  }

  calloc(count: number, size: number): number {
    const id = this.#new(1, count * size);
    this.steps.push(calloc(id, count, size));
    return id;
  }

  /** The id of the first of `n` blocks. */
  mallocRun(n: number, size: number): number {
    const id = this.#new(n, size);
    this.steps.push(mallocRun(id, n, size));
    return id;
  }

  realloc(id: number, size: number): void {
    this.#live.set(id, size);
    this.steps.push(realloc(id, size));
  }

  free(id: number): void {
    this.#live.delete(id);
    this.steps.push(free(id));
  }

  /** Ascending or descending, as chance has it. */
  freeRun(id: number, n: number): void {
    for (let each = id; each < id + n; each += 1) this.#live.delete(each);
    this.steps.push(this.random.chance(2) ? freeRun(id, n) : freeRunDown(id, n));
  }

  /** A random live block of those with an id from `from` on, but none of `kept`. */
  freeAny(kept: ReadonlySet<number>, from = 1): void {
    const candidates: number[] = [];
    for (const id of this.#live.keys()) if (id >= from && !kept.has(id)) candidates.push(id);
    if (candidates.length > 0) this.free(this.random.pick(candidates));
  }

  fill(id: number): void {
    this.steps.push(fill(id, this.random.int(1, 255)));
  }

  dump(id: number, length: number, offset = 0): void {
    this.steps.push(dump(id, offset, length));
  }

  add(...steps: readonly Step[]): void {
    this.steps.push(...steps);
  }

  #new(n: number, size: number): number {
    const id = this.#nextId;
    this.#nextId += n;
    for (let each = id; each < id + n; each += 1) this.#live.set(each, size);
    return id;
  }
}
