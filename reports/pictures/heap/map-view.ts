import type { PoolName } from '../../../reference/memory/obmalloc/index.ts';
import { type ArenaScan, countOf, FREE, FRESH, FULL, stateOf, szidxOf, USED } from './heap-scan.ts';
import { counted, figure, ordinal } from './operation-words.ts';

/** Units of the drawing: pools stand in rows of 8, each a cell of 12 with a gap of 3. */
export const COLUMNS = 8;
const CELL = 12;
const PITCH = 15;
const MARGIN = 3;
export const MAP_WIDTH = COLUMNS * PITCH - (PITCH - CELL) + 2 * MARGIN;

/** The lowest and the highest bar of a pool that is neither empty nor full: both can be told from their neighbours. */
const LOWEST_BAR = 2;
const HIGHEST_BAR = 9;

/** Arenas that the line of `usable_arenas` names; the rest are counted. */
const USABLE_SHOWN = 12;

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** One arena as drawn, in paths: each is the shapes of many pools. */
export interface ArenaView {
  readonly arena: number;
  readonly rank: string;
  readonly freepools: string;
  /** The whole, for who does not see it. */
  readonly spoken: string;
  readonly width: number;
  readonly height: number;
  /** Frames of carved pools; dots of pools never carved; strokes through emptied ones. */
  readonly frames: string;
  readonly dots: string;
  readonly strokes: string;
  readonly bars: readonly { readonly szidx: number; readonly path: string }[];
  /** Corners of the marks around pools. */
  readonly touched: readonly Corner[];
  readonly selected: Corner | null;
}

/** Numbers of an arena's pools that are to be marked; `selected` is -1 for none. */
export interface Marks {
  readonly touched: readonly number[];
  readonly selected: number;
}

/** The marks in one arena. */
export function marksIn(arena: number, touched: readonly PoolName[], selected: PoolName | null): Marks {
  return {
    touched: touched.filter((name) => name.arena === arena).map(({ pool }) => pool),
    selected: selected?.arena === arena ? selected.pool : -1,
  };
}

/** `capacity`: blocks in a pool of a class. */
export function arenaView(scan: ArenaScan, marks: Marks, capacity: (szidx: number) => number): ArenaView {
  const bars = new Map<number, string>();
  let [frames, dots, strokes] = ['', '', ''];
  scan.pools.forEach((word, pool) => {
    const { x, y } = cornerOf(pool);
    const state = stateOf(word);
    if (state === FRESH) {
      dots += `M${x + 5} ${y + 5}h2v2h-2z`;
      return;
    }
    frames += square(x, y, CELL);
    if (state === FREE) strokes += `M${x + 2.5} ${y + CELL - 2.5}l7-7`;
    else bars.set(szidxOf(word), (bars.get(szidxOf(word)) ?? '') + bar(x, y, barHeight(word, capacity)));
  });
  const rows = Math.ceil(scan.pools.length / COLUMNS);
  return {
    arena: scan.arena,
    rank: scan.rank === 0 ? '' : ordinal(scan.rank),
    freepools: String(scan.nfreepools),
    spoken: spokenArena(scan),
    width: MAP_WIDTH,
    height: rows * PITCH - (PITCH - CELL) + 2 * MARGIN,
    frames,
    dots,
    strokes,
    bars: [...bars].sort(([a], [b]) => a - b).map(([szidx, path]) => ({ szidx, path })),
    touched: marks.touched.map(outside),
    selected: marks.selected < 0 ? null : outside(marks.selected),
  };
}

/** The pool at a point of the drawing, or -1; gaps belong to the pool before them. */
export function poolAt(x: number, y: number, pools: number): number {
  const [column, row] = [Math.floor((x - MARGIN) / PITCH), Math.floor((y - MARGIN) / PITCH)];
  const pool = row * COLUMNS + column;
  return column >= 0 && column < COLUMNS && row >= 0 && pool < pools ? pool : -1;
}

/** What is seen of one pool, in words. */
export function poolWords(word: number, capacity: (szidx: number) => number, blockSize: (szidx: number) => number) {
  const [state, szidx] = [stateOf(word), szidxOf(word)];
  if (state === FRESH) return 'never carved';
  const blocks = `${blockSize(szidx)}-byte blocks`;
  if (state === FREE) return `free, had ${blocks}`;
  const use = `${countOf(word)} of ${capacity(szidx)} in use`;
  return `${state === FULL ? 'full' : 'used'}, ${blocks}, ${use}`;
}

/** `usable_arenas`, front first, as a line of text. */
export function usableWords(scans: readonly ArenaScan[]): string {
  const usable = scans.filter(({ rank }) => rank > 0).sort((a, b) => a.rank - b.rank);
  if (usable.length === 0) return 'none: the next pool needs a new arena';
  const shown = usable.slice(0, USABLE_SHOWN).map(({ arena, nfreepools }) => `${arena} (${nfreepools})`);
  const left = usable.length - shown.length;
  return `${shown.join(' → ')}${left > 0 ? ` → … ${figure(left)} more` : ''}`;
}

function spokenArena({ arena, rank, nfreepools, pools }: ArenaScan): string {
  const number = (state: number) => pools.reduce((sum, word) => sum + (stateOf(word) === state ? 1 : 0), 0);
  const states = `${number(FULL)} full, ${number(USED)} used, ${number(FREE)} free, ${number(FRESH)} never carved`;
  const place =
    rank === 0 ? 'not usable' : `${ordinal(rank)} in usable_arenas with ${counted(nfreepools, 'free pool')}`;
  return `Arena ${arena}: ${counted(pools.length, 'pool')}, ${states}; ${place}.`;
}

function cornerOf(pool: number): Corner {
  return { x: MARGIN + (pool % COLUMNS) * PITCH, y: MARGIN + Math.floor(pool / COLUMNS) * PITCH };
}

/** The corner of a mark around a pool. */
function outside(pool: number): Corner {
  const { x, y } = cornerOf(pool);
  return { x: x - 1.5, y: y - 1.5 };
}

function square(x: number, y: number, size: number): string {
  return `M${x} ${y}h${size}v${size}h-${size}z`;
}

function bar(x: number, y: number, height: number): string {
  return `M${x} ${y + CELL - height}h${CELL}v${height}h-${CELL}z`;
}

function barHeight(word: number, capacity: (szidx: number) => number): number {
  if (stateOf(word) === FULL) return CELL;
  return Math.round(LOWEST_BAR + (HIGHEST_BAR - LOWEST_BAR) * (countOf(word) / capacity(szidxOf(word))));
}
