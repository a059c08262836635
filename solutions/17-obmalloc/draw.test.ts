import { describe, expect, it } from 'vitest';
import type { Contract } from '../../exercises/17-obmalloc/contract.ts';
import { draw } from '../../exercises/17-obmalloc/draw.ts';
import { driver } from '../../exercises/17-obmalloc/driver.ts';
import { scenarios } from '../../exercises/17-obmalloc/scenarios.ts';
import {
  dump,
  fill,
  free,
  freeRun,
  malloc,
  mallocRun,
  misalign,
  pools,
  realloc,
} from '../../exercises/17-obmalloc/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import type { Json } from '../../exercises/kit/json.ts';
import { type Address, type Memory, NULL } from '../../exercises/kit/memory.ts';
import { type Expected, firstDifference } from '../../exercises/kit/scenario.ts';
import type { System } from '../../exercises/kit/system.ts';
import { Obmalloc } from './obmalloc.ts';
import * as neverUnmapped from './wrong/arena-never-unmapped.ts';
import * as arenasUnsorted from './wrong/arenas-unsorted.ts';
import * as carveAll from './wrong/carve-all-at-once.ts';
import * as fifo from './wrong/fifo-free-list.ts';
import * as leaks from './wrong/raw-block-leaks.ts';
import * as frees from './wrong/realloc-frees-first.ts';

/** The picture for the first public scenario of a concept that a module fails. */
function drawn(module: Contract, concept: string): readonly string[] {
  for (const { steps, expect: expected } of scenarios.filter((candidate) => candidate.concept === concept)) {
    const actual = replay(driver, module, { id: '', concept, title: '', steps });
    const step = firstDifference(expected, actual);
    if (step !== -1) return draw(steps.slice(0, step + 1), expected, actual).split('\n');
  }
  return [];
}

function value(json: Json): Expected & { readonly kind: 'value' } {
  return { kind: 'value', value: json };
}

class Uncleared extends Obmalloc {
  override calloc(count: number, size: number): Address {
    return this.malloc(count * size);
  }
}

class Uncopied extends Obmalloc {
  readonly #memory: Memory;
  constructor(system: System) {
    super(system);
    this.#memory = system.memory;
  }
  override realloc(address: Address, size: number): Address {
    const block = super.realloc(address, size);
    if (block !== address && block !== NULL) this.#memory.fill(block, size, 0);
    return block;
  }
}

