import type { Json } from '../../../exercises/kit/json.ts';
import type { Expected } from '../../../exercises/kit/scenario.ts';
import { RecordingError, readJson } from '../../conformance/object-model/recording.ts';

/** What CPython made of scenarios of `Field` and `Checked`. Made by `reference/conformance/record/checked.py`. */
export interface CheckedRecording {
  readonly format: 'checked/1';
  /** The version of CPython that was recorded. */
  readonly python: string;
  readonly scenarios: readonly {
    readonly id: string;
    /** In the language of `exercises/06-init-subclass/steps.ts`. */
    readonly steps: readonly Json[];
    readonly expect: readonly Expected[];
  }[];
}

/** What CPython's builtin constructors made of values, and how `repr` printed it. */
export interface ConversionsRecording {
  readonly format: 'conversions/1';
  readonly python: string;
  readonly conversions: readonly {
    readonly constructor: 'int' | 'str' | 'float' | 'bool' | 'list';
    /** Encoded as in `exercises/06-init-subclass/steps.ts`. */
    readonly value: Json;
    readonly expect: Expected;
    /** null after an error. */
    readonly repr: string | null;
  }[];
}

const FOLDER = new URL('../../conformance/recordings/checked/', import.meta.url);

/** `named`: the public scenarios. `random`: generated ones, thirty seeds. @throws {RecordingError} for another format. */
export function readCheckedRecording(which: 'named' | 'random'): CheckedRecording {
  return read<CheckedRecording>(`${which}-3.11.7.json.gz`, 'checked/1');
}

/** @throws {RecordingError} for another format. */
export function readConversionsRecording(): ConversionsRecording {
  return read<ConversionsRecording>('conversions-3.11.7.json.gz', 'conversions/1');
}

function read<Recording extends { readonly format: string }>(name: string, format: Recording['format']): Recording {
  const file = new URL(name, FOLDER);
  const recording = readJson(file) as Partial<Recording> | null;
  if (recording?.format !== format) throw new RecordingError(`${file}: expected the format ${format}`);
  return recording as Recording;
}
