import type { Driver } from '../../../exercises/kit/driver.ts';
import { LINE, type ScenarioSteps } from '../job.ts';
import { encode } from '../wire.ts';
import { openProgress, type Progress } from './channel.ts';
import type { Task } from './harness.ts';
import { runScenarios } from './run-scenarios.ts';
import { type KitModules, loadStudent } from './student-module.ts';

/** By id of the exercise. */
export type Drivers = Readonly<Record<string, Driver<unknown>>>;

/** Loads the student's file and replays scenarios on it. */
export function behaviourTask(drivers: Drivers, kit: KitModules): Task {
  let progress: Progress;
  return {
    lock: 'all',
    kit,
    prepare(host) {
      progress = openProgress(host);
    },
    run(host, { head, code, work }, channel) {
      progress.tell(0, 0);
      const loaded = loadStudent(host, head, code, kit);
      if (loaded.kind === 'refused') {
        const { message, at } = loaded;
        channel.put(LINE.refused, encode(at === undefined ? { message } : { message, at: { ...at } }));
        return;
      }
      channel.put(LINE.loaded);
      channel.flush();
      const scenarios = work as readonly ScenarioSteps[];
      if (scenarios.length === 0) return;
      const driver = drivers[head.exercise];
      if (driver === undefined) throw new RangeError(`no driver of ${head.exercise} in the harness`);
      runScenarios(driver, loaded.module, scenarios, head.file, channel, progress);
    },
  };
}
