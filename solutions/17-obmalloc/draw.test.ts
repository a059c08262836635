import { describe, expect, it } from 'vitest';
import type { Contract } from '../../exercises/17-obmalloc/contract.ts';
import { draw } from '../../exercises/17-obmalloc/draw.ts';
import { driver } from '../../exercises/17-obmalloc/driver.ts';
import { scenarios } from '../../exercises/17-obmalloc/scenarios.ts';
import { malloc, mallocRun } from '../../exercises/17-obmalloc/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import { firstDifference } from '../../exercises/kit/scenario.ts';
import * as neverUnmapped from './wrong/arena-never-unmapped.ts';
import * as arenasUnsorted from './wrong/arenas-unsorted.ts';
import * as carveAll from './wrong/carve-all-at-once.ts';
import * as fifo from './wrong/fifo-free-list.ts';

/** The picture for the first public scenario of a concept that a module fails. */
function drawn(module: Contract, concept: string): readonly string[] {
  for (const { steps, expect: expected } of scenarios.filter((candidate) => candidate.concept === concept)) {
    const actual = replay(driver, module, { id: '', concept, title: '', steps });
    const step = firstDifference(expected, actual);
    if (step !== -1) return draw(steps.slice(0, step + 1), expected, actual).split('\n');
  }
  return [];
}

describe('draw', () => {
  it('shows where a block was expected and where it is', () => {
    expect(drawn(fifo, 'free-list')).toEqual([
      `  arena 0, pools              X${'.'.repeat(63)}`,
      `  pool 0:0, blocks of 48      E.#.##A${'.'.repeat(57)}…`,
      '  # live   . not live   E expected here   A actual here   X expected and actual here',
    ]);
  });

  it('shows the arenas when the pools are of different ones', () => {
    expect(drawn(arenasUnsorted, 'usable-arenas').slice(0, 2)).toEqual([
      `  arena 1, pools              E${'#'.repeat(63)}`,
      `  arena 2, pools              ..A${'#'.repeat(61)}`,
    ]);
  });

  it('shows the freed block when only the events differ', () => {
    expect(drawn(neverUnmapped, 'arenas')).toEqual([
      `  arena 0, pools              ${'.'.repeat(63)}F`,
      '  pool 0:63, blocks of 512    ......F',
      '  . not live   F freed here',
    ]);
  });

  it('shows which blocks are on which free list', () => {
    expect(drawn(carveAll, 'pool-header')).toEqual([
      `  pool 0:0, blocks of 64      .b${'a'.repeat(61)}`,
      '  . on neither free list   a on the actual list only   b on both',
    ]);
  });

  it('says that a block that was handed out is live', () => {
    const picture = draw(
      [malloc(1, 48), malloc(2, 48)],
      [
        { kind: 'value', value: '0:48 +A0' },
        { kind: 'value', value: '0:96' },
      ],
      [
        { kind: 'value', value: '0:48 +A0' },
        { kind: 'value', value: '0:48' },
      ],
    );
    expect(picture).toContain('The block at 0:48 is live: p1.');
  });

  it.each([null, 17, '0:99999999', '1e9:-1', ['pool'], { first: 1 }, ' first=x:y last='])(
    'takes %j for an answer',
    (value) => {
      const steps = [malloc(1, 48), mallocRun(2, 100, 8)];
      const expected = ['0:48 +A0', 'n=100 first=0:4144 last=0:4936 fnv=0'].map((text) => ({
        kind: 'value' as const,
        value: text,
      }));
      const lines = draw(steps, expected, [
        expected[0] ?? { kind: 'value', value: '' },
        { kind: 'value', value },
      ]).split('\n');
      expect(lines.length).toBeLessThanOrEqual(12);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    },
  );

  it('stays within 12 lines of 100 columns for every wrong answer', () => {
    for (const module of [fifo, arenasUnsorted, neverUnmapped, carveAll]) {
      for (const concept of new Set(scenarios.map((scenario) => scenario.concept))) {
        const lines = drawn(module, concept);
        expect(lines.length).toBeLessThanOrEqual(12);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
      }
    }
  });
});
