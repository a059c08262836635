import type { Json } from '../../exercises/kit/json.ts';
import type { ErrorView, Observation, Place } from '../../exercises/kit/scenario.ts';
import { LINE } from '../sandbox/job.ts';
import { decode } from '../sandbox/wire.ts';

/** What one process said about the scenarios that it was given. */
export interface Heard {
  readonly load: { readonly kind: 'loaded' } | Refusal | { readonly kind: 'silent' };
  /** In the order in which they were started; the last one may be unfinished. */
  readonly attempts: readonly RawAttempt[];
}

export interface Refusal {
  readonly kind: 'refused';
  readonly message: string;
  readonly at: Place | null;
}

/** Lines of the steps of a scenario, as they came. */
export interface RawAttempt {
  readonly lines: readonly string[];
  /** By index of the step's line. */
  readonly places: ReadonlyMap<number, Place>;
  readonly ended: boolean;
}

/** Longest text that is taken over from a student's process into a message. */
const MAX_MESSAGE = 2_000;
/** As `observeThrown` has it. */
const MAX_CAUSES = 8;

/**
 * Sorts the lines of a run. They come from a process in which student code has run: what does not fit is left out,
 * and nothing is believed beyond what was asked for. Never throws.
 */
export function hear(lines: readonly string[]): Heard {
  let load: Heard['load'] = { kind: 'silent' };
  const attempts: { lines: string[]; places: Map<number, Place>; ended: boolean }[] = [];
  for (const line of lines) {
    const kind = line[0];
    const current = attempts.at(-1);
    if (load.kind === 'refused') break;
    if (load.kind === 'silent') {
      if (kind === LINE.loaded) load = { kind: 'loaded' };
      else if (kind === LINE.refused) load = refusalFrom(line.slice(1));
    } else if (kind === LINE.scenario) {
      attempts.push({ lines: [], places: new Map(), ended: false });
    } else if (current === undefined || current.ended) {
    } else if (kind === LINE.end) {
      current.ended = true;
    } else if (kind === LINE.place) {
      const place = placeFrom(line.slice(1));
      if (place !== null) current.places.set(current.lines.length - 1, place);
    } else {
      current.lines.push(line);
    }
  }
  return { load, attempts };
}

/** A step's line as an observation. What is none becomes a crash. Never throws. */
export function observationFrom(line: string, at: Place | undefined): Observation {
  const place = at === undefined ? {} : { at };
  try {
    const content = decode(line.slice(1));
    switch (line[0]) {
      case LINE.value:
        return { kind: 'value', value: content };
      case LINE.error:
        return { kind: 'error', error: errorFrom(content, 0), ...place };
      case LINE.todo:
        return { kind: 'todo', what: textFrom(content) };
      case LINE.crash:
        return { kind: 'crash', message: textFrom(content), ...place };
    }
  } catch {
    // Said below.
  }
  return { kind: 'crash', message: 'gave no readable answer', ...place };
}

function errorFrom(content: Json, depth: number): ErrorView {
  const { type, message, cause } = recordFrom(content);
  const view = { type: textFrom(type), message: textFrom(message) };
  return cause === undefined || depth === MAX_CAUSES ? view : { ...view, cause: errorFrom(cause, depth + 1) };
}

function refusalFrom(text: string): Refusal {
  try {
    const { message, at } = recordFrom(decode(text));
    const { line, column } = at === undefined ? {} : recordFrom(at);
    return { kind: 'refused', message: textFrom(message), at: placeFrom(`${line}:${column}`) };
  } catch {
    return { kind: 'refused', message: 'The file does not load.', at: null };
  }
}

function placeFrom(text: string): Place | null {
  const [, line, column] = /^([1-9]\d{0,6}):([1-9]\d{0,6})$/.exec(text) ?? [];
  return line === undefined || column === undefined ? null : { line: Number(line), column: Number(column) };
}

function recordFrom(content: Json): { readonly [key: string]: Json } {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new TypeError('no record');
  return content as { readonly [key: string]: Json };
}

function textFrom(content: Json | undefined): string {
  if (typeof content !== 'string') throw new TypeError('no text');
  return content.length > MAX_MESSAGE ? `${content.slice(0, MAX_MESSAGE)}…` : content;
}
