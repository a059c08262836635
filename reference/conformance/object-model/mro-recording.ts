import type { Expected } from '../../../exercises/kit/scenario.ts';
import { RecordingError, readJson } from './recording.ts';

/** A recording in the format `mro/1`, made by `reference/conformance/record/mro.py`, which describes it. */
export interface MroRecording {
  readonly format: 'mro/1';
  /** The version of CPython that was recorded. */
  readonly python: string;
  readonly scenarios: readonly MroScenario[];
}

export interface MroScenario {
  readonly id: string;
  readonly steps: readonly MroStep[];
  /** What CPython did at each step. A value is the list of the order's labels. */
  readonly expect: readonly Expected[];
}

/** A class statement, or the order of an earlier class read again. Bases and `of` are labels. */
export type MroStep =
  | { readonly op: 'class'; readonly name: string; readonly bases: readonly string[] }
  | { readonly op: 'mro'; readonly of: string };

const FILE = new URL('../recordings/mro/mro-3.11.7.json.gz', import.meta.url);

/** @throws {RecordingError} if the file is not of the format `mro/1`. */
export function readMroRecording(file: URL | string = FILE): MroRecording {
  const recording = readJson(file) as Partial<MroRecording> | null;
  if (recording?.format !== 'mro/1') throw new RecordingError(`${file}: expected the format mro/1`);
  return recording as MroRecording;
}
