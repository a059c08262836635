import type { Json } from '../../exercises/kit/json.ts';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import type { MeasureJob } from './harness/measure-job.ts';

/**
 * What a sandboxed process is given on standard input: four lines. The nonce, a head (JSON), the student's code (a
 * JSON string), and the work: for `behaviour` a `ScenarioSteps[]`, for `measure` a `MeasureJob[]`, by `encode`.
 */
export interface JobHead {
  /** Id of the exercise. */
  readonly exercise: string;
  /** The student's file as stack traces name it, `mro.ts`. */
  readonly file: string;
  /** Modules of the kit that the file may import. */
  readonly kit: readonly string[];
  /** What the file must export. */
  readonly exports: readonly string[];
}

/** Of an exercise's manifest. */
export function jobHead({ id, file, kit, exports }: Pick<Manifest, 'id' | 'file' | 'kit' | 'exports'>): JobHead {
  return { exercise: id, file, kit, exports };
}

export type ScenarioSteps = readonly Json[];

/** The last three lines. Expectations are no part of it. */
export function jobInput(head: JobHead, code: string, work: string): string {
  return `${JSON.stringify(head)}\n${JSON.stringify(code)}\n${work}\n`;
}

export type Work = readonly ScenarioSteps[] | readonly MeasureJob[];

/**
 * The first character of each line that comes back, behind the nonce.
 *
 * - `hello`: the job was read; no student code has run yet.
 * - `loaded`, or `refused` with `{ message, at? }` (JSON): the module was evaluated, or why not.
 * - `scenario`: the next scenario starts. Then a line per step, and `end`.
 * - `value`, `error`, `todo`, `crash`: what a step did, by `encode`. `place`: the place of the line before, `12:5`.
 * - `report`: what was measured, by `encode`.
 * - `done`: all work is done.
 */
export const LINE = {
  hello: 'H',
  loaded: 'L',
  refused: 'X',
  scenario: 'S',
  value: 'V',
  error: 'R',
  todo: 'T',
  crash: 'C',
  place: 'P',
  end: 'E',
  report: 'M',
  done: 'D',
} as const;
