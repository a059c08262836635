import type { Exercise } from '../../../exercises/kit/exercise.ts';
import type { JobHead } from '../job.ts';
import { LINE } from '../job.ts';
import { encode } from '../wire.ts';
import { lockClasses } from './globals.ts';
import type { Task } from './harness.ts';
import type { Host } from './host.ts';
import { measure } from './measure.ts';
import { type Clock, captureClock } from './measure-clock.ts';
import type { MeasureJob } from './measure-job.ts';
import { openSide, type Side } from './measure-side.ts';
import { type KitModules, loadStudent } from './student-module.ts';

/** An exercise and the reference that its students are timed against. */
export interface Measured extends Pick<Exercise, 'manifest' | 'workloads'> {
  /** Only where work is timed against it. */
  readonly oracle: unknown;
}

/** What a copy of the script offers: each side of a measurement has one to itself. */
export interface MeasureParts {
  referenceSide(exercise: string, now: Clock): Side;
  studentSide(host: Host, head: JobHead, code: string, now: Clock): Side;
}

export function measureParts(table: Readonly<Record<string, Measured>>, kit: KitModules): MeasureParts {
  const find = (id: string): Measured => {
    const found = table[id];
    if (found === undefined) throw new RangeError(`no workloads of ${id} in the harness`);
    return found;
  };
  return {
    referenceSide(id, now) {
      const measured = find(id);
      return openSide(measured, measured.oracle, now);
    },
    studentSide(host, head, code, now) {
      lockClasses(kit);
      const loaded = loadStudent(host, head, code, kit);
      if (loaded.kind === 'refused') throw new TypeError(loaded.message);
      return openSide(find(head.exercise), loaded.module, now);
    },
  };
}

/** Measures; every side is opened once in a process. */
export function measureTask(kit: KitModules): Task {
  let now: Clock = () => 0;
  return {
    lock: 'cheap',
    kit,
    prepare() {
      now = captureClock();
    },
    run(host, { head, code, work }, channel) {
      const copy = () => host.evaluate().parts as MeasureParts;
      let student: Side | undefined;
      let reference: Side | undefined;
      const sides = {
        student: () => {
          student ??= copy().studentSide(host, head, code, now);
          return student;
        },
        reference: () => {
          reference ??= copy().referenceSide(head.exercise, now);
          return reference;
        },
      };
      for (const job of work as readonly MeasureJob[]) {
        channel.put(LINE.report, encode(measure(job, sides)));
        channel.flush();
      }
    },
  };
}
