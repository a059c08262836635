/** A figure and the interval that its samples leave open. All three are in the samples' own unit. */
export interface Estimate {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** The middle sample; of an even number of them the mean of the two in the middle. @throws {RangeError} without samples. */
export function median(samples: readonly number[]): number {
  if (samples.length === 0) throw new RangeError('median: no samples');
  const sorted = ascending(samples);
  const upper = at(sorted, sorted.length >> 1);
  return sorted.length % 2 === 1 ? upper : (at(sorted, (sorted.length >> 1) - 1) + upper) / 2;
}

/**
 * The median with its interval of about 95 % confidence, from the order of the samples alone: nothing is assumed
 * about how they are spread. Fewer than six samples leave their whole range open.
 *
 * Source: the sign test; the ranks are those of a binomial distribution with p = 1/2, in its normal approximation.
 */
export function medianEstimate(samples: readonly number[]): Estimate {
  const sorted = ascending(samples);
  const skipped = Math.max(0, Math.floor((sorted.length - 1.96 * Math.sqrt(sorted.length)) / 2));
  return { middle: median(samples), low: at(sorted, skipped), high: at(sorted, sorted.length - 1 - skipped) };
}

/** `e` to each of an estimate's figures: from log ratios back to ratios. */
export function exponentials({ middle, low, high }: Estimate): Estimate {
  return { middle: Math.exp(middle), low: Math.exp(low), high: Math.exp(high) };
}

/**
 * What several processes tell together: the median of what each found, and the hull of their intervals. Between
 * processes lies the luck of the optimiser, which no interval from within one of them covers.
 */
export function combine(estimates: readonly Estimate[]): Estimate {
  return {
    middle: median(estimates.map(({ middle }) => middle)),
    low: Math.min(...estimates.map(({ low }) => low)),
    high: Math.max(...estimates.map(({ high }) => high)),
  };
}

/** A cost measured at a problem size; both positive. */
export interface CostAtSize {
  readonly size: number;
  readonly cost: number;
}

/**
 * Slope of the straight line through (log size, log cost), by least squares: 0 for a constant cost, 1 for a linear
 * one, 2 for a quadratic one. @throws {RangeError} without two different sizes.
 */
export function logLogSlope(points: readonly CostAtSize[]): number {
  const xs = points.map(({ size }) => Math.log(size));
  const ys = points.map(({ cost }) => Math.log(cost));
  const meanX = mean(xs);
  const meanY = mean(ys);
  const spread = mean(xs.map((x) => (x - meanX) ** 2));
  if (!(spread > 0)) throw new RangeError('logLogSlope: at least two different sizes are needed');
  return mean(xs.map((x, index) => (x - meanX) * (at(ys, index) - meanY))) / spread;
}

function mean(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}

function ascending(samples: readonly number[]): readonly number[] {
  return [...samples].sort((a, b) => a - b);
}

function at(samples: readonly number[], index: number): number {
  const sample = samples[index];
  if (sample === undefined) throw new RangeError(`no sample ${index} of ${samples.length}`);
  return sample;
}
