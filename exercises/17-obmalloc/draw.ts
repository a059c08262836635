import type { Json } from '../kit/json.ts';
import { ALIGNMENT, ARENA_SIZE, POOL_OVERHEAD, POOL_SIZE } from '../kit/obmalloc-layout.ts';
import type { Expected, Observation } from '../kit/scenario.ts';
import { drawBytes } from './draw-bytes.ts';
import { classSize, HeapView, type LiveBlock, parseSpot, type Spot } from './heap-view.ts';
import type { Step } from './steps.ts';

/** Columns of one row: its label with a space, and its cells. A pool with more blocks is shown in part. */
const LABEL = 16;
const ROW = 64;

/** What each mark of a row means, in the order of the legend. */
const MARKS = {
  '#': 'live',
  '.': 'not live',
  F: 'freed here',
  E: 'expected here',
  A: 'actual here',
  X: 'both',
  e: 'expected only',
  a: 'actual only',
  b: 'on both',
} as const;
type Mark = keyof typeof MARKS;

type Call = Exclude<Step, { readonly op: 'w' | 'd' | '?' | '%' }>;

interface Marks {
  readonly expected: Spot | undefined;
  readonly actual: Spot | undefined;
  readonly freed: Spot | undefined;
}

/**
 * The heap at the step that differs, at most 12 lines of 80 columns: a row of pools for each arena concerned, a row of
 * blocks for each pool concerned, a legend. Where memory is read, the bytes. Never nothing.
 */
export function draw(steps: readonly Step[], expected: readonly Expected[], actual: readonly Observation[]): string {
  const last = steps.length - 1;
  const step = steps[last];
  if (step === undefined || step.op === '%') return 'Nothing has been asked for yet.';
  if (step.op === '?') return drawFreeLists(observed(expected[last]), observed(actual[last]));
  const heap = new HeapView();
  steps.slice(0, last).forEach((earlier, index) => {
    const outcome = expected[index];
    if (outcome !== undefined) heap.follow(earlier, outcome);
  });
  const [wanted, seen] = [textOf(expected[last]), textOf(actual[last])];
  const whole = wholeBlock(heap, step.id);
  if (step.op === 'w') return whole;
  if (step.op === 'd') return [whole, ...drawBytes(step, wanted, seen)].join('\n');
  return drawCall(heap, step, wanted, seen);
}

/** A call that hands out a block or takes one back. */
function drawCall(heap: HeapView, step: Call, wanted: string, seen: string): string {
  const old = heap.live.get(step.id);
  const whole = wholeBlock(heap, step.id);
  const gives = step.op === 'f' || step.op === 'F' || step.op === 'G';
  if (gives) heap.follow(step, { kind: 'value', value: '.' });
  const marks = { ...marksOf(step, wanted, seen), freed: gives ? old : undefined };
  const spots = [marks.expected, marks.actual, old].filter((spot): spot is Spot => spot !== undefined);
  const rows = [...arenaRows(heap, spots, marks), ...poolRows(heap, spots, marks, step)];
  if (rows.length === 0) return gives || step.op === 'r' ? whole : 'No block of an arena is concerned.';
  return [...withLegend(rows), ...notes(heap, step, marks, wanted, seen)].join('\n');
}

/** Where the block of an id lies, as far as that is known. */
function wholeBlock({ live, raw }: HeapView, id: number): string {
  const block = live.get(id);
  if (block !== undefined) return `p${id} is the block at ${block.arena}:${block.offset}, ${block.size} bytes.`;
  const bytes = raw.get(id);
  return bytes === undefined
    ? `p${id} has no block that is known here.`
    : `p${id} is a raw block, ${bytes} bytes asked for.`;
}

/** The first pool whose free list, count or offsets differ: which blocks are on which list. */
function drawFreeLists(expected: Json, actual: Json): string {
  const [wanted, seen] = [linesOf(expected), linesOf(actual)];
  const line = wanted.find((candidate, index) => candidate !== seen[index]);
  const [, name = '', szidx = ''] = /^pool (\d+:\d+) szidx=(\d+) /.exec(line ?? '') ?? [];
  if (line === undefined || name === '') return 'No pool that is expected differs.';
  const size = ALIGNMENT * (Number(szidx) + 1);
  const other = seen.find((candidate) => candidate.startsWith(`pool ${name} `)) ?? '';
  const [wantedList, seenList] = [freeListOf(line), freeListOf(other)];
  const cells = Array.from({ length: Math.floor((POOL_SIZE - POOL_OVERHEAD) / size) }, (_, index): Mark => {
    const offset = String(POOL_OVERHEAD + index * size);
    if (wantedList.has(offset)) return seenList.has(offset) ? 'b' : 'e';
    return seenList.has(offset) ? 'a' : '.';
  });
  return withLegend([row(`pool ${name} ${size}B`, cells, 0)], { '.': 'on neither free list' }).join('\n');
}

function freeListOf(line: string): ReadonlySet<string> {
  return new Set(/ fl=([\d,]+)/.exec(line)?.[1]?.split(','));
}

function linesOf(value: Json): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The rows and below them what their marks mean. */
function withLegend(rows: readonly Row[], words: Partial<Record<Mark, string>> = {}): readonly string[] {
  const legend = Object.entries({ ...MARKS, ...words })
    .filter(([mark]) => rows.some(({ marks }) => marks.has(mark)))
    .map(([mark, meaning]) => `${mark} ${meaning}`);
  return [...rows.map(({ text }) => text), legend.join('   ')];
}

