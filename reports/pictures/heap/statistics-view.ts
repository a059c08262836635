import { type MallocStats, mallocStats } from '../../../reference/memory/obmalloc/index.ts';
import type { HeapReplay } from './heap-replay.ts';
import { figure } from './operation-words.ts';

/** The statistics as tables; figures as text. */
export interface StatisticsView {
  readonly classes: readonly {
    readonly szidx: number;
    readonly size: string;
    readonly pools: string;
    readonly inUse: string;
    readonly available: string;
    /** Share of blocks in use, 0 to 100. */
    readonly percent: number;
  }[];
  readonly arenas: readonly Line[];
  readonly bytes: readonly Line[];
  readonly total: string;
  readonly below: readonly Line[];
}

interface Line {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

export function statisticsView({ heap, system, smallPayload, rawPayload }: HeapReplay): StatisticsView {
  const stats = mallocStats(heap);
  return {
    classes: stats.classes.map(({ szidx, size, pools, blocksInUse, availBlocks }) => ({
      szidx,
      size: figure(size),
      pools: figure(pools),
      inUse: figure(blocksInUse),
      available: figure(availBlocks),
      percent: Math.round((100 * blocksInUse) / (blocksInUse + availBlocks)),
    })),
    arenas: arenaLines(stats),
    bytes: byteLines(stats),
    total: figure(stats.bytes.arenaBytes),
    below: [
      line('payload', 'bytes asked for, in these blocks', smallPayload),
      line('raw', 'raw blocks in use', system.rawLive),
      line('raw-payload', 'bytes asked for, in raw blocks', rawPayload),
    ],
  };
}

function arenaLines({ arenas }: MallocStats): readonly Line[] {
  return [
    line('arenas-total', 'arenas allocated total', arenas.allocatedTotal),
    line('arenas-reclaimed', 'arenas reclaimed', arenas.reclaimed),
    line('arenas-highwater', 'arenas highwater mark', arenas.highwater),
    line('arenas-current', 'arenas allocated current', arenas.current),
  ];
}

function byteLines({ bytes, unusedPools, poolSize }: MallocStats): readonly Line[] {
  return [
    line('allocated', 'bytes in allocated blocks', bytes.allocatedBlocks),
    line('available', 'bytes in available blocks', bytes.availableBlocks),
    line('unused', `${figure(unusedPools.count)} unused pools * ${figure(poolSize)} bytes`, bytes.unusedPools),
    line('headers', 'bytes lost to pool headers', bytes.poolHeaders),
    line('quantization', 'bytes lost to quantization', bytes.quantization),
    line('alignment', 'bytes lost to arena alignment', bytes.arenaAlignment),
  ];
}

function line(key: string, name: string, value: number): Line {
  return { key, name, value: figure(value) };
}
