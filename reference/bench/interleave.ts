import type { Contender } from './contender.ts';

/** How a comparison is run. */
export interface Plan {
  /** Timed slices of each contender. */
  readonly slices: number;
  /** Slices before them, the same number for all, which nobody looks at. */
  readonly warmUp: number;
  /** How long a slice is to be, in CPU milliseconds. It has one repeat at least. */
  readonly sliceMs: number;
}

/** Times of one contender: entry i was taken in the same round as every other contender's entry i. */
export interface Samples {
  readonly name: string;
  /** CPU nanoseconds for the work once. */
  readonly nsPerRun: readonly number[];
}

/** More repeats of so short a work tell no more. */
const MOST_REPEATS = 2_000;

/**
 * Lets contenders work in turn, a slice each, round after round; the order is rotated by one from round to round, so
 * that nobody always comes first or after the same one. What disturbs the machine disturbs all alike.
 */
export async function interleave(
  contenders: readonly Contender[],
  { slices, warmUp, sliceMs }: Plan,
  onRound: () => void = () => {},
): Promise<readonly Samples[]> {
  const repeats = new Map<Contender, number>();
  for (const contender of contenders) repeats.set(contender, await warm(contender, warmUp, sliceMs));
  const samples = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < slices; round += 1) {
    for (const contender of rotated(contenders, round)) {
      const times = repeats.get(contender) ?? 1;
      samples.get(contender)?.push((await contender.slice(times)) / times);
    }
    onRound();
  }
  return contenders.map((contender) => ({ name: contender.name, nsPerRun: samples.get(contender) ?? [] }));
}

/** Runs the warm-up; the last slice of it tells how many repeats make a slice of the length that is asked for. */
async function warm(contender: Contender, slices: number, sliceMs: number): Promise<number> {
  let repeats = 1;
  for (let slice = 0; slice < slices; slice += 1) {
    const ns = await contender.slice(repeats);
    repeats = Math.round(Math.min(Math.max((repeats * sliceMs * 1e6) / Math.max(ns, 1), 1), MOST_REPEATS));
  }
  return repeats;
}

/** The same items, beginning with number `by`. */
export function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