/** Of a run, the first and the last block are known: the first that differs is marked. */
function marksOf(step: Step, wanted: string, seen: string): Pick<Marks, 'expected' | 'actual'> {
  if (step.op !== 'M') return { expected: parseSpot(wanted), actual: parseSpot(seen) };
  for (const key of [/ first=(\S+)/, / last=(\S+)/]) {
    const [a, b] = [key.exec(wanted)?.[1] ?? '', key.exec(seen)?.[1] ?? ''];
    if (a !== b) return { expected: parseSpot(a), actual: parseSpot(b) };
  }
  return { expected: parseSpot(/ first=(\S+)/.exec(wanted)?.[1] ?? ''), actual: undefined };
}

/** One row of pools per arena concerned, at most three. */
function arenaRows(heap: HeapView, spots: readonly Spot[], marks: Marks): readonly Row[] {
  const arenas = [...new Set(spots.map(({ arena }) => arena))].slice(0, 3);
  return arenas.map((arena) => {
    const count = Math.floor((ARENA_SIZE - heap.firstPool) / POOL_SIZE);
    const cells: Mark[] = Array(count).fill('.');
    for (const block of heap.live.values()) if (block.arena === arena) cells[poolNumber(heap, block)] = '#';
    mark(cells, marks, (spot) => (spot.arena === arena ? poolNumber(heap, spot) : -1));
    return row(`arena ${arena}`, cells, 0);
  });
}

/** One row of blocks per pool concerned, at most three. */
function poolRows(heap: HeapView, spots: readonly Spot[], marks: Marks, step: Step): readonly Row[] {
  const pools = new Map(spots.map((spot) => [`${spot.arena}:${poolNumber(heap, spot)}`, spot]));
  return [...pools].slice(0, 3).map(([name, spot]) => {
    const pool = heap.poolOf(spot);
    const inPool = (other: Spot): boolean => other.arena === spot.arena && heap.poolOf(other) === pool;
    const live = [...heap.live.values()].filter(inPool);
    const size = live[0]?.size ?? sizeOf(spot) ?? classSize(requestOf(step));
    const count = Math.floor((POOL_SIZE - POOL_OVERHEAD) / size);
    const cellOf = (other: Spot): number =>
      inPool(other) ? Math.floor((other.offset - pool - POOL_OVERHEAD) / size) : -1;
    const cells: Mark[] = Array(count).fill('.');
    for (const block of live) cells[cellOf(block)] = '#';
    mark(cells, marks, cellOf);
    return row(`pool ${name} ${size}B`, cells, cellOf(spot));
  });
}

interface Row {
  readonly text: string;
  /** The marks that are seen in it. */
  readonly marks: ReadonlySet<string>;
}

/** All cells, or those around the cell at `focus`, with an ellipsis where there are more: at most 64 columns. */
function row(label: string, cells: readonly Mark[], focus: number): Row {
  const [from, to] = shownPart(cells.length, focus);
  const shown = cells.slice(from, to);
  const [before, after] = [from > 0 ? '…' : '', to < cells.length ? '…' : ''];
  return { text: `${label.padEnd(LABEL - 1)} ${before}${shown.join('')}${after}`, marks: new Set(shown) };
}

function shownPart(length: number, focus: number): readonly [from: number, to: number] {
  if (length <= ROW) return [0, length];
  if (focus < ROW - 1) return [0, ROW - 1];
  if (focus > length - ROW) return [length - ROW + 1, length];
  const from = focus - ROW / 2;
  return [from, from + ROW - 2];
}

function mark(cells: Mark[], { expected, actual, freed }: Marks, cellOf: (spot: Spot) => number): void {
  const f = freed === undefined ? -1 : cellOf(freed);
  if (f >= 0 && cells[f] === '.') cells[f] = 'F';
  const e = expected === undefined ? -1 : cellOf(expected);
  const a = actual === undefined ? -1 : cellOf(actual);
  if (e >= 0 && e < cells.length) cells[e] = 'E';
  if (a >= 0 && a < cells.length) cells[a] = a === e ? 'X' : 'A';
}

function notes(heap: HeapView, step: Step, { expected, actual }: Marks, wanted: string, seen: string): string[] {
  const lines: string[] = [];
  const other = step.op === 'r' ? step.id : undefined;
  for (const [id, block] of heap.live) {
    if (actual !== undefined && id !== other && overlaps(block, actual)) {
      lines.push(`The block at ${actual.arena}:${actual.offset} is live: p${id}.`);
    }
  }
  if (sameSpot(expected, actual) && wanted !== seen) lines.push('The place agrees; the events of the arenas do not.');
  if (step.op === 'M' && actual === undefined && / first=/.test(seen)) {
    lines.push('The first and the last block agree; a call between them, or an event, does not.');
  }
  return lines.slice(0, 2);
}

function overlaps(block: LiveBlock, { arena, offset }: Spot): boolean {
  return block.arena === arena && block.offset <= offset && offset < block.offset + block.size;
}

function sameSpot(a: Spot | undefined, b: Spot | undefined): boolean {
  return a !== undefined && b !== undefined && a.arena === b.arena && a.offset === b.offset;
}

function poolNumber(heap: HeapView, spot: Spot): number {
  return Math.floor((heap.poolOf(spot) - heap.firstPool) / POOL_SIZE);
}

function sizeOf(spot: Spot): number | undefined {
  return 'size' in spot && typeof spot.size === 'number' ? spot.size : undefined;
}

function requestOf(step: Step): number {
  if (!('size' in step)) return 0;
  return step.op === 'c' ? step.count * step.size : step.size;
}

function observed(outcome: Expected | Observation | undefined): Json {
  return outcome?.kind === 'value' ? outcome.value : null;
}

function textOf(outcome: Expected | Observation | undefined): string {
  const value = observed(outcome);
  return typeof value === 'string' ? value : '';
}
