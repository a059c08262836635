import { RecordingError, readJson } from '../conformance/object-model/recording.ts';
import type { CellOutcome } from './notebook.ts';

/** A few lines tried after a cell of the lecture, and what CPython did with them. */
export interface RecordedProbe {
  readonly name: string;
  readonly afterCell: number;
  readonly source: string;
  readonly outcome: CellOutcome;
  /** The reason, one sentence. */
  readonly why: string;
}

/** Where the recording lies, from `reference/`. */
export const PROBES_PATH = 'conformance/recordings/lecture/probes-3.11.7.json.gz';

const FILE = new URL(`../${PROBES_PATH}`, import.meta.url);

/** @throws {RecordingError} if the file is not of the format `lecture-probes/1`. */
export function readProbes(file: URL | string = FILE): readonly RecordedProbe[] {
  const recording = readJson(file) as { readonly format?: string; readonly probes: readonly Written[] } | null;
  if (recording?.format !== 'lecture-probes/1')
    throw new RecordingError(`${file}: expected the format lecture-probes/1`);
  return recording.probes.map(({ name, after_cell: afterCell, source, why, stdout, result_repr: result, error }) => ({
    ...{ name, afterCell, source, why },
    outcome: { stdout, result, error },
  }));
}

interface Written extends Pick<RecordedProbe, 'name' | 'source' | 'why'>, Pick<CellOutcome, 'stdout' | 'error'> {
  readonly after_cell: number;
  readonly result_repr: string | null;
}
