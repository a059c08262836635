/**
 * One measurement, asked of a sandboxed process. Plain data; every name and number comes from the trusted side.
 *
 * Work is done in *slices* of a fixed number of calls, so that the trusted side knows the answers of every slice
 * beforehand. All times are CPU nanoseconds of the measuring thread.
 */
export type MeasureJob =
  /** The work once, on two fresh preparations. */
  | { readonly kind: 'counted'; readonly workload: string; readonly size: number }
  | {
      readonly kind: 'growth';
      readonly workload: string;
      /** Sizes ascend. */
      readonly points: readonly GrowthPoint[];
      /** Slices at the smallest size before the first that counts. */
      readonly warmUp: number;
      /** Slices that count, at each size. */
      readonly rounds: number;
      /** Larger sizes are not tried once the cost is this many times that at the smallest. */
      readonly giveUpAt: number;
      /** After this much time, warming up ends. */
      readonly budgetNs: number;
    }
  | {
      readonly kind: 'timed';
      readonly workload: string;
      readonly size: number;
      /** Calls in a slice. */
      readonly calls: number;
      /** Slices of each side before the first that counts. */
      readonly warmUp: number;
      /** Slices of the reference before the student's code is loaded. */
      readonly alone: number;
      /** Pairs of slices, one of each side. */
      readonly pairs: number;
      /** After this much time of the student's, warming up ends; and once `enough` pairs are there, so does all. */
      readonly budgetNs: number;
      readonly enough: number;
    };

export interface GrowthPoint {
  readonly size: number;
  /** Calls in a slice. */
  readonly calls: number;
}

/** What one job came to: raw samples. */
export type MeasureReport =
  | { readonly kind: 'counted'; readonly figures: readonly Figures[]; readonly answers: readonly Answers[] }
  /** Nanoseconds per operation: for each size that was tried, `rounds` samples. */
  | { readonly kind: 'growth'; readonly costs: readonly (readonly number[])[]; readonly answers: readonly Answers[] }
  /** Nanoseconds per slice. `student` and `reference` are paired. */
  | {
      readonly kind: 'timed';
      readonly alone: readonly number[];
      readonly reference: readonly number[];
      readonly student: readonly number[];
      readonly answers: readonly Answers[];
    }
  /** The student's code threw in the measured work. */
  | { readonly kind: 'threw'; readonly what: string };

/** What the first so many slices of a run answered, in short: see `AnswerDigest`. */
export interface Answers {
  readonly slices: number;
  readonly digest: string;
}

export type Figures = Readonly<Record<string, number>>;
