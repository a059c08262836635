import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../exercises/kit/workload.ts';
import { measure, type Sides } from './measure.ts';
import type { MeasureJob } from './measure-job.ts';
import { prepareRun } from './measure-loop.ts';

/** A module whose work takes as much of the simulated time as its cost says. */
interface Worker {
  cost(size: number, call: number): number;
}

/** A clock that only work moves, and a log of who worked: what is measured here is exact. */
class World {
  time = 0;
  readonly log: string[] = [];

  sides(student: Worker, reference: Worker): Sides {
    const side = (name: string, module: Worker) => () => {
      this.log.push(`load ${name}`);
      return {
        prepare: (_name: string, size: number, calls: number) =>
          prepareRun(this.#workload(name), module, size, calls, () => this.time),
      };
    };
    return { student: side('S', student), reference: side('R', reference) };
  }

  #workload(name: string): Workload<Worker> {
    return {
      prepare: (module, size) => {
        let call = 0;
        return {
          operations: 10,
          work: () => {
            call += 1;
            this.time += module.cost(size, call);
            this.log.push(name);
            return call;
          },
          figures: () => ({ cost: module.cost(size, call) }),
        };
      },
    };
  }
}

const constant = (ns: number): Worker => ({ cost: () => ns });
const COUNTED: MeasureJob = { kind: 'counted', workload: 'churn', size: 100 };
const GROWTH: MeasureJob = {
  kind: 'growth',
  workload: 'churn',
  points: [
    { size: 1000, calls: 3 },
    { size: 2000, calls: 2 },
    { size: 4000, calls: 1 },
  ],
  warmUp: 4,
  rounds: 5,
  giveUpAt: 8,
  budgetNs: 1_000_000,
};
const TIMED: MeasureJob = {
  kind: 'timed',
  workload: 'churn',
  size: 1000,
  calls: 2,
  warmUp: 3,
  alone: 2,
  pairs: 4,
  budgetNs: 1_000_000,
  enough: 2,
};

describe('measure', () => {
  it('counts on two fresh preparations, one call each', () => {
    const world = new World();
    const report = measure(COUNTED, world.sides(constant(7), constant(1)));
    expect(report).toMatchObject({ kind: 'counted', figures: [{ cost: 7 }, { cost: 7 }] });
    expect(report).toMatchObject({ answers: [{ slices: 1 }, { slices: 1 }] });
    expect(world.log).toEqual(['load S', 'S', 'S']);
  });

  it('gives the cost per operation at each size', () => {
    const report = measure(GROWTH, new World().sides({ cost: (size) => size / 2 }, constant(1)));
    expect(report).toMatchObject({ kind: 'growth', costs: [50, 100, 200].map((cost) => Array(5).fill(cost)) });
    expect(report).toMatchObject({ answers: [{ slices: 9 }, { slices: 5 }, { slices: 5 }] });
  });

  it('leaves out the calls that warm up', () => {
    const slowAtFirst: Worker = { cost: (_size, call) => (call <= 4 * 3 ? 900 : 100) };
    const report = measure(
      { ...GROWTH, points: [{ size: 1000, calls: 3 }] },
      new World().sides(slowAtFirst, slowAtFirst),
    );
    expect(report).toMatchObject({ costs: [Array(5).fill(10)] });
  });

  it('does not try a larger size once the cost has grown out of hand', () => {
    const report = measure(GROWTH, new World().sides({ cost: (size) => (size > 1000 ? 90_000 : 100) }, constant(1)));
    expect(report).toMatchObject({ kind: 'growth', costs: [Array(5).fill(10), Array(5).fill(9000)] });
  });

  it('times the reference alone before the student’s code is loaded, then both in the order AB BA', () => {
    const world = new World();
    const report = measure({ ...TIMED, calls: 1 }, world.sides(constant(300), constant(100)));
    expect(world.log.join(' ')).toBe('load R R R R R R load S S S S S R R S S R R S');
    expect(report).toMatchObject({ kind: 'timed', alone: [100, 100], reference: [100, 100, 100, 100] });
    expect(report).toMatchObject({ student: [300, 300, 300, 300], answers: [{ slices: 7 }] });
  });

  it('gives the time of a whole slice', () => {
    const report = measure(TIMED, new World().sides(constant(300), constant(100)));
    expect(report).toMatchObject({ reference: Array(4).fill(200), student: Array(4).fill(600) });
  });

  it('counts work that is put off until its answer is read', () => {
    const world = new World();
    const puttingOff: Workload<Worker> = {
      prepare: () => {
        let reads = 0;
        const work = () => {
          const answer = [0];
          Object.defineProperty(answer, 0, {
            get: () => {
              reads += 1;
              world.time += 300;
              return 1;
            },
          });
          return answer;
        };
        return { operations: 1, work, figures: () => ({ reads }) };
      },
    };
    const side = () => ({
      prepare: (_name: string, size: number, calls: number) =>
        prepareRun(puttingOff, constant(0), size, calls, () => world.time),
    });
    expect(measure(COUNTED, { student: side, reference: side })).toMatchObject({
      figures: [{ reads: 1 }, { reads: 1 }],
    });
    expect(measure({ ...TIMED, calls: 1 }, { student: side, reference: side })).toMatchObject({
      student: Array(4).fill(300),
    });
  });

  it('stops early on a side that is very slow, with enough pairs to judge', () => {
    const report = measure({ ...TIMED, budgetNs: 100_000 }, new World().sides(constant(50_000), constant(1000)));
    expect(report).toMatchObject({ kind: 'timed', student: Array(2).fill(100_000), answers: [{ slices: 3 }] });
  });

  it('reports what the student’s code threw', () => {
    const broken: Worker = {
      cost: () => {
        throw new Error('out of pools');
      },
    };
    expect(measure(COUNTED, new World().sides(broken, constant(1)))).toEqual({
      kind: 'threw',
      what: 'Error: out of pools',
    });
  });

  it('ends the job where the student’s code replaced a built-in', () => {
    const { push } = Array.prototype;
    const meddling: Worker = {
      cost: () => {
        Array.prototype.push = function (...items) {
          return push.apply(this, items);
        };
        return 1;
      },
    };
    try {
      const report = measure(GROWTH, new World().sides(meddling, constant(1)));
      expect(report).toEqual({ kind: 'threw', what: 'BuiltInsChanged: a built-in was replaced' });
    } finally {
      Array.prototype.push = push;
    }
  });
});
