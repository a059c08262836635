import { describe, expect, it } from 'vitest';
import { System } from '../../../exercises/kit/system.ts';
import { obmallocRecordings } from '../../conformance/obmalloc/recordings.ts';
import { Obmalloc, PROFILES } from '../obmalloc/index.ts';
import { readOps } from './read-ops.ts';
import { replay } from './replay.ts';
import { writeOps } from './write-ops.ts';

const TRACES = obmallocRecordings('classic64-3.7.3').filter(({ path }) => path.startsWith('traces/'));

describe('a trace that was recorded', () => {
  it.each(TRACES.map((file) => [file.path, file] as const))('is replayed as CPython did it: %s', (path, file) => {
    const { trace, directives } = readOps(file.readSibling('ops') ?? '', path);
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