describe('draw', () => {
  it('shows where a block was expected and where it is', () => {
    expect(drawn(fifo, 'free-list')).toEqual([
      `arena 0         X${'.'.repeat(63)}`,
      `pool 0:0 48B    E.#.##A${'.'.repeat(56)}…`,
      '# live   . not live   E expected here   A actual here   X both',
    ]);
  });

  it('shows the arenas when the pools are of different ones', () => {
    expect(drawn(arenasUnsorted, 'usable-arenas').slice(0, 2)).toEqual([
      `arena 1         E${'#'.repeat(63)}`,
      `arena 2         ..A${'#'.repeat(61)}`,
    ]);
  });

  it('shows the freed block when only the events differ', () => {
    expect(drawn(neverUnmapped, 'arenas')).toEqual([
      `arena 0         ${'.'.repeat(63)}F`,
      'pool 0:63 512B  ......F',
      '. not live   F freed here',
    ]);
  });

  it('shows which blocks are on which free list', () => {
    expect(drawn(carveAll, 'pool-header')).toEqual([
      `pool 0:0 64B    .b${'a'.repeat(61)}`,
      '. on neither free list   a actual only   b on both',
    ]);
  });

  it('shows the blocks of a large pool around the one that was freed', () => {
    const steps = [malloc(1, 8), mallocRun(2, 300, 8), free(200)];
    const expected = ['0:48 +A0', 'n=300 first=0:56 last=0:2448 fnv=0', '.'].map(value);
    const [, row = ''] = draw(steps, expected, [...expected.slice(0, 2), value('. -A0')]).split('\n');
    expect(row).toBe(`pool 0:0 8B     …${'#'.repeat(32)}F${'#'.repeat(29)}…`);
  });

  it('shows which byte differs where calloc does not clear', () => {
    expect(drawn({ Obmalloc: Uncleared }, 'calloc')).toEqual([
      'p3 is the block at 0:48, 64 bytes.',
      'Byte 0 of it is the first that differs: expected 00, actual b0.',
      `from byte 0     ${'00 '.repeat(16)} expected`,
      `                b0 00 04 ${'00 '.repeat(5)}${'ee '.repeat(8)} actual`,
      '                ^^',
    ]);
  });

  it('shows which byte differs where realloc does not copy', () => {
    expect(drawn({ Obmalloc: Uncopied }, 'realloc').slice(0, 2)).toEqual([
      'p1 is the block at 0:4144, 104 bytes.',
      'Byte 0 of it is the first that differs: expected 11, actual 00.',
    ]);
  });

  it('counts bytes from the begin of the block, a raw one too', () => {
    const steps = [malloc(1, 600), fill(1, 0x7a), dump(1, 580, 20)];
    const expected = ['raw', '.', '7a'.repeat(20)].map(value);
    expect(draw(steps, expected, [value('raw'), value('.'), value(`${'7a'.repeat(18)}0000`)]).split('\n')).toEqual([
      'p1 is a raw block, 600 bytes asked for.',
      'Byte 598 of it is the first that differs: expected 7a, actual 00.',
      'from byte 596   7a 7a 7a 7a  expected',
      '                7a 7a 00 00  actual',
      '                      ^^',
    ]);
  });

  it.each([null, '', '7', 'no digits', { digits: '7a' }])('says which block is read when %j is read', (seen) => {
    const expected = ['0:48 +A0', '7a7a'].map(value);
    const picture = draw([malloc(1, 48), dump(1, 0, 2)], expected, [value('0:48 +A0'), value(seen)]);
    expect(picture).toBe('p1 is the block at 0:48, 48 bytes.');
  });

  it('says which raw block was not given back', () => {
    const expected = ['raw', '.'].map(value);
    const picture = draw([malloc(1, 600), free(1)], expected, [value('raw'), value('. (raw block not given back)')]);
    expect(picture).toBe('p1 is a raw block, 600 bytes asked for.');
  });

  it('leaves no blank line where there is nothing to draw', () => {
    for (const step of [
      malloc(1, 600),
      free(1),
      realloc(1, 8),
      fill(1, 1),
      dump(1, 0, 8),
      freeRun(1, 3),
      pools,
      misalign(16),
    ]) {
      expect(draw([step], [value('raw')], []).split('\n')).not.toContain('');
      expect(draw([step], [value([])], [value(['pool 0:0'])]).split('\n')).not.toContain('');
    }
  });

  it('says that a block that was handed out is live', () => {
    const picture = draw(
      [malloc(1, 48), malloc(2, 48)],
      ['0:48 +A0', '0:96'].map(value),
      ['0:48 +A0', '0:48'].map(value),
    );
    expect(picture).toContain('The block at 0:48 is live: p1.');
  });

  it.each([null, 17, '0:99999999', '1e9:-1', ['pool'], { first: 1 }, ' first=x:y last='])(
    'takes %j for an answer',
    (seen) => {
      const steps = [malloc(1, 48), mallocRun(2, 100, 8)];
      const expected = ['0:48 +A0', 'n=100 first=0:4144 last=0:4936 fnv=0'].map(value);
      const lines = draw(steps, expected, [value('0:48 +A0'), value(seen)]).split('\n');
      expect(lines.length).toBeLessThanOrEqual(12);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    },
  );

  it('stays within 12 lines of 80 columns for every wrong answer', () => {
    for (const module of [fifo, arenasUnsorted, neverUnmapped, carveAll, frees, leaks]) {
      for (const concept of new Set(scenarios.map((scenario) => scenario.concept))) {
        const lines = drawn(module, concept);
        expect(lines.length).toBeLessThanOrEqual(12);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
      }
    }
  });
});
