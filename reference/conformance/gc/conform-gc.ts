import { isDeepStrictEqual } from 'node:util';
import { System } from '../../../exercises/kit/system.ts';
import { checkObjects } from '../../memory/gc/index.ts';
import type { GcState } from '../../memory/objects/index.ts';
import { checkHeap, HeapCorrupted, PROFILES } from '../../memory/obmalloc/index.ts';
import { Malformed } from '../malformed.ts';
import type { ConformResult, RecordingFile } from '../result.ts';
import { ImpossibleStep } from './place.ts';
import { type GcOutcome, type GcScenario, parseGcRecording, type RecordedGcStep } from './recording.ts';
import { GcReplayer } from './replayer.ts';

export interface GcConformOptions {
  /** Check every invariant of the objects and of the allocator's heap after every step. */
  readonly check?: boolean;
  /** How the collector walks over the graph; see `GcState`. */
  readonly walk?: GcState['walk'];
}

/**
 * Holds a recording against the reference: of every step of every scenario the result, the exception and the events in
 * order. One result for the file if it conforms, else one for each scenario that differs. Whatever is in the file comes
 * out as a value.
 */
export function conformGc(
  { path, text }: Pick<RecordingFile, 'path' | 'text'>,
  options: GcConformOptions = {},
): readonly ConformResult[] {
  try {
    const { python, scenarios } = parseGcRecording(text);
    const results = scenarios.map((scenario) => conformScenario(scenario, path, options));
    const differing = results.filter((result) => result !== null);
    if (differing.length > 0) return differing;
    const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
    const what = [`CPython ${python}`, counted(scenarios.length, 'scenario'), counted(steps, 'step')].join(', ');
    return [{ kind: 'conforms', path, what }];
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return [{ kind: 'malformed', path, line: error.line, reason: error.message }];
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The first step that differs; null if none does. */
function conformScenario(
  scenario: GcScenario,
  path: string,
  { check = false, walk = 'auto' }: GcConformOptions,
): ConformResult | null {
  const replayer = new GcReplayer({ system: freshSystem() });
  replayer.heap.gc.walk = walk;
  for (const [index, { step, expect }] of scenario.steps.entries()) {
    const where = `scenario ${scenario.name}, step ${index + 1}`;
    const actual = perform(replayer, step, where, scenario.line);
    if (!isDeepStrictEqual(actual, expect)) {
      const named = `${where}, \`${wordStep(step)}\``;
      return { kind: 'differs', path, line: scenario.line, step: named, ...wordDifference(expect, actual) };
    }
    if (check) checkAll(replayer, where);
  }
  return null;
}

function perform(replayer: GcReplayer, step: RecordedGcStep['step'], where: string, line: number): GcOutcome {
  try {
    return replayer.perform(step);
  } catch (error) {
    throw error instanceof ImpossibleStep ? new Malformed(line, `${where}: ${error.message}`) : error;
  }
}

/** @throws {HeapCorrupted} */
function checkAll(replayer: GcReplayer, where: string): void {
  const violations = [...checkObjects(replayer.heap, replayer.roots()), ...checkHeap(replayer.heap.allocator.heap)];
  if (violations.length > 0) throw new HeapCorrupted(where, violations);
}

let used: System | undefined;

/** A new system in the memory of the last one, which no scenario needs any more. */
function freshSystem(): System {
  used = new System({ arenaSize: PROFILES['amd64-3.11'].arenaSize, replaces: used });
  return used;
}

function wordStep({ op, ...others }: RecordedGcStep['step']): string {
  const { expect: _, ...rest } = others as Readonly<Record<string, unknown>>;
  return [op, ...Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(' ');
}

/** Of expectation and outcome, the part in which they differ; of the events, the first that does. */
function wordDifference(
  expected: GcOutcome,
  actual: GcOutcome,
): { readonly expected: string; readonly actual: string } {
  const part = (['error', 'result', 'log'] as const).find((key) => !isDeepStrictEqual(expected[key], actual[key]));
  if (part === undefined) return { expected: '', actual: '' };
  if (part !== 'log') return { expected: wordPart(part, expected[part]), actual: wordPart(part, actual[part]) };
  const longer = Math.max(expected.log.length, actual.log.length);
  const event = Array.from({ length: longer }, (_, at) => at).find((at) => expected.log[at] !== actual.log[at]) ?? 0;
  const word = ({ log }: GcOutcome) =>
    event < log.length ? `event ${event + 1} "${log[event]}"` : counted(log.length, 'event');
  return { expected: word(expected), actual: word(actual) };
}

function wordPart(part: string, value: unknown): string {
  return value === null ? `no ${part}` : `${part} ${JSON.stringify(value)}`;
}
