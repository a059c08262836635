import { describe, expect, it } from 'vitest';
import { defineExercise } from '../../exercises/kit/exercise.ts';
import type { PerformanceCheck } from '../../exercises/kit/manifest.ts';
import type { Workload } from '../../exercises/kit/workload.ts';
import { defineSolution } from '../../solutions/solution.ts';
import { measure } from '../sandbox/harness/measure.ts';
import type { MeasureJob } from '../sandbox/harness/measure-job.ts';
import { openSide } from '../sandbox/harness/measure-side.ts';
import { type Measurer, measureChecks } from './measure-checks.ts';

/** A module whose work takes as much simulated time as it says. */
interface Worker {
  answer(call: number): number;
  cost(size: number): number;
  reads: number;
  /** Takes real time too, long enough for the plan to see a slice in one call. */
  readonly spins?: boolean;
}

const READS: PerformanceCheck = {
  kind: 'counted',
  id: 'reads',
  title: 'reads little',
  points: 1,
  workload: 'churn',
  size: 10,
  figure: 'reads',
  band: { full: 5, none: 10 },
};
const PAGES: PerformanceCheck = { ...READS, id: 'pages', title: 'touches few pages', figure: 'pages' };
const GROWTH: PerformanceCheck = {
  kind: 'growth',
  id: 'growth',
  title: 'costs the same whatever lives',
  points: 1,
  workload: 'churn',
  sizes: [100, 200, 400],
  maxRatio: 1.8,
};
const TIMED: PerformanceCheck = {
  kind: 'timed',
  id: 'time',
  title: 'is fast',
  points: 1,
  workload: 'churn',
  size: 10,
  maxRatio: 2,
};
const right: Worker = { answer: (call) => call, cost: () => 100, reads: 4 };
const oracle: Worker = { ...right, spins: true };

/** Simulated time, so that these tests measure nothing: every ratio is exact. */
let time = 0;

const churn: Workload<Worker> = {
  prepare(module, size) {
    let call = 0;
    return {
      operations: 1,
      work() {
        call += 1;
        time += module.cost(size);
        const started = performance.now();
        while (module.spins && performance.now() < started + 0.3);
        return module.answer(call);
      },
      figures: () => ({ reads: module.reads, pages: 3 }),
    };
  },
};

function world(performance: readonly PerformanceCheck[], student: Worker) {
  const exercise = defineExercise<Worker, null>({
    manifest: {
      id: '99-churn',
      title: 'Churn',
      section: '',
      models: '',
      file: 'churn.ts',
      exports: [],
      minutes: 1,
      points: 0,
      kit: [],
      behaviour: [],
      structure: [],
      performance,
      limits: { cpuSeconds: 1, stepCpuMs: 200, wallMs: 1000, memoryMiB: 64 },
      hints: [],
    },
    driver: { start: () => () => null, describeStep: () => '', showValue: () => '' },
    scenarios: [],
    workloads: { churn },
  });
  const solution = defineSolution<Worker, null>({ exercise, oracle, generate: () => [] });
  const asked: MeasureJob[][] = [];
  const measurer: Measurer = async (jobs) => {
    asked.push([...jobs]);
    const now = () => time;
    const sides = {
      student: () => openSide(exercise, student, now),
      reference: () => openSide(exercise, right, now),
    };
    return { kind: 'measured', reports: jobs.map((job) => measure(job, sides)) };
  };
  return { solution, asked, measurer };
}

describe('measureChecks', () => {
  it('takes counted figures in one process, and one run for checks of the same work', async () => {
    const { solution, asked, measurer } = world([READS, PAGES], right);
    expect(await measureChecks(solution, measurer)).toEqual([
      { check: 'reads', result: { kind: 'figure', figure: 4 } },
      { check: 'pages', result: { kind: 'figure', figure: 3 } },
    ]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toHaveLength(1);
  });

  it('measures counted, growth and timed in this order, one process each where the answer is clear', async () => {
    const { solution, asked, measurer } = world([TIMED, GROWTH, READS], right);
    expect(await measureChecks(solution, measurer)).toEqual([
      { check: 'reads', result: { kind: 'figure', figure: 4 } },
      { check: 'growth', result: { kind: 'ratio', ratio: 1, low: 1, high: 1, verdict: 'within' } },
      { check: 'time', result: { kind: 'ratio', ratio: 1, low: 1, high: 1, verdict: 'within' } },
    ]);
    expect(asked.map((jobs) => jobs.map(({ kind }) => kind))).toEqual([['counted'], ['growth'], ['timed']]);
  });

  it('finds against a cost that grows only after three processes, and leaves out the time', async () => {
    const { solution, asked, measurer } = world([GROWTH, TIMED], { ...right, cost: (size) => size });
    expect(await measureChecks(solution, measurer)).toMatchObject([
      { check: 'growth', result: { kind: 'ratio', ratio: 4, verdict: 'beyond' } },
    ]);
    expect(asked).toHaveLength(3);
  });

  it('finds against a cost that is the same at every size and far beyond the reference’s', async () => {
    const { solution, measurer } = world([GROWTH], { ...right, cost: () => 1e12 });
    expect(await measureChecks(solution, measurer)).toMatchObject([{ check: 'growth', result: { verdict: 'beyond' } }]);
  });

  it('gives no verdict on a time that lies on the limit', async () => {
    const { solution, asked, measurer } = world([TIMED], { ...right, cost: () => 200 });
    expect(await measureChecks(solution, measurer)).toMatchObject([
      { check: 'time', result: { kind: 'ratio', verdict: 'inconclusive' } },
    ]);
    expect(asked.length).toBeLessThanOrEqual(9);
  });

  it('is not content with speed and a wrong answer', async () => {
    const { solution, measurer } = world([READS, GROWTH, TIMED], { ...right, answer: () => 1 });
    // The counted work is called once, and its first answer is right: the growth check finds out.
    expect(await measureChecks(solution, measurer)).toEqual([
      { check: 'reads', result: { kind: 'figure', figure: 4 } },
      { check: 'growth', result: { kind: 'wrongAnswer' } },
    ]);
  });

  it('takes an exception for a wrong answer', async () => {
    const broken: Worker = {
      ...right,
      answer: () => {
        throw new Error('no');
      },
    };
    const { solution, measurer } = world([READS, GROWTH], broken);
    expect(await measureChecks(solution, measurer)).toEqual([{ check: 'reads', result: { kind: 'wrongAnswer' } }]);
  });

  it('keeps what was counted before a process was stopped, and measures nothing more', async () => {
    const large: PerformanceCheck = { ...READS, id: 'large', size: 1000 };
    const { solution, asked, measurer } = world([READS, large, { ...READS, id: 'larger', size: 2000 }, GROWTH], right);
    const stopsAtLarge: Measurer = async (jobs) => {
      const { reports } = await measurer(jobs);
      return { kind: 'stopped', reason: 'time', reports: reports.slice(0, 1) };
    };
    expect(await measureChecks(solution, stopsAtLarge)).toEqual([
      { check: 'reads', result: { kind: 'figure', figure: 4 } },
      { check: 'large', result: { kind: 'stopped', reason: 'time' } },
    ]);
    expect(asked).toHaveLength(1);
  });

  it('blames the exercise for a figure that its workload does not count', async () => {
    const { solution, measurer } = world([{ ...READS, figure: 'swaps' }], right);
    await expect(measureChecks(solution, measurer)).rejects.toThrow('the workload counts no swaps');
  });
});
