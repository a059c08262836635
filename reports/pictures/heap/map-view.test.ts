import { describe, expect, it } from 'vitest';
import { NULL } from '../../../exercises/kit/memory.ts';
import { type ArenaScan, FREE, FULL, poolWord, USED } from './heap-scan.ts';
import { arenaView, MAP_WIDTH, marksIn, poolAt, poolWords, usableWords } from './map-view.ts';

const TEN = () => 10;
const NO_MARKS = { touched: [], selected: -1 };

function arena(words: readonly number[], more: Partial<ArenaScan> = {}): ArenaScan {
  return { arena: 3, slot: 0, firstPool: NULL, nfreepools: 0, rank: 0, pools: Uint32Array.from(words), ...more };
}

describe('arenaView', () => {
  it('draws a full pool to the top and a used one by its share, in the colour of the class', () => {
    const { bars } = arenaView(
      arena([poolWord(FULL, 5, 10), poolWord(USED, 5, 5), poolWord(USED, 9, 1)]),
      NO_MARKS,
      TEN,
    );
    expect(bars).toEqual([
      { szidx: 5, path: 'M3 3h12v12h-12zM18 9h12v6h-12z' },
      { szidx: 9, path: 'M33 12h12v3h-12z' },
    ]);
  });
  it('keeps a nearly full pool from looking full', () => {
    const [bar] = arenaView(arena([poolWord(USED, 0, 999)]), NO_MARKS, () => 1000).bars;
    expect(bar?.path).toBe('M3 6h12v9h-12z');
  });
  it('draws emptied pools with a stroke and no bar, and those never carved as dots', () => {
    const view = arenaView(arena([poolWord(FREE, 5, 0), 0]), NO_MARKS, TEN);
    expect(view).toMatchObject({
      bars: [],
      frames: 'M3 3h12v12h-12z',
      strokes: 'M5.5 12.5l7-7',
      dots: 'M23 8h2v2h-2z',
    });
  });
  it('marks a pool around its frame', () => {
    const view = arenaView(arena(Array(64).fill(0)), { touched: [9, 0], selected: 1 }, TEN);
    expect(view.touched).toEqual([
      { x: 16.5, y: 16.5 },
      { x: 1.5, y: 1.5 },
    ]);
    expect(view.selected).toEqual({ x: 16.5, y: 1.5 });
  });
  it('says in words what it draws', () => {
    const pools = [poolWord(FULL, 5, 10), poolWord(FREE, 5, 0), 0, 0];
    expect(arenaView(arena(pools, { nfreepools: 3, rank: 2 }), NO_MARKS, TEN).spoken).toBe(
      'Arena 3: 4 pools, 1 full, 0 used, 1 free, 2 never carved; 2nd in usable_arenas with 3 free pools.',
    );
    expect(arenaView(arena([poolWord(FULL, 5, 10)]), NO_MARKS, TEN).spoken).toMatch(/; not usable\.$/);
  });
});

describe('marksIn', () => {
  it('keeps the marks of the arena', () => {
    const touched = [
      { arena: 1, pool: 5 },
      { arena: 2, pool: 6 },
    ];
    expect(marksIn(2, touched, { arena: 2, pool: 7 })).toEqual({ touched: [6], selected: 7 });
    expect(marksIn(3, touched, null)).toEqual(NO_MARKS);
  });
});

describe('poolAt', () => {
  it('finds each pool by the middle of its frame', () => {
    for (let pool = 0; pool < 63; pool += 1) {
      const [x, y] = [3 + 15 * (pool % 8) + 6, 3 + 15 * Math.floor(pool / 8) + 6];
      expect(poolAt(x, y, 63)).toBe(pool);
    }
  });
  it.each([
    ['left of all', 1, 10],
    ['right of all', MAP_WIDTH + 4, 10],
    ['above all', 10, 1],
    ['where the 64th would be', 110, 110],
  ])('finds none %s', (_, x, y) => expect(poolAt(x, y, 63)).toBe(-1));
});

describe('poolWords', () => {
  it.each([
    [0, 'never carved'],
    [poolWord(FREE, 5, 0), 'free, had 48-byte blocks'],
    [poolWord(USED, 5, 4), 'used, 48-byte blocks, 4 of 10 in use'],
    [poolWord(FULL, 5, 10), 'full, 48-byte blocks, 10 of 10 in use'],
  ])('%i', (word, words) => expect(poolWords(word, TEN, () => 48)).toBe(words));
});

describe('usableWords', () => {
  it('goes from the front', () => {
    const scans = [
      arena([], { arena: 0, rank: 2, nfreepools: 9 }),
      arena([]),
      arena([], { arena: 7, rank: 1, nfreepools: 1 }),
    ];
    expect(usableWords(scans)).toBe('7 (1) → 0 (9)');
  });
  it('counts what does not fit a line', () => {
    const scans = Array.from({ length: 15 }, (_, index) => arena([], { arena: index, rank: index + 1, nfreepools: 1 }));
    expect(usableWords(scans)).toMatch(/^0 \(1\) → .* → 11 \(1\) → … 3 more$/);
  });
  it('says that there is none', () => expect(usableWords([arena([])])).toMatch(/^none/));
});
