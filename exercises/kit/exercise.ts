import type { Driver } from './driver.ts';
import type { Json } from './json.ts';
import type { Manifest } from './manifest.ts';
import type { PublicScenario } from './scenario.ts';
import type { Workload } from './workload.ts';

/** What a student is given, in one value. Each `exercises/<id>/index.ts` exports one as `exercise`. */
export interface Exercise<Module = unknown, Step extends Json = Json> {
  readonly manifest: Manifest;
  readonly driver: Driver<Module, Step>;
  readonly scenarios: readonly PublicScenario<Step>[];
  /** By the name that the manifest's performance checks use. */
  readonly workloads: Readonly<Record<string, Workload<Module>>>;
}

/**
 * Forgets which module and steps an exercise is about, so that exercises fit in one table.
 * Sound because a tool only ever hands an exercise its own scenarios and a module under judgement.
 */
export function defineExercise<Module, Step extends Json>(exercise: Exercise<Module, Step>): Exercise {
  return exercise as unknown as Exercise;
}
