import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xorshift128plus } from 'pure-rand/generator/xorshift128plus';

/** Seeded random choices for scenario generators. The same seed gives the same choices on every machine. */
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
}
