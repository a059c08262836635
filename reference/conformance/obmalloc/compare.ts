import { describeViolation, HeapCorrupted, takeCensus, type Violation } from '../../memory/obmalloc/index.ts';
import { Malformed } from '../malformed.ts';
import { RunningHash } from '../running-hash.ts';
import { answerLines, censusLines, type PoolDetail } from './census-text.ts';
import type { PlacedOperation } from './operation.ts';
import type { Line, MergedStep, Recording } from './recording.ts';
import { ImpossibleOperation, type Outcome, type Replayer } from './replayer.ts';

/** The first thing in which recording and reference differ. `line` is the recording's. */
export interface Difference {
  readonly line: number;
  readonly step: string;
  readonly expected: string;
  readonly actual: string;
}

/** In stress mode: an operation left the heap with invariants that do not hold. */
export class CorruptedByStep extends Error {
  override readonly name = 'CorruptedByStep';
  readonly difference: Difference;
  constructor(line: number, step: string, cause: HeapCorrupted) {
    super(cause.message, { cause });
    const [first] = cause.violations as readonly [Violation, ...Violation[]];
    const actual = `after ${cause.call}: ${describeViolation(first)}`;
    this.difference = { line, step, expected: first.sentence, actual };
  }
}

/** What stands for a line that is not there. */
const NOTHING = '(nothing)';
/** Operations between two checkpoints of a recording in mode sum. */
const CHECKPOINT = 1000;

/** A merged file: every step has its outcome or answer beside it. @throws {Malformed} */
export function compareSteps(steps: readonly MergedStep[], replayer: Replayer): Difference | null {
  for (const step of steps) {
    const difference = step.kind === 'query' ? compareAnswer(step, replayer) : compareOperation(step, replayer);
    if (difference !== null) return difference;
  }
  return null;
}

function compareOperation(merged: MergedStep & { kind: 'operation' }, replayer: Replayer): Difference | null {
  const { at, operation, outcome } = merged;
  const { line } = at;
  const step = `operation ${replayer.operations + 1}, \`${at.text.split(' => ')[0]}\``;
  const actual = withLine({ line, step }, { line, part: '' }, () =>
    operation.kind === 'macro' ? replayer.performMacro(operation.operations) : worded(replayer.perform(operation)),
  );
  return actual === outcome ? null : { line, step, expected: outcome, actual };
}

function compareAnswer({ at, query, answer }: MergedStep & { kind: 'query' }, replayer: Replayer): Difference | null {
  const step = `query \`${at.text}\` after operation ${replayer.operations}`;
  return compareLines(answer, answerLines(takeCensus(replayer.allocator.heap), query), step, at.line);
}

/** Mode full: one outcome for each operation. @throws {Malformed} */
export function compareOutcomes(
  outcomes: readonly Line[],
  operations: readonly PlacedOperation[],
  replayer: Replayer,
): Difference | null {
  if (outcomes.length !== operations.length) {
    const line = (outcomes.at(-1)?.line ?? 3) + 1;
    throw new Malformed(line, `${outcomes.length} outcomes for ${operations.length} operations`);
  }
  for (const [index, placed] of operations.entries()) {
    const at = outcomes[index] as Line;
    const actual = worded(performPlaced(placed, index, at.line, replayer));
    if (actual !== at.text) return { line: at.line, step: stepOf(placed, index), expected: at.text, actual };
  }
  return null;
}

/** Mode sum: hashes over all outcomes, every 1000 operations. @throws {Malformed} */
export function compareCheckpoints(
  checkpoints: readonly Line[],
  operations: readonly PlacedOperation[],
  replayer: Replayer,
): Difference | null {
  const due = Math.floor(operations.length / CHECKPOINT);
  if (checkpoints.length !== due) {
    const line = (checkpoints.at(-1)?.line ?? 3) + 1;
    throw new Malformed(line, `${checkpoints.length} checkpoints for ${operations.length} operations`);
  }
  for (const [index, placed] of operations.entries()) {
    const at = checkpoints[Math.floor(index / CHECKPOINT)] ?? checkpoints.at(-1);
    performPlaced(placed, index, at?.line ?? 1, replayer);
    if (at === undefined || (index + 1) % CHECKPOINT !== 0) continue;
    const actual = `k ${replayer.hashLine()}`;
    if (actual !== at.text) {
      return { line: at.line, step: `operations ${index + 2 - CHECKPOINT} to ${index + 1}`, expected: at.text, actual };
    }
  }
  return null;
}

/** What follows `% end`: hash, counters, census. */
export function compareSummary({ mode, summary }: Recording, replayer: Replayer): Difference | null {
  const census = takeCensus(replayer.allocator.heap);
  const hash = new RunningHash();
  for (const line of censusLines(census, 'freeLists')) hash.update(`${line}\n`);
  const actual = [
    `= hash ${replayer.hashLine()}`,
    `= ${replayer.countersLine()}`,
    `= censushash ${hash.fnv} ${hash.crc}`,
    ...censusLines(census, printedDetail(mode, summary)),
  ];
  return compareLines(summary, actual, 'the summary', (summary.at(-1)?.line ?? 0) + 1);
}

/** Storms, merged files of many pools, leave the pool lines out: the census hash covers them. */
function printedDetail(mode: Recording['mode'], summary: readonly Line[]): PoolDetail {
  if (mode === 'merged' && !summary.some(({ text }) => text.startsWith('= pool '))) return 'arenas';
  return mode === 'sum' ? 'pools' : 'freeLists';
}

function compareLines(
  expected: readonly Line[],
  actual: readonly string[],
  step: string,
  lineAfter: number,
): Difference | null {
  for (let index = 0; index < Math.max(expected.length, actual.length); index += 1) {
    const wanted = expected[index];
    const seen = actual[index];
    if (wanted?.text === seen) continue;
    const difference = { step, expected: wanted?.text ?? NOTHING, actual: seen ?? NOTHING };
    return { line: wanted?.line ?? (expected.at(-1)?.line ?? lineAfter - 1) + 1, ...difference };
  }
  return null;
}

/** `line`: where the recording speaks of it. */
function performPlaced(placed: PlacedOperation, index: number, line: number, replayer: Replayer): Outcome {
  const at = { line, step: stepOf(placed, index) };
  return withLine(at, { line: placed.line, part: 'ops' }, () => replayer.perform(placed.operation));
}

function stepOf({ text }: PlacedOperation, index: number): string {
  return `operation ${index + 1}, \`${text}\``;
}

/** What a trace asks for and cannot be is a fault of its line; what breaks the heap, a fault of ours at its step. */
function withLine<T>(
  at: { readonly line: number; readonly step: string },
  source: { readonly line: number; readonly part: string },
  perform: () => T,
): T {
  try {
    return perform();
  } catch (error) {
    if (error instanceof HeapCorrupted) throw new CorruptedByStep(at.line, at.step, error);
    throw error instanceof ImpossibleOperation ? new Malformed(source.line, error.message, source.part) : error;
  }
}

function worded({ word, events }: Outcome): string {
  return word + events;
}
