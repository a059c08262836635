import { Malformed } from '../malformed.ts';
import { type GcStep, parseStep } from './step.ts';

/** What a step did: its result (null: none), the exception, the events in order. */
export interface GcOutcome {
  readonly result: unknown;
  readonly error: { readonly type: string; readonly message: string } | null;
  readonly log: readonly string[];
}

export interface RecordedGcStep {
  readonly step: GcStep;
  readonly expect: GcOutcome;
}

/** One scenario, to be replayed in a fresh heap. */
export interface GcScenario {
  readonly name: string;
  /** What it shows, a sentence; empty if the recording does not say. */
  readonly rule: string;
  /** Where it stands in the file, 1-based. */
  readonly line: number;
  readonly steps: readonly RecordedGcStep[];
}

/** A recording in the format `gc/1`: scenarios that CPython ran, with what each step did. */
export interface GcRecording {
  /** The version of CPython that was recorded. */
  readonly python: string;
  readonly scenarios: readonly GcScenario[];
}

/** Reads a recording. Source: golden data of the collector, its FORMAT. @throws {Malformed} */
export function parseGcRecording(text: string): GcRecording {
  const recording = record(parseJson(text), 1, 'the recording');
  if (recording['format'] !== 'gc/1') {
    throw new Malformed(1, `expected the format gc/1, found ${String(recording['format'])}`);
  }
  const scenarios = recording['scenarios'];
  if (!Array.isArray(scenarios)) throw new Malformed(1, 'scenarios is not a list');
  if (scenarios.length === 0) throw new Malformed(1, 'there is no scenario');
  const lines = new NameLines(text);
  return {
    python: String(recording['python']),
    scenarios: scenarios.map((scenario: unknown, index) => parseScenario(scenario, index, lines)),
  };
}

function parseScenario(value: unknown, index: number, lines: NameLines): GcScenario {
  const scenario = record(value, lines.current, `scenario ${index + 1}`);
  const name = scenario['name'];
  if (typeof name !== 'string') throw new Malformed(lines.current, `scenario ${index + 1} has no name`);
  const line = lines.find(name);
  const { rule = '', steps } = scenario;
  if (!Array.isArray(steps)) throw new Malformed(line, `${name}: steps is not a list`);
  const seen = new Set<string>();
  return {
    name,
    rule: typeof rule === 'string' ? rule : '',
    line,
    steps: steps.map((step: unknown, at) => parseRecorded(step, line, `${name}, step ${at + 1}`, seen)),
  };
}

function parseRecorded(value: unknown, line: number, where: string, seen: Set<string>): RecordedGcStep {
  const step = parseStep(value, line, where);
  if (step.op === 'new') {
    if (seen.has(step.id)) throw new Malformed(line, `${where}: ${step.id} is the label of another object`);
    seen.add(step.id);
  }
  const { expect = {} } = value as { readonly expect?: unknown };
  const { result = null, error = null, log = [], ...surplus } = record(expect, line, `${where}, expect`);
  const unknown = Object.keys(surplus)[0];
  if (unknown !== undefined) throw new Malformed(line, `${where}, expect: no part ${unknown}`);
  if (error !== null) {
    const { type, message } = record(error, line, `${where}, error`);
    if (typeof type !== 'string' || typeof message !== 'string') {
      throw new Malformed(line, `${where}, error: type and message are not texts`);
    }
  }
  if (!Array.isArray(log) || log.some((event) => typeof event !== 'string')) {
    throw new Malformed(line, `${where}: log is not a list of texts`);
  }
  return { step, expect: { result, error: error as GcOutcome['error'], log: log as readonly string[] } };
}

function record(value: unknown, line: number, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(line, `${what} is not an object`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Malformed(brokenLine(text), `not JSON: ${reason}`);
  }
}

/** A scenario stands on a line of its own: the first that is no JSON by itself. 1 if the mistake is elsewhere. */
function brokenLine(text: string): number {
  const broken = text.split('\n').findIndex((line) => {
    if (!line.startsWith('{"name"')) return false;
    try {
      JSON.parse(line.replace(/(?:,|\]\})?\s*$/, ''));
      return false;
    } catch {
      return true;
    }
  });
  return broken === -1 ? 1 : broken + 1;
}

/** Finds the lines of scenarios by their names, in the order of the file. */
class NameLines {
  readonly #text: string;
  #from = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of the scenario that was found last. */
  get current(): number {
    return this.#line;
  }

  find(name: string): number {
    const quoted = JSON.stringify(name);
    for (let at = this.#text.indexOf('"name"', this.#from); at !== -1; at = this.#text.indexOf('"name"', at + 1)) {
      const value = this.#text.slice(at, at + quoted.length + 40);
      if (!/^"name"\s*:\s*/.test(value) || !value.replace(/^"name"\s*:\s*/, '').startsWith(quoted)) continue;
      this.#line += newlines(this.#text, this.#from, at);
      this.#from = at;
      break;
    }
    return this.#line;
  }
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
