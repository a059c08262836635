import type { Heap } from '../../../reference/memory/obmalloc/index.ts';
import { mallocStats, renderMallocStats } from '../../../reference/memory/obmalloc/index.ts';
import type { Trace } from '../../../reference/memory/workloads/trace.ts';
import { terminalLine, wrap } from '../../terminal-text.ts';
import { showName } from '../../view-text.ts';
import type { BlockView } from './block-view.ts';
import { classColour } from './class-colours.ts';
import { saidView, shownPool, touchedPools } from './heap-frame.ts';
import { HeapReplay } from './heap-replay.ts';
import {
  type ArenaScan,
  capacityOf,
  countOf,
  FREE,
  FRESH,
  FULL,
  type HeapScan,
  scanHeap,
  stateOf,
  szidxOf,
  USED,
} from './heap-scan.ts';
import type { HeapSettings } from './heap-settings.ts';
import { usableWords } from './map-view.ts';
import { counted, figure, ordinal } from './operation-words.ts';
import { poolView } from './pool-view.ts';

export interface HeapTextOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

/** A pool that is neither empty nor full, as high as its share of blocks in use. */
const LEVELS = '▁▂▃▄▅▆▇';
const LEGEND =
  '█ full, ▁ to ▇ used, ○ emptied, · never carved; below it the class: 0 to 9, a to z (10 to 35), A to Z, +, /';
const CLASS_CHARS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/';
/** Arenas drawn; the rest are counted. */
const ARENAS_SHOWN = 100;
const INDENT = '  ';
const NARROWEST = 24;

/**
 * The heap after `at` operations, for a terminal: arenas, one character a pool; the pool of the last operation, one
 * character a block; the numbers of `_debugmallocstats`.
 *
 * @throws {ImpossibleTrace}
 */
export function renderHeapText(trace: Trace, settings: HeapSettings, at: number, options: HeapTextOptions): string {
  const replay = new HeapReplay(trace, settings);
  replay.seek(at);
  const width = Math.max(NARROWEST, options.width);
  const scan = scanHeap(replay.heap);
  const said = saidView(replay);
  const title = `${terminalLine(showName(trace.name))}, ${settings.profile}, after ${figure(replay.position)} of ${counted(replay.operations, 'operation')}`;
  return `${[
    ...wrap(title, width),
    ...wrap(said.sentence, width),
    ...[...said.events, `${said.cost} ${said.next}`.trimEnd()].flatMap((line) => wrapped(line, width)),
    '',
    ...arenaLines(replay.heap, scan, { ...options, width }),
    '',
    ...poolLines(replay, scan, width),
    ...renderMallocStats(mallocStats(replay.heap)).trimEnd().split('\n'),
  ].join('\n')}\n`;
}

function wrapped(line: string, width: number): readonly string[] {
  return wrap(line, width - INDENT.length).map((part) => `${INDENT}${part}`);
}

function arenaLines(heap: Heap, scan: HeapScan, options: HeapTextOptions): readonly string[] {
  const left = scan.length - ARENAS_SHOWN;
  return [
    ...wrap(`usable_arenas: ${usableWords(scan)}`, options.width),
    ...(scan.length === 0 ? [] : wrap(LEGEND, options.width)),
    ...scan
      .slice(0, ARENAS_SHOWN)
      .flatMap((arena) => [
        ...wrap(
          `arena ${arena.arena}: ${counted(arena.nfreepools, 'free pool')}${arena.rank === 0 ? '' : `, ${ordinal(arena.rank)} usable`}`,
          options.width,
        ),
        ...poolRows(heap, arena, options),
      ]),
    ...(left > 0 ? [`and ${counted(left, 'more arena')}`] : []),
  ];
}

/**
 * The arena's pools in rows of a power of two, as long as the terminal has room for; below each row the classes of its
 * pools.
 */
function poolRows(heap: Heap, { pools }: ArenaScan, { color, width }: HeapTextOptions): readonly string[] {
  const row = 2 ** Math.min(6, Math.floor(Math.log2(width - INDENT.length)));
  const rows = Array.from({ length: Math.ceil(pools.length / row) }, (_, index) => {
    return [...pools.subarray(index * row, (index + 1) * row)];
  });
  return rows.flatMap((words) => {
    const drawn = words.map((word) => {
      const hasClass = color && (stateOf(word) === USED || stateOf(word) === FULL);
      return hasClass ? painted(poolChar(word, heap), szidxOf(word), heap.classes.count) : poolChar(word, heap);
    });
    const classes = words.map((word) => (stateOf(word) === FRESH ? ' ' : CLASS_CHARS[szidxOf(word)])).join('');
    return [drawn.join(''), classes.trimEnd()].filter((line) => line !== '').map((line) => `${INDENT}${line}`);
  });
}

function poolChar(word: number, heap: Heap): string {
  const state = stateOf(word);
  if (state === FRESH) return '·';
  if (state === FREE) return '○';
  if (state === FULL) return '█';
  return LEVELS[Math.floor((LEVELS.length * countOf(word)) / capacityOf(heap, szidxOf(word)))] ?? '▇';
}

/** The colour of the pages' dark scheme, brought to the middle where it can be read on light and dark alike. */
function painted(char: string, szidx: number, classes: number): string {
  const colour = classColour(szidx, classes, 'dark');
  const channels = [1, 3, 5].map((start) => Math.round(Number.parseInt(colour.slice(start, start + 2), 16) * 0.8));
  return `\u001b[38;2;${channels.join(';')}m${char}\u001b[39m`;
}

const BLOCK_CHARS: Readonly<Record<BlockView['state'], string>> = { used: '█', free: '○', virgin: '·' };

function poolLines(replay: HeapReplay, scan: HeapScan, width: number): readonly string[] {
  const [touched] = touchedPools(replay);
  const shown = touched === undefined ? null : shownPool(touched, scan);
  if (shown === null) return [];
  const view = poolView(replay, shown.scan, shown.pool);
  const blocks = view.blocks.map(({ state }) => BLOCK_CHARS[state]);
  const room = width - INDENT.length;
  return [
    ...wrap(`Pool ${view.name}. ${view.sentence}`, width),
    ...wrapped(view.freeList, width),
    ...Array.from(
      { length: Math.ceil(blocks.length / room) },
      (_, index) => `${INDENT}${blocks.slice(index * room, (index + 1) * room).join('')}`,
    ),
    '',
  ];
}
