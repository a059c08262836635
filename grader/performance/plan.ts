import type { PerformanceCheck } from '../../exercises/kit/manifest.ts';
import type { Solution } from '../../solutions/solution.ts';
import type { MeasureJob } from '../sandbox/harness/measure-job.ts';
import { type MeteredRun, prepareRun } from '../sandbox/harness/measure-loop.ts';

/** What a process is asked to measure for one check, and what right work answers there. */
export interface Plan {
  readonly job: MeasureJob;
  /** For each run of the job: the digest of the reference's answers after so many slices. */
  readonly expected: readonly ReadonlyMap<number, string>[];
  /** The reference's least time for an operation of the first run, in nanoseconds, in the trusted process. */
  readonly referenceNs: number;
}

const MILLISECOND = 1e6;
/** What a slice of the reference should take. */
const SLICE_NS = 0.5 * MILLISECOND;
/** What the reference's warming up should take: the optimiser is done by then. */
const WARM_UP_NS = 40 * MILLISECOND;
const GROWTH = { rounds: 5, budgetNs: 1000 * MILLISECOND } as const;
const TIMED = { alone: 9, pairs: 31, enough: 9, budgetNs: 300 * MILLISECOND } as const;
/** The fastest work is gathered into slices of at most so many calls. */
const MOST_CALLS = 1 << 14;
/** A cost so many times over the limit needs no larger size. */
const GIVE_UP_AT = 4;

const plans = new WeakMap<Solution, Map<string, Plan>>();

/**
 * The plan for a check of the manifest. It is made once for all submissions of a batch, by running the reference
 * here, in the trusted process: the number of calls depends on this machine's speed, so that a slice is neither too
 * short to be timed nor longer than need be.
 *
 * @throws {RangeError} if the exercise has no such workload.
 */
export function planFor(solution: Solution, check: PerformanceCheck): Plan {
  const made = plans.get(solution) ?? new Map<string, Plan>();
  plans.set(solution, made);
  const plan = made.get(check.id) ?? makePlan(solution, check);
  made.set(check.id, plan);
  return plan;
}

function makePlan({ exercise, oracle }: Solution, check: PerformanceCheck): Plan {
  const { workload: name } = check;
  const workload = exercise.workloads[name];
  if (workload === undefined) throw new RangeError(`${exercise.manifest.id} has no workload ${name}`);
  const prepare: Prepare = (size, calls) => prepareRun(workload, oracle, size, calls, wallClock);
  switch (check.kind) {
    case 'counted': {
      const answer = rehearse(prepare(check.size, 1), 1);
      return planOf({ kind: 'counted', workload: name, size: check.size }, [answer, answer]);
    }
    case 'growth': {
      const points = check.sizes.map((size) => ({ size, ...paceOf(prepare, size) }));
      const warmUp = points[0]?.warmUp ?? 0;
      return planOf(
        {
          kind: 'growth',
          workload: name,
          points: points.map(({ size, calls }) => ({ size, calls })),
          warmUp,
          giveUpAt: GIVE_UP_AT * check.maxRatio,
          ...GROWTH,
        },
        points.map(({ size, calls }, index) =>
          rehearse(prepare(size, calls), GROWTH.rounds + (index === 0 ? warmUp : 0)),
        ),
      );
    }
    case 'timed': {
      const { calls, warmUp } = paceOf(prepare, check.size);
      return planOf({ kind: 'timed', workload: name, size: check.size, calls, warmUp, ...TIMED }, [
        rehearse(prepare(check.size, calls), warmUp + TIMED.pairs),
      ]);
    }
    default:
      return check satisfies never;
  }
}

type Prepare = (size: number, calls: number) => MeteredRun;

/** Calls to a slice, and slices to warm up: from the fastest of the reference's slices, which load touches least. */
function paceOf(prepare: Prepare, size: number): { readonly calls: number; readonly warmUp: number } {
  let calls = 1;
  let fastest = 0;
  for (; calls < MOST_CALLS; calls *= 2) {
    fastest = fastestSlice(prepare(size, calls));
    if (fastest >= SLICE_NS / 2) break;
  }
  const warmUp = Math.ceil(WARM_UP_NS / Math.max(fastest, SLICE_NS / 2));
  return { calls, warmUp };
}

/** The first slices find the code cold. */
function fastestSlice(run: MeteredRun): number {
  return Math.min(...Array.from({ length: 8 }, () => run.slice()));
}

/** A run of the reference: its answers after each slice, and its least time for an operation. */
interface Rehearsal {
  readonly digests: ReadonlyMap<number, string>;
  readonly leastNs: number;
}

function rehearse(run: MeteredRun, slices: number): Rehearsal {
  const digests = new Map<number, string>();
  let leastNs = Number.POSITIVE_INFINITY;
  for (let slice = 0; slice < slices; slice += 1) {
    leastNs = Math.min(leastNs, run.slice() / run.operations);
    const answers = run.answers();
    digests.set(answers.slices, answers.digest);
  }
  return { digests, leastNs };
}

function planOf(job: MeasureJob, runs: readonly Rehearsal[]): Plan {
  return {
    job,
    expected: runs.map(({ digests }) => digests),
    referenceNs: runs[0]?.leastNs ?? Number.POSITIVE_INFINITY,
  };
}

/** Nanoseconds. A pace is taken from it, and a bound that may be too high: where others run, it counts their time. */
function wallClock(): number {
  return performance.now() * MILLISECOND;
}
