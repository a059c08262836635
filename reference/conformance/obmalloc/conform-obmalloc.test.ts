import { describe, expect, it } from 'vitest';
import type { Address } from '../../../exercises/kit/memory.ts';
import { type Allocator, StressedObmalloc } from '../../memory/obmalloc/index.ts';
import type { RecordingFile } from '../result.ts';
import { conformObmalloc } from './conform-obmalloc.ts';
import { obmallocRecordings, RECORDED_PROFILES } from './recordings.ts';

/** In stress mode, the heap is checked about this often in each recording: after every operation of the shorter ones. */
const CHECKS = 200;
/** Longer recordings are left out of stress mode. */
const STRESS_LIMIT = 5000;

const CLASSIC = obmallocRecordings('classic64-3.7.3');

function recording(path: string): RecordingFile {
  const found = CLASSIC.find((file) => file.path === path);
  if (found === undefined) throw new RangeError(`no recording ${path}`);
  return found;
}

/** The recording with one change; the change must change something. */
function doctored(path: string, change: (text: string) => string): RecordingFile {
  const file = recording(path);
  const text = change(file.text);
  expect(text).not.toBe(file.text);
  return { ...file, text };
}

const MERGED = 'scenarios/20-realloc-25-percent.golden';
const FULL = 'traces/mixed-100-s1.exp';
const SUM = 'traces/churn-10000-s1.exp';

describe.each(RECORDED_PROFILES)('conformObmalloc on %s', (profile) => {
  it.each(obmallocRecordings(profile).map((file) => [file.path, file] as const))('reproduces %s', (_, file) => {
    expect(conformObmalloc(file)).toMatchObject({ kind: 'conforms' });
  });

  it('carries 34 scenarios, 35 traces and 2 storms', () => {
    const folders = obmallocRecordings(profile).map(({ path }) => path.split('/', 1)[0]);
    const count = (folder: string) => folders.filter((name) => name === folder).length;
    expect([count('scenarios'), count('traces'), count('storms')]).toEqual([34, 35, 2]);
  });
});

/** Checks the heap after some calls. `isChecked` is asked before each, the first is call 1. */
class SometimesStressed implements Allocator {
  readonly heap: Allocator['heap'];
  readonly #calm: Allocator;
  readonly #stressed: StressedObmalloc;
  readonly #isChecked: (call: number) => boolean;
  #calls = 0;

  constructor(allocator: Allocator, isChecked: (call: number) => boolean) {
    this.heap = allocator.heap;
    this.#calm = allocator;
    this.#stressed = new StressedObmalloc(allocator);
    this.#isChecked = isChecked;
  }

  malloc(nbytes: number): Address {
    return this.#next().malloc(nbytes);
  }
  calloc(nelem: number, elsize: number): Address {
    return this.#next().calloc(nelem, elsize);
  }
  realloc(block: Address, nbytes: number): Address {
    return this.#next().realloc(block, nbytes);
  }
  free(block: Address): void {
    this.#next().free(block);
  }

  #next(): Allocator {
    this.#calls += 1;
    return this.#isChecked(this.#calls) ? this.#stressed : this.#calm;
  }
}

describe('conformObmalloc in stress mode', () => {
  it.each(RECORDED_PROFILES)('finds every invariant to hold all the time: %s', (profile) => {
    for (const file of obmallocRecordings(profile)) {
      const operations = Number(/^= hash (\d+)/m.exec(file.text)?.[1]);
      if (operations > STRESS_LIMIT) continue;
      const every = Math.ceil(operations / CHECKS);
      const wrap = (allocator: Allocator) => new SometimesStressed(allocator, (call) => call % every === 0);
      expect(conformObmalloc(file, { wrap })).toMatchObject({ kind: 'conforms', path: file.path });
    }
  });

  it.each([MERGED, FULL, SUM])('reports the step that breaks an invariant, and which: %s', (path) => {
    const wrap = (allocator: Allocator) =>
      new SometimesStressed(allocator, (call) => {
        const [arena] = allocator.heap.arenas;
        if (call === 2 && arena !== undefined) arena.ntotalpools = 63;
        return true;
      });
    expect(conformObmalloc(recording(path), { wrap })).toMatchObject({
      kind: 'differs',
      step: expect.stringContaining('operation 2, `'),
      expected: 'An arena holds as many pools as fit between multiples of the pool size.',
      actual: expect.stringMatching(/^after \w+\(.*\): An arena holds .* not so at 0x40000: 63 ≠ 64$/),
    });
  });
});

