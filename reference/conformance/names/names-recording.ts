import { RecordingError, readJson } from '../object-model/recording.ts';

/** A recording in the format `names/1`, made by `reference/conformance/record/names.py`, which describes it. */
export interface NamesRecording {
  readonly format: 'names/1';
  /** The version of CPython that was recorded. */
  readonly python: string;
  readonly programs: readonly RecordedProgram[];
}

export interface RecordedProgram {
  readonly source: string;
  /** The constants of the program compiled as one unit, each once. */
  readonly constants: readonly RecordedConstant[];
  /** `repr(r)` after the program ran as one compilation unit. */
  readonly oneCompilation: string;
  /** The same, each statement compiled alone. */
  readonly statementByStatement: string;
}

/** Type and text; of a tuple, its items. */
export type RecordedConstant = readonly [type: string, value: string | readonly RecordedConstant[]];

const FILE = new URL('../recordings/names/names-3.11.7.json.gz', import.meta.url);

/** @throws {RecordingError} if the file is not of the format `names/1`. */
export function readNamesRecording(file: URL | string = FILE): NamesRecording {
  const recording = readJson(file) as Partial<NamesRecording> | null;
  if (recording?.format !== 'names/1') throw new RecordingError(`${file}: expected the format names/1`);
  return recording as NamesRecording;
}
