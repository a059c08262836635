import { type Driver, observe, type PlaceOf, performing } from '../../../exercises/kit/driver.ts';
import type { Json } from '../../../exercises/kit/json.ts';
import type { Observation } from '../../../exercises/kit/scenario.ts';
import { LINE, type ScenarioSteps } from '../job.ts';
import { encode, NotPlainData } from '../wire.ts';
import type { Channel, Progress } from './channel.ts';
import { placeIn } from './student-module.ts';

/** A longer observation is none: UTF-16 units of its text. */
const MAX_TEXT = 1 << 18;
/** Exceptions of Python's whose place is looked up, in one process: reading a stack costs more than most steps. */
const MAX_PLACES = 64;

/** In milliseconds. */
const { now } = Date;

/**
 * Replays scenarios in order. What a scenario did is sent before the next one starts, and within one every
 * millisecond: what was done counts, whatever becomes of the process. Never throws.
 */
export function runScenarios(
  driver: Driver<unknown>,
  module: unknown,
  scenarios: readonly ScenarioSteps[],
  file: string,
  channel: Channel,
  progress: Progress,
): void {
  let places = 0;
  const placeOf = (thrown: unknown) => (places++ < MAX_PLACES ? placeIn(file, thrown) : undefined);
  for (let scenario = 0; scenario < scenarios.length; scenario += 1) {
    const steps = scenarios[scenario] as ScenarioSteps;
    channel.put(LINE.scenario);
    channel.flush();
    let sent = now();
    const perform = performing(driver, module);
    for (let index = 0; index < steps.length; index += 1) {
      progress.tell(scenario, index);
      const ended = send(channel, observeSafely(perform, steps[index] as Json, placeOf));
      if (ended) break;
      const time = now();
      if (time !== sent) channel.flush();
      sent = time;
    }
    channel.put(LINE.end);
  }
}

function observeSafely(perform: (step: Json) => Json, step: Json, placeOf: PlaceOf): Observation {
  try {
    return observe(perform, step, placeOf);
  } catch {
    // A thrown value that defends itself against being looked at.
    return { kind: 'crash', message: 'threw a value that cannot be shown' };
  }
}

/** Whether the scenario ends with this observation. */
function send(channel: Channel, observation: Observation): boolean {
  const { kind } = observation;
  let text: string;
  try {
    text = encode(contentOf(observation), MAX_TEXT);
  } catch (thrown) {
    const what = thrown instanceof NotPlainData ? thrown.message : 'a value that cannot be read';
    channel.put(LINE.crash, encode(`gave ${what}`));
    return true;
  }
  channel.put(LINE[kind], text);
  if ((kind === 'error' || kind === 'crash') && observation.at !== undefined) {
    channel.put(LINE.place, `${observation.at.line}:${observation.at.column}`);
  }
  return kind === 'todo' || kind === 'crash';
}

function contentOf(observation: Observation): unknown {
  switch (observation.kind) {
    case 'value':
      return observation.value;
    case 'error':
      return observation.error;
    case 'todo':
      return textOf(observation.what);
    case 'crash':
      return textOf(observation.message);
    default:
      return observation satisfies never;
  }
}

/** A message is a string by its type alone: the student's object behind it may say otherwise. */
function textOf(message: unknown): string {
  return typeof message === 'string' ? message.slice(0, 2_000) : 'a message that is no text';
}