describe('conformObmalloc', () => {
  it('reports a wrong outcome with its step, line, expectation and actual outcome', () => {
    const file = doctored(MERGED, (text) => text.replace('m 1 512 => 0:48 +A0', 'm 1 512 => 0:56 +A0'));
    expect(conformObmalloc(file)).toMatchObject({
      kind: 'differs',
      step: 'operation 1, `m 1 512`',
      expected: '0:56 +A0',
      actual: '0:48 +A0',
    });
  });

  const differing: readonly (readonly [string, string, (text: string) => string, string])[] = [
    ['an arena event left out', FULL, (text) => text.replace('0:48 +A0', '0:48'), 'operation 1'],
    ['a wrong hash of a macro', 'storms/storm-s1.golden', (text) => text.replace(/fnv=\w/, 'fnv=z'), 'operation 1'],
    ['a wrong hash between two checkpoints', SUM, (text) => text.replace(/^k 3000 \w/m, 'k 3000 0'), '2001 to 3000'],
    [
      'a wrong final hash',
      FULL,
      (text) => text.replace(/^= hash (\d+) \w{16}/m, '= hash $1 0000000000000000'),
      'summary',
    ],
    ['a wrong counter', FULL, (text) => text.replace(/peak=\d/, 'peak=9'), 'summary'],
    [
      'a wrong census hash',
      FULL,
      (text) => text.replace(/^= censushash \w{16}/m, '= censushash 0000000000000000'),
      'summary',
    ],
    [
      'a wrong order of usable arenas',
      'storms/storm-s1.golden',
      (text) => text.replace('27(9) 26(17)', '26(17) 27(9)'),
      'summary',
    ],
    ['a wrong free list', MERGED, (text) => text.replace(/fl=(\d+)/, 'fl=1$1'), 'summary'],
    ['a census without its last line', FULL, (text) => text.replace(/= pool .*\n$/, ''), 'summary'],
    ['a census with one line more', FULL, (text) => `${text}= pool 9:9\n`, 'summary'],
    [
      'a wrong answer to a query',
      'storms/storm-s1.golden',
      (text) => text.replace('= usable 0(43)', '= usable 0(42)'),
      'query',
    ],
    ['wrong content', 'scenarios/26-realloc-copy.golden', (text) => text.replace('=> 1111', '=> 1112'), '`d 1 0 48`'],
  ];
  it.each(differing)('reports %s', (_, path, change, step) => {
    const result = conformObmalloc(doctored(path, change));
    expect(result).toMatchObject({ kind: 'differs', step: expect.stringContaining(step) });
  });

  it('names the line of the recording that differs', () => {
    const file = doctored(MERGED, (text) => text.replace(/^(r 1 \d+) => \S+/m, '$1 => raw'));
    const line = file.text.split('\n').findIndex((text) => /^r 1 \d+ => raw/.test(text)) + 1;
    expect(conformObmalloc(file)).toMatchObject({ kind: 'differs', line });
  });

  const malformed: readonly (readonly [string, string, (text: string) => string, number, string])[] = [
    ['another first line', FULL, (text) => text.replace('oracle 1', 'oracle 2'), 1, 'obmalloc-oracle 1'],
    ['a profile that nobody recorded', FULL, (text) => text.replace('classic64', 'vax'), 2, 'vax-3.7.3'],
    ['a mode that does not exist', FULL, (text) => text.replace('mode full', 'mode some'), 3, 'merged|full|sum'],
    ['a file cut off in its steps', FULL, (text) => text.slice(0, text.indexOf('% end')), 104, '% end'],
    ['a file cut off in a line', FULL, (text) => text.slice(0, -3), -1, 'does not end'],
    ['an outcome left out', FULL, (text) => text.replace(/\n0:\d+\n/, '\n'), 103, '99 outcomes for 100 operations'],
    ['a checkpoint left out', SUM, (text) => text.replace(/k 10000 .*\n/, ''), 13, '9 checkpoints for 10000'],
    ['a step without outcome', MERGED, (text) => text.replace(' => 0:48 +A0', ''), 6, 'OPERATION => OUTCOME'],
    ['an operation that does not exist', MERGED, (text) => text.replace('m 1 512', 'x 1 512'), 6, 'no operation'],
    ['a size that is no number', MERGED, (text) => text.replace('m 1 512', 'm 1 -512'), 6, 'not a decimal number'],
    [
      'a query that does not exist',
      'storms/storm-s1.golden',
      (text) => text.replace('? usable', '? what'),
      13,
      'no query',
    ],
    [
      'an id that is in use already',
      MERGED,
      (text) => text.replace('m 1 512 => 0:48 +A0\n', '$&$&'),
      7,
      'in use already',
    ],
  ];
  it.each(malformed)('calls %s malformed', (_, path, change, line, reason) => {
    const file = doctored(path, change);
    const result = conformObmalloc(file);
    expect(result).toMatchObject({ kind: 'malformed', reason: expect.stringContaining(reason) });
    if (line > 0) expect(result).toMatchObject({ line });
  });

  it('calls an .exp without its .ops malformed', () => {
    const result = conformObmalloc({ ...recording(FULL), readSibling: () => undefined });
    expect(result).toMatchObject({ kind: 'malformed', reason: expect.stringContaining('.ops') });
  });

  it('names the line of a malformed .ops', () => {
    const result = conformObmalloc({ ...recording(FULL), readSibling: () => 'm 1 8\nm 2\n' });
    expect(result).toMatchObject({ kind: 'malformed', reason: expect.stringContaining('its .ops file, line 2') });
  });
});
