import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xorshift128plus } from 'pure-rand/generator/xorshift128plus';

const TWO_TO_32 = 2 ** 32;

/** Seeded random choices, for whatever is generated. The same seed gives the same choices on every machine. */
export class Random {
  readonly #generator;

  constructor(seed: number) {
    this.#generator = xorshift128plus(seed);
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return uniformInt(this.#generator, low, high);
  }

  /** True once in `oneIn` draws, on average. */
  chance(oneIn: number): boolean {
    return this.int(1, oneIn) === 1;
  }

  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    if (items.length === 0) throw new RangeError('pick: nothing to pick from');
    return items[this.int(0, items.length - 1)] as T;
  }

  /** `count` different items (all of them if there are fewer), in random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const rest = [...items];
    const taken: T[] = [];
    while (taken.length < count && rest.length > 0) taken.push(...rest.splice(this.int(0, rest.length - 1), 1));
    return taken;
  }

  /** A number above 0 and up to 1, in steps of 2^-32. */
  unit(): number {
    return ((this.#generator.next() >>> 0) + 1) / TWO_TO_32;
  }

  /**
   * Pareto's distribution: at least `scale`; greater than t with probability (scale / t)^(8 / `eighths`).
   *
   * Made of square roots and products, which every machine rounds alike; of powers that cannot be said.
   */
  pareto(scale: number, eighths: number): number {
    const root = Math.sqrt(Math.sqrt(Math.sqrt(this.unit())));
    let value = scale;
    for (let factor = 0; factor < eighths; factor += 1) value /= root;
    return value;
  }
}
