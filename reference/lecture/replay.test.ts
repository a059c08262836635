import { describe, expect, it } from 'vitest';
import { type CellOutcome, readNotebook } from './notebook.ts';
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

describe('replayLecture, beside a recording that says otherwise', () => {
  const cause = { type: 'ValueError', message: "invalid literal for int() with base 10: 'texts'" };
  it.each<[cell: number, otherwise: Partial<CellOutcome>]>([
    [5, { stdout: "<class 'type'>\n" }],
    [3, { result: "[<class '__main__.B'>]" }],
    [3, { result: null }],
    [24, { error: { type: 'TypeError', message: '' } }],
    [23, { error: null }],
    [23, { error: { type: 'TypeError', message: "'text' is not compatible with age:int", cause } }],
    [73, { stdout: '' }],
  ])('cell %i does not agree with %j', (number, otherwise) => {
    const upTo = notebook.cells.filter(({ cell }) => cell <= number);
    const cells = upTo.map((cell) => (cell.cell === number ? { ...cell, ...otherwise } : cell));
    const disagreeing = replayLecture({ ...notebook, cells }).filter(({ agrees }) => !agrees);
    expect(disagreeing.map(({ recorded }) => recorded.cell)).toEqual([number]);
  });
});

describe('replayProbe', () => {
  const probes = readProbes();

  it.each(probes.filter(({ name }) => !(name in LEFT_OUT)))(
    '$name, after cell $afterCell: as CPython answers',
    (probe) => {
      expect(replayProbe(notebook, probe)).toEqual({ recorded: probe, replayed: probe.outcome, agrees: true });
    },
  );

  it('does not agree with a recording that says otherwise', () => {
    const [probe] = probes;
    if (probe === undefined) throw new RangeError('no probe');
    const otherwise = { ...probe, outcome: { ...probe.outcome, result: '()' } };
    expect(replayProbe(notebook, otherwise)).toMatchObject({ agrees: false });
  });

  it('leaves out what cannot be had, and nothing else', () => {
    expect(Object.keys({ ...PROBES, ...LEFT_OUT }).sort()).toEqual(probes.map(({ name }) => name).sort());
    const leftOut = probes.filter(({ name }) => name in LEFT_OUT);
    expect(leftOut.map((probe) => replayProbe(notebook, probe))).toEqual(Object.keys(LEFT_OUT).map(() => null));
  });
});
