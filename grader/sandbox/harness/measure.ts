import { watchBuiltIns } from './measure-guard.ts';
import type { MeasureJob, MeasureReport } from './measure-job.ts';
import type { MeteredRun } from './measure-loop.ts';
import type { Side } from './measure-side.ts';

/** The two sides of a measurement, made when they are first asked for. */
export interface Sides {
  /** Evaluates the student's file: until it is asked for, no student code has run in the process. */
  student(): Side;
  /** Asked for by `timed` alone. */
  reference(): Side;
}

/** Evaluated with this script, and so before any student code. To be called after all student code. */
const checkBuiltIns = watchBuiltIns();

type Job<Kind extends MeasureJob['kind']> = Extract<MeasureJob, { readonly kind: Kind }>;

/**
 * Performs one measurement. Returns raw samples and judges nothing: that is for the process in which no student code
 * has run. An exception of the student's code ends the job.
 */
export function measure(job: MeasureJob, sides: Sides): MeasureReport {
  try {
    checkBuiltIns();
    switch (job.kind) {
      case 'counted':
        return measureCounted(job, sides.student());
      case 'growth':
        return measureGrowth(job, sides.student());
      case 'timed':
        return measureTimed(job, sides);
      default:
        return job satisfies never;
    }
  } catch (thrown) {
    return { kind: 'threw', what: describe(thrown) };
  }
}

/** Twice, on fresh preparations: a figure that does not repeat is no figure. */
function measureCounted({ workload, size }: Job<'counted'>, student: Side): MeasureReport {
  const runs = [0, 1].map(() => {
    const run = prepare(student, workload, size, 1);
    slice(run);
    return { figures: run.figures(), answers: run.answers() };
  });
  return {
    kind: 'counted',
    figures: runs.map(({ figures }) => figures),
    answers: runs.map(({ answers }) => answers),
  };
}

/** From the smallest size upwards, so that a cost that grows is seen before it takes forever. */
function measureGrowth(job: Job<'growth'>, student: Side): MeasureReport {
  const costs: number[][] = [];
  const runs: MeteredRun[] = [];
  for (const { size, calls } of job.points) {
    const run = prepare(student, job.workload, size, calls);
    if (runs.length === 0) warmUp(run, job.warmUp, job.budgetNs);
    const samples: number[] = [];
    for (let round = 0; round < job.rounds; round += 1) samples.push(slice(run) / run.operations);
    costs.push(samples);
    runs.push(run);
    if (Math.min(...samples) > job.giveUpAt * Math.min(...(costs[0] ?? samples))) break;
  }
  return { kind: 'growth', costs, answers: runs.map((run) => run.answers()) };
}

/** The reference alone first; then both in turn, AB BA AB …, so that a drift of the machine's speed falls on both. */
function measureTimed(job: Job<'timed'>, sides: Sides): MeasureReport {
  const reference = prepare(sides.reference(), job.workload, job.size, job.calls);
  warmUp(reference, job.warmUp, Number.POSITIVE_INFINITY);
  const alone = Array.from({ length: job.alone }, () => slice(reference));
  const student = prepare(sides.student(), job.workload, job.size, job.calls);
  warmUp(student, job.warmUp, job.budgetNs);
  const samples: { readonly reference: number[]; readonly student: number[] } = { reference: [], student: [] };
  let spent = 0;
  for (let pair = 0; pair < job.pairs && (pair < job.enough || spent < job.budgetNs); pair += 1) {
    const order = pair % 2 === 0 ? (['student', 'reference'] as const) : (['reference', 'student'] as const);
    for (const side of order) samples[side].push(slice(side === 'student' ? student : reference));
    spent += samples.student[pair] ?? 0;
  }
  return { kind: 'timed', alone, ...samples, answers: [student.answers()] };
}

function prepare(side: Side, workload: string, size: number, calls: number): MeteredRun {
  const run = side.prepare(workload, size, calls);
  checkBuiltIns();
  return run;
}

function slice(run: MeteredRun): number {
  const taken = run.slice();
  checkBuiltIns();
  return taken;
}

function warmUp(run: MeteredRun, slices: number, budgetNs: number): void {
  let spent = 0;
  for (let done = 0; done < slices && spent < budgetNs; done += 1) spent += slice(run);
}

function describe(thrown: unknown): string {
  try {
    return String(thrown).slice(0, 500);
  } catch {
    return 'a value that cannot be shown';
  }
}
