import type { ArenaMapStats } from './arena-map-stats.ts';
import type { MallocStats } from './malloc-stats.ts';

/**
 * The statistics in the words and columns of CPython's `sys._debugmallocstats()`, as far as they are obmalloc's.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `_PyObject_DebugMallocStats` and `printone`.
 */
export function renderMallocStats(stats: MallocStats): string {
  const { arenas, bytes, unusedPools } = stats;
  const lines = [
    `Small block threshold = ${stats.threshold}, in ${stats.classCount} size classes.`,
    '',
    'class   size   num pools   blocks in use  avail blocks',
    '-----   ----   ---------   -------------  ------------',
    ...stats.classes.map(({ szidx, size, pools, blocksInUse, availBlocks }) =>
      [pad(szidx, 5), pad(size, 6), pad(pools, 11), pad(blocksInUse, 15), pad(availBlocks, 13)].join(' '),
    ),
    '',
    one('# arenas allocated total', arenas.allocatedTotal),
    one('# arenas reclaimed', arenas.reclaimed),
    one('# arenas highwater mark', arenas.highwater),
    one('# arenas allocated current', arenas.current),
    one(`${arenas.current} arenas * ${stats.arenaSize} bytes/arena`, bytes.arenaBytes),
    '',
    one('# bytes in allocated blocks', bytes.allocatedBlocks),
    one('# bytes in available blocks', bytes.availableBlocks),
    one(`${unusedPools.count} unused pools * ${stats.poolSize} bytes`, bytes.unusedPools),
    one('# bytes lost to pool headers', bytes.poolHeaders),
    one('# bytes lost to quantization', bytes.quantization),
    one('# bytes lost to arena alignment', bytes.arenaAlignment),
    one('Total', bytes.arenaBytes),
    ...(stats.arenaMap === null ? [] : arenaMapLines(stats.arenaMap)),
  ];
  return `${lines.join('\n')}\n`;
}

function arenaMapLines({ nodes, root, mid, bot }: ArenaMapStats): readonly string[] {
  const lost = one('# bytes lost to arena map root', root);
  if (nodes === null) return ['', 'arena map counts', lost];
  return [
    '',
    'arena map counts',
    one('# arena map mid nodes', nodes.mid),
    one('# arena map bot nodes', nodes.bot),
    '',
    lost,
    one('# bytes lost to arena map mid', mid),
    one('# bytes lost to arena map bot', bot),
    one('Total', root + mid + bot),
  ];
}

/** A line of the report: a name, and a number with commas. CPython: `printone`. */
function one(name: string, value: number): string {
  return `${name.padEnd(35)}=${pad(value.toLocaleString('en-US'), 21)}`;
}

function pad(value: number | string, width: number): string {
  return String(value).padStart(width);
}
