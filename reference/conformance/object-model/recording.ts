import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ErrorView } from '../../../exercises/kit/scenario.ts';

/** A recording in the format `object-model/1`: scenarios that CPython ran, step by step, with what each step did. */
export interface ObjectModelRecording {
  readonly format: 'object-model/1';
  /** The version of CPython that was recorded. */
  readonly python: string;
  readonly scenarios: readonly RecordedScenario[];
}

export interface RecordedScenario {
  readonly name: string;
  /** What the scenario shows, one sentence; absent in random scenarios. */
  readonly rule?: string;
  readonly steps: readonly RecordedStep[];
}

/** One step: its operation, the operation's arguments beside it, and what CPython did. */
export interface RecordedStep {
  readonly op: string;
  readonly expect: RecordedOutcome;
  readonly [argument: string]: unknown;
}

/** Without an error the step gave `result`, `null` if absent. `log` holds the events that the step caused. */
export interface RecordedOutcome {
  readonly error?: ErrorView;
  readonly result?: unknown;
  readonly log?: readonly unknown[];
}

const FOLDER = new URL('../recordings/object-model/', import.meta.url);

/** The recordings that the project carries: scenarios written by hand, and random ones. */
export const OBJECT_MODEL_RECORDINGS = {
  named: new URL('named-3.11.7.json.gz', FOLDER),
  random: new URL('random-3.11.7.json.gz', FOLDER),
} as const;

/**
 * Scenarios that mix what those keep apart: enumerations, named tuples, builtin bases, metaclasses with every hook.
 * Made by `reference/conformance/record/object_model_varied.py`.
 */
export const VARIED_RECORDING = new URL('varied-3.11.7.json.gz', FOLDER);

/** The file is not what it should be. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

/**
 * Reads a recording, compressed with gzip or not.
 *
 * @throws {RecordingError} if the file is no JSON or not of the format `object-model/1`.
 */
export function readObjectModelRecording(file: URL | string): ObjectModelRecording {
  return checkFormat(readJson(file), String(file));
}

/** @throws {RecordingError} if the text is no JSON or not of the format `object-model/1`. */
export function parseObjectModelRecording(text: string): ObjectModelRecording {
  let recording: unknown;
  try {
    recording = JSON.parse(text);
  } catch (cause) {
    throw new RecordingError(`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  return checkFormat(recording, 'recording');
}

function checkFormat(read: unknown, what: string): ObjectModelRecording {
  const recording = read as Partial<ObjectModelRecording> | null;
  if (recording?.format !== 'object-model/1' || !Array.isArray(recording.scenarios)) {
    throw new RecordingError(`${what}: expected the format object-model/1, found ${String(recording?.format)}`);
  }
  if (recording.scenarios.length === 0) throw new RecordingError(`${what}: there is no scenario`);
  const broken = recording.scenarios.findIndex(
    (scenario) => typeof scenario?.name !== 'string' || !Array.isArray(scenario.steps),
  );
  if (broken >= 0) throw new RecordingError(`${what}: scenario ${broken} has no name or no steps`);
  return recording as ObjectModelRecording;
}

/** The JSON in a file, compressed with gzip or not. */
export function readJson(file: URL | string): unknown {
  const bytes = readFileSync(file);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    return JSON.parse((isGzip ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch (cause) {
    throw new RecordingError(`${file}: not JSON`, { cause });
  }
}
