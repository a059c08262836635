import { describe, expect, it } from 'vitest';
import { System } from '../../../exercises/kit/system.ts';
import { obmallocRecordings } from '../../conformance/obmalloc/recordings.ts';
import type { RecordingFile } from '../../conformance/result.ts';
import { Obmalloc, PROFILES } from '../obmalloc/index.ts';
import { readOps } from './read-ops.ts';
import { replay } from './replay.ts';
import { writeOps } from './write-ops.ts';

const RECORDINGS = obmallocRecordings('classic64-3.7.3');
const TRACES = RECORDINGS.filter(({ path }) => path.startsWith('traces/'));

/** The operations of a recording. Scenarios and storms carry them beside what was recorded. */
function operationsOf({ text, path, readSibling }: RecordingFile): string {
  if (path.startsWith('traces/')) return readSibling('ops') ?? '';
  const [body = ''] = text.split('% end');
  return body.replace(/^(% (obmalloc-oracle|profile|mode) |[?=] ).*$/gm, '').replace(/ => .*$/gm, '');
}

describe('a recording, read as a trace', () => {
  it.each(RECORDINGS.map((file) => [file.path, file] as const))('is replayed as CPython did it: %s', (path, file) => {
    const { trace, directives } = readOps(operationsOf(file), path);
    const system = new System(directives);
    const footprint = () => system.live * PROFILES.classic64.arenaSize;
    const { peakFootprint, liveAtEnd } = replay(trace, new Obmalloc(system), footprint);
    const [, peak, small, raw] = /^= counters .* peak=(\d+) .* small=(\d+) raw=(\d+)$/m.exec(file.text) ?? [];
    expect(peakFootprint).toBe(Number(peak) * PROFILES.classic64.arenaSize);
    expect(liveAtEnd.blocks).toBe(Number(small) + Number(raw));
  });
  it('is the same when it is written and read again', () => {
    for (const file of TRACES) {
      const { trace, directives } = readOps(file.readSibling('ops') ?? '', file.path);
      if (trace.kinds.length <= 1000)
        expect(readOps(writeOps(trace, directives), file.path)).toEqual({ trace, directives });
    }
  });
});
