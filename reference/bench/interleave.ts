import { Random } from '../random.ts';
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
/** Of the orders: the same in every run. */
const SEED = 1;

/**
 * Lets contenders work in turn, a slice each, round after round, in an order that is drawn anew for each round: nobody
 * always comes first or after the same one, whose data are in the caches then. What disturbs the machine disturbs all
 * alike.
 */
export async function interleave(
  contenders: readonly Contender[],
  { slices, warmUp, sliceMs }: Plan,
  onRound: () => void = () => {},
): Promise<readonly Samples[]> {
  const repeats = new Map<Contender, number>();
  for (const contender of contenders) repeats.set(contender, await warm(contender, warmUp, sliceMs));
  const samples = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  const random = new Random(SEED);
  for (let round = 0; round < slices; round += 1) {
    for (const contender of random.sample(contenders, contenders.length)) {
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
