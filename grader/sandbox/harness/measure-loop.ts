import type { Json } from '../../../exercises/kit/json.ts';
import type { Workload } from '../../../exercises/kit/workload.ts';
import type { Clock } from './measure-clock.ts';
import { AnswerDigest } from './measure-digest.ts';
import type { Answers, Figures } from './measure-job.ts';

/** A prepared piece of work, done in slices. */
export interface MeteredRun {
  /** Units of work in one slice. */
  readonly operations: number;
  /** @returns CPU nanoseconds of the slice's calls alone. */
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
  const given: Json[] = [];
  let slices = 0;
  // Never right after student code has run: whoever measures looks first whether it left the language as it was.
  const fold = () => {
    for (const answer of given) digest.add(answer);
    given.length = 0;
  };
  return {
    operations: calls * run.operations,
    slice() {
      fold();
      const start = now();
      for (let call = 0; call < calls; call += 1) given.push(run.work());
      const taken = now() - start;
      slices += 1;
      return taken;
    },
    figures: () => run.figures?.() ?? {},
    answers() {
      fold();
      return { slices, digest: digest.digest() };
    },
  };
}
