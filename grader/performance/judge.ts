import type { MeasurementResult } from '../core/evidence.ts';
import type { MeasureReport } from '../sandbox/harness/measure-job.ts';
import { judgeLead } from './lead.ts';
import type { Plan } from './plan.ts';
import { combine, type Estimate, exponentials, median, medianEstimate } from './statistics.ts';

/** Samples of one process that gave the right answers. */
export type Samples = Exclude<MeasureReport, { readonly kind: 'threw' }>;
type Timed = Extract<MeasureReport, { readonly kind: 'timed' }>;

/**
 * Beside a well-behaved neighbour, which shares its caches, the reference takes 1.0 to 1.9 times as long as alone.
 * Where it takes longer than this, the student's code disturbs it, and the student is compared with the reference
 * alone.
 */
export const DISTURBED = 2;

/**
 * At the smallest size, a cost counts up to so many times the reference's: growth is not to be hidden by wasting time
 * where there is little to do. Far beyond what a right answer takes, so that the speed of a machine, or a reference
 * that was timed while others ran, decides nothing.
 */
export const CREDITED = 20;

/** Whether every run answered what the reference answers after as many slices. */
export function answersAgree(report: MeasureReport, { expected }: Plan): report is Samples {
  if (report.kind === 'threw' || report.answers.length === 0) return false;
  return report.answers.every(({ slices, digest }, run) => expected[run]?.get(slices) === digest);
}

/**
 * A counted figure: the worse of the two runs, which are equal unless the code remembers or throws dice.
 *
 * @throws {RangeError} if the workload counts no such thing: a fault of the exercise.
 */
export function figureOf(report: Samples, name: string): number {
  const figures = report.kind === 'counted' ? report.figures.map((run) => run[name]) : [];
  const known = figures.filter((figure) => figure !== undefined);
  if (known.length === 0 || known.length < figures.length) throw new RangeError(`the workload counts no ${name}`);
  return Math.max(...known);
}

/** The ratio that a check of growth or time is about, as one process saw it. */
export function ratioOf(report: Samples, { referenceNs }: Pick<Plan, 'referenceNs'>): Estimate {
  switch (report.kind) {
    case 'growth':
      return growthOf(report.costs, CREDITED * referenceNs);
    case 'timed':
      return exponentials(medianEstimate(logRatios(report)));
    case 'counted':
      throw new TypeError('a counted figure is no ratio');
    default:
      return report satisfies never;
  }
}

/** What the processes so far come to, or `null` while another one is wanted. */
export function judgeRatios(estimates: readonly Estimate[], maxRatio: number): MeasurementResult | null {
  const verdict = judgeLead(
    estimates.map(({ middle }) => middle),
    maxRatio,
  );
  if (verdict === null) return null;
  const { middle: ratio, low, high } = combine(estimates);
  return { kind: 'ratio', ratio, low, high, verdict };
}

/**
 * Cost at the largest size over cost at the smallest, which counts up to `mostNs`. Noise only ever adds to a time, so the
 * least time at each size counts; the second least bounds what is left open.
 */
function growthOf(costs: readonly (readonly number[])[], mostNs: number): Estimate {
  const [small, nextSmall] = leastTwo(costs[0]?.map((cost) => Math.min(cost, mostNs)));
  const [large, nextLarge] = leastTwo(costs.at(-1));
  return { middle: large / small, low: large / nextSmall, high: nextLarge / small };
}

function leastTwo(samples: readonly number[] | undefined): readonly [number, number] {
  const [least = 0, next = least] = [...(samples ?? [])].sort((a, b) => a - b);
  return [positive(least), positive(next)];
}

function logRatios({ alone, reference, student }: Timed): readonly number[] {
  const undisturbed = positive(median(alone));
  const disturbed = median(reference) > DISTURBED * undisturbed;
  return student.map((time, pair) => {
    const other = disturbed ? undisturbed : positive(reference[pair] ?? undisturbed);
    return Math.log(positive(time) / other);
  });
}

/** In nanoseconds. A time of nothing, from a coarse clock, has no logarithm. */
function positive(time: number): number {
  return Math.max(time, 1e-3);
}
