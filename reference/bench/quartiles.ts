/** The middle of some samples, and the middle half of them. */
export interface Quartiles {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** By linear interpolation between the two nearest samples. @throws {RangeError} without samples. */
export function quartiles(samples: readonly number[]): Quartiles {
  if (samples.length === 0) throw new RangeError('quartiles: no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/** Ratios of two contenders' samples, round by round: what disturbed a round disturbed both. */
export function ratios(samples: readonly number[], base: readonly number[]): readonly number[] {
  if (samples.length !== base.length) throw new RangeError('ratios: the samples are not of the same rounds');
  return samples.map((sample, round) => sample / (base[round] as number));
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
