import type { ErrorView } from '../../exercises/kit/scenario.ts';
import { RecordingError, readJson } from '../conformance/object-model/recording.ts';

/** What a cell printed, gave and raised. */
export interface CellOutcome {
  readonly stdout: string;
  /** `repr` of the last expression; null if there is none, or it is None. */
  readonly result: string | null;
  readonly error: ErrorView | null;
}

/** A cell of the lecture, and what CPython did with it; made by `reference/conformance/record/lecture.py`, which tells how. */
export interface RecordedCell extends CellOutcome {
  readonly cell: number;
  /** The heading that the cell is under, in Markdown. */
  readonly section: string;
  readonly source: string;
  /** Why CPython itself may answer otherwise; absent if it may not. */
  readonly variable?: string;
}

export interface Notebook {
  readonly format: 'lecture/1';
  /** The version of CPython that was recorded. */
  readonly python: string;
  readonly cells: readonly RecordedCell[];
}

/** Where the recording lies, from `reference/`. */
export const NOTEBOOK_PATH = 'conformance/recordings/lecture/notebook-3.11.7.json.gz';

const FILE = new URL(`../${NOTEBOOK_PATH}`, import.meta.url);

/** @throws {RecordingError} if the file is not of the format `lecture/1`. */
export function readNotebook(file: URL | string = FILE): Notebook {
  const notebook = readJson(file) as Partial<Notebook> | null;
  if (notebook?.format !== 'lecture/1') throw new RecordingError(`${file}: expected the format lecture/1`);
  return notebook as Notebook;
}

/** What a notebook would show: what was printed, the result, the error with its causes; a line each. */
export function outcomeText({ stdout, result, error }: CellOutcome): string {
  const causes: string[] = [];
  for (let at: ErrorView | null | undefined = error; at; at = at.cause) causes.push(`${at.type}: ${at.message}`);
  const raised = causes.length === 0 ? [] : [causes.join('\n  from ')];
  return [stdout.trimEnd(), ...(result === null ? [] : [result]), ...raised].filter((part) => part !== '').join('\n');
}

/** What no two runs have in common is written alike: addresses, ids and seconds. As the recorder writes it. */
export function steady(text: string): string {
  return text
    .replace(/0x[0-9a-f]+/g, '0xADDR')
    .replace(/instance \d+/g, 'instance ID')
    .replace(/\d+\.\d{3} seconds/g, 'SECS seconds');
}
