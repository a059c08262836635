import type { Exercise } from '../../../exercises/kit/exercise.ts';
import type { Clock } from './measure-clock.ts';
import { type MeteredRun, prepareRun } from './measure-loop.ts';

/** One side of a measurement: its own copy of the workloads, of the kit and of the measuring loop. */
export interface Side {
  /** Prepares a workload of the exercise on this side's module, with so many calls to a slice. */
  prepare(workload: string, size: number, calls: number): MeteredRun;
}

/** @throws {RangeError} from `prepare`, if the exercise has no workload of that name. */
export function openSide(exercise: Pick<Exercise, 'manifest' | 'workloads'>, module: unknown, now: Clock): Side {
  return {
    prepare(name, size, calls) {
      const workload = exercise.workloads[name];
      if (workload === undefined) throw new RangeError(`${exercise.manifest.id} has no workload ${name}`);
      return prepareRun(workload, module, size, calls, now);
    },
  };
}
