import type { PerformanceCheck } from '../../exercises/kit/manifest.ts';
import type { Solution } from '../../solutions/solution.ts';
import type { Measurement, MeasurementResult, StopReason } from '../core/evidence.ts';
import type { MeasureJob, MeasureReport } from '../sandbox/harness/measure-job.ts';
import { answersAgree, figureOf, judgeRatios, ratioOf } from './judge.ts';
import { type Plan, planFor } from './plan.ts';
import type { Estimate } from './statistics.ts';

/** Performs jobs in turn in one fresh sandboxed process, one report each. */
export type Measurer = (jobs: readonly MeasureJob[]) => Promise<Measured>;

/** `stopped`: at the job behind the last one that is reported. */
export type Measured =
  | { readonly kind: 'measured'; readonly reports: readonly MeasureReport[] }
  | { readonly kind: 'stopped'; readonly reason: StopReason; readonly reports: readonly MeasureReport[] };

type CountedCheck = Extract<PerformanceCheck, { readonly kind: 'counted' }>;
type RatioCheck = Exclude<PerformanceCheck, CountedCheck>;

/**
 * Measures what the manifest's checks ask for: counted figures first, then order of growth, then time. What is
 * exact is known before what takes samples, and ends the measuring when the code is wrong, stopped or grows out of
 * hand: the checks after it are left out.
 *
 * @throws what `measurer` throws, and RangeError if a workload is missing or counts no figure of that name.
 */
export async function measureChecks(solution: Solution, measurer: Measurer): Promise<readonly Measurement[]> {
  const checks = solution.exercise.manifest.performance;
  const measurements = await measureCounted(solution, checks.filter(isCounted), measurer);
  for (const kind of ['growth', 'timed'] as const) {
    for (const check of checks.filter(isRatio)) {
      if (check.kind !== kind) continue;
      if (measurements.some(endsMeasuring)) return measurements;
      measurements.push({ check: check.id, result: await measureRatio(solution, check, measurer) });
    }
  }
  return measurements;
}

/** One process for all. Where it is stopped, the check that it was at is the last one. */
async function measureCounted(
  solution: Solution,
  checks: readonly CountedCheck[],
  measurer: Measurer,
): Promise<Measurement[]> {
  if (checks.length === 0) return [];
  const plans = new Map<string, Plan>();
  for (const check of checks) {
    if (!plans.has(keyOf(check))) plans.set(keyOf(check), planFor(solution, check));
  }
  const keys = [...plans.keys()];
  const measured = await measurer([...plans.values()].map(({ job }) => job));
  const measurements: Measurement[] = [];
  for (const check of checks) {
    const key = keyOf(check);
    const plan = plans.get(key) ?? planFor(solution, check);
    const result = resultOf<MeasurementResult>(measured, plan, keys.indexOf(key), (report) => ({
      kind: 'figure',
      figure: figureOf(report, check.figure),
    }));
    measurements.push({ check: check.id, result });
    if (result.kind === 'stopped') break;
  }
  return measurements;
}

/** Checks that read different figures of the same work share one run of it. */
function keyOf({ workload, size }: CountedCheck): string {
  return `${workload} ${size}`;
}

/** One fresh process after another, until there is a verdict. */
async function measureRatio(solution: Solution, check: RatioCheck, measurer: Measurer): Promise<MeasurementResult> {
  const plan = planFor(solution, check);
  const estimates: Estimate[] = [];
  for (;;) {
    const measured = await measurer([plan.job]);
    const ended = resultOf(measured, plan, 0, (report) => {
      estimates.push(ratioOf(report, plan));
      return null;
    });
    const result = ended ?? judgeRatios(estimates, check.maxRatio);
    if (result !== null) return result;
  }
}

/** What a process that was stopped, or whose answers differ from the reference's, comes to; else what `read` says. */
function resultOf<Result>(
  measured: Measured,
  plan: Plan,
  index: number,
  read: (report: Exclude<MeasureReport, { readonly kind: 'threw' }>) => Result,
): Result | MeasurementResult {
  const report = measured.reports[index];
  if (report === undefined && measured.kind === 'stopped') return { kind: 'stopped', reason: measured.reason };
  if (report === undefined || (report.kind !== plan.job.kind && report.kind !== 'threw')) {
    throw new TypeError(`a process gave no report of kind ${plan.job.kind}`);
  }
  return answersAgree(report, plan) ? read(report) : { kind: 'wrongAnswer' };
}

function endsMeasuring({ result }: Measurement): boolean {
  return result.kind !== 'figure' && !(result.kind === 'ratio' && result.verdict !== 'beyond');
}

function isCounted(check: PerformanceCheck): check is CountedCheck {
  return check.kind === 'counted';
}

function isRatio(check: PerformanceCheck): check is RatioCheck {
  return check.kind !== 'counted';
}
