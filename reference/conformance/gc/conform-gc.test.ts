import { describe, expect, it } from 'vitest';
import { conformGc } from './conform-gc.ts';
import { GC_RECORDINGS, gcRecording } from './recordings.ts';

describe('conformGc', () => {
  it.each(GC_RECORDINGS)('reproduces every step of %s', (name) => {
    expect(conformGc(gcRecording(name))).toEqual([expect.objectContaining({ kind: 'conforms' })]);
  });

  it('carries 92 named scenarios and 960 random ones, 85591 steps in all', () => {
    const what = GC_RECORDINGS.flatMap((name) => conformGc(gcRecording(name))).map((result) =>
      result.kind === 'conforms' ? result.what : '',
    );
    expect(what).toEqual(['CPython 3.11.7, 92 scenarios, 1403 steps', 'CPython 3.11.7, 960 scenarios, 84188 steps']);
  });
});
