import { describe, expect, it } from 'vitest';
import { mallocStats, PROFILES, renderMallocStats } from '../../memory/obmalloc/index.ts';
import { type BytesCase, obmallocBytes } from './bytes-recording.ts';
import { type Directives, parseOperation, readDirective } from './operation.ts';
import { Replayer } from './replayer.ts';

const CASES = obmallocBytes().map((recorded) => [recorded.name, recorded] as const);

/** The trace, run on the reference. */
function replayed({ ops }: BytesCase): Replayer {
  const directives: Directives = { misalign: 0, arenaCap: Number.POSITIVE_INFINITY };
  const operations = ops.flatMap((text, index) => {
    if (readDirective(text, index + 1, directives)) return [];
    const operation = parseOperation(text, index + 1, true);
    return operation.kind === 'macro' ? operation.operations : [operation];
  });
  const replayer = new Replayer(PROFILES['amd64-3.11'], directives);
  for (const operation of operations) replayer.perform(operation);
  return replayer;
}

describe.each(CASES)('a recorded CPython 3.11.7, %s', (_, recorded) => {
  it('has the same outcomes', () => {
    const [operations, fnv] = replayed(recorded).hashLine().split(' ');
    expect([Number(operations), fnv]).toEqual([recorded.operations, recorded.fnv]);
  });
  it('prints the same statistics', () => {
    expect(renderMallocStats(mallocStats(replayed(recorded).allocator.heap))).toBe(recorded.stats);
  });
});
