import type { SubmissionGrade } from '../grader/core/grade.ts';
import { type Bin, distribution } from './class-statistics.ts';
import { count, showPoints } from './words.ts';

/** Units of the drawing. */
const WIDTH = 480;
const PLOT_TOP = 18;
const PLOT_HEIGHT = 150;
/** A bar of this many submissions fills the plot, unless a bar is taller. */
const PLOT_SUBMISSIONS = 2;
const GAP = 6;

/** The histogram as coordinates, and as a sentence for those who do not see it. */
export interface ChartView {
  readonly width: number;
  readonly height: number;
  readonly base: number;
  readonly bars: readonly BarView[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly sentence: string;
}

interface BarView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly middle: number;
  /** Where the number stands. */
  readonly above: number;
  /** The number of submissions; empty for none. */
  readonly label: string;
}

export function chartView(submissions: readonly SubmissionGrade[]): ChartView {
  const bins = distribution(submissions);
  const tallest = Math.max(PLOT_SUBMISSIONS, ...bins.map((bin) => bin.submissions));
  const step = WIDTH / bins.length;
  const base = PLOT_TOP + PLOT_HEIGHT;
  const bars = bins.map((bin, index) => {
    const height = Math.round((PLOT_HEIGHT * bin.submissions) / tallest);
    return {
      x: index * step + GAP / 2,
      y: base - height,
      width: step - GAP,
      height,
      middle: (index + 0.5) * step,
      above: base - height - 5,
      label: bin.submissions === 0 ? '' : String(bin.submissions),
    };
  });
  const ticks = bins.map((bin, index) => ({
    x: (index + 0.5) * step,
    label: `${showPoints(bin.low)}–${showPoints(bin.high)}`,
  }));
  return { width: WIDTH, height: base + 22, base, bars, ticks, sentence: describe(bins) };
}

function describe(bins: readonly Bin[]): string {
  const last = bins.at(-1);
  const parts = bins
    .filter(({ submissions }) => submissions > 0)
    .map((bin) => `${count(bin.submissions, 'submission')} ${range(bin, bin === last)}`);
  return parts.length === 0 ? 'No submission is graded.' : `${parts.join('; ')}.`;
}

function range({ low, high }: Bin, closed: boolean): string {
  return closed
    ? `with ${showPoints(low)} to ${showPoints(high)} points`
    : `with ${showPoints(low)} to under ${showPoints(high)} points`;
}
