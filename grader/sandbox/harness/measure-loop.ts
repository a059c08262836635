import type { Workload } from '../../../exercises/kit/workload.ts';
import type { Clock } from './measure-clock.ts';
import { AnswerDigest } from './measure-digest.ts';
import type { Answers, Figures } from './measure-job.ts';

/** A prepared piece of work, done in slices. */
export interface MeteredRun {
  /** Units of work in one slice. */
  readonly operations: number;
  /** @returns CPU nanoseconds of the slice's calls and of reading their answers. */
  slice(): number;
  figures(): Figures;
  /** Of all slices so far. */
  answers(): Answers;
}

/**
 * Prepares one run of a workload, with `calls` calls of its work to a slice. The measuring loop lies in the same
 * script as the workload and the kit, and each side of a comparison evaluates that script anew: whatever the
 * optimiser learns of one side stays there.
 */
export function prepareRun<Module>(
  workload: Workload<Module>,
  module: Module,
  size: number,
  calls: number,
  now: Clock,
): MeteredRun {
  const run = workload.prepare(module, size);
  const digest = new AnswerDigest();
  let slices = 0;
  return {
    operations: calls * run.operations,
    slice() {
      const start = now();
      // Each answer is read to its end before the clock is: one that does its work when it is read saves nothing.
      for (let call = 0; call < calls; call += 1) digest.add(run.work());
      const taken = now() - start;
      slices += 1;
      return taken;
    },
    figures: () => run.figures?.() ?? {},
    answers: () => ({ slices, digest: digest.digest() }),
  };
}
