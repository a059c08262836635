import { PROFILES } from '../../../reference/memory/obmalloc/index.ts';
import type { Trace } from '../../../reference/memory/workloads/trace.ts';
import { showName } from '../../view-text.ts';
import type { InlineScript } from '../kit/inline-script.ts';
import { PAGE_STEP } from '../kit/page-step.ts';
import { renderPicture } from '../kit/picture-page.ts';
import { classProperties } from './class-colours.ts';
import { densityOf, mapNote, saidView, shownPool, touchedPools } from './heap-frame.ts';
import { HeapReplay } from './heap-replay.ts';
import { capacityOf, scanHeap } from './heap-scan.ts';
import type { HeapSettings } from './heap-settings.ts';
import { arenaView, marksIn, usableWords } from './map-view.ts';
import { figure } from './operation-words.ts';
import type { HeapPageData } from './page-data.ts';
import { NO_POOL, poolView } from './pool-view.ts';
import { statisticsView } from './statistics-view.ts';
import arenaTemplate from './templates/arena.hbs?raw';
import heapTemplate from './templates/heap.hbs?raw';
import heapStyle from './templates/heap-style.hbs?raw';
import poolTemplate from './templates/pool.hbs?raw';
import saidTemplate from './templates/said.hbs?raw';
import statisticsTemplate from './templates/statistics.hbs?raw';
import { timelineView } from './timeline.ts';
import { traceToText } from './trace-text.ts';

const TEMPLATES = {
  body: heapTemplate,
  style: heapStyle,
  partials: { arena: arenaTemplate, pool: poolTemplate, said: saidTemplate, statistics: statisticsTemplate },
};

/**
 * The picture of a trace: one self-contained page. Without scripts it shows the heap after `at` operations; with them,
 * after any number. `script` is the built one of `browser/heap-page.ts`.
 *
 * @throws {ImpossibleTrace}
 */
export function renderHeapPage(trace: Trace, settings: HeapSettings, at: number, script: InlineScript): string {
  const timeline = timelineView(trace, settings);
  const replay = new HeapReplay(trace, settings);
  replay.seek(at);
  const data: HeapPageData = { name: trace.name, settings, trace: traceToText(trace) };
  const classes = replay.heap.classes.count;
  const picture = {
    title: `Heap of ${showName(trace.name)}`,
    facts: factsOf(replay),
    light: classProperties(classes, 'light'),
    dark: classProperties(classes, 'dark'),
    player: {
      unit: 'operation',
      position: replay.position,
      end: replay.operations,
      page: PAGE_STEP,
      timeline: {
        width: timeline.width,
        height: timeline.height,
        areas: [
          { kind: 'ground' as const, name: 'bytes in arenas', path: timeline.footprint },
          { kind: 'front' as const, name: 'asked for in them', path: timeline.payload },
        ],
        sentence: timeline.sentence,
      },
    },
    data,
  };
  return renderPicture(picture, frameOf(replay), TEMPLATES, script);
}

function frameOf(replay: HeapReplay): object {
  const { heap } = replay;
  const scan = scanHeap(heap);
  const touched = touchedPools(replay);
  const shown = shownPool(touched[0] ?? null, scan);
  const capacity = (szidx: number) => capacityOf(heap, szidx);
  return {
    ...saidView(replay),
    mapNote: mapNote(scan, heap.arenaSize),
    usable: usableWords(scan),
    density: densityOf(scan),
    arenas: scan.map((one) => arenaView(one, marksIn(one.arena, touched, shown), capacity)),
    statistics: statisticsView(replay),
    pool: shown === null ? NO_POOL : poolView(replay, shown.scan, shown.pool),
    classes: classesView(heap.classes.count, heap.profile.alignment),
  };
}

function classesView(classes: number, alignment: number): object {
  const all = Array.from({ length: classes }, (_, szidx) => szidx);
  return { all, count: classes, middle: classes >> 1, smallest: alignment, largest: classes * alignment };
}

function factsOf({ operations, settings, heap }: HeapReplay): readonly { name: string; value: string }[] {
  const { poolSize, arenaSize, alignment } = PROFILES[settings.profile];
  return [
    { name: 'operations', value: figure(operations) },
    { name: 'build', value: settings.profile },
    { name: 'arena', value: `${figure(arenaSize)} bytes` },
    { name: 'pool', value: `${figure(poolSize)} bytes` },
    { name: 'alignment', value: String(alignment) },
    { name: 'size classes', value: String(heap.classes.count) },
    ...(settings.misalign === 0 ? [] : [{ name: 'arenas off by', value: `${settings.misalign} bytes` }]),
    ...(settings.arenaCap === null ? [] : [{ name: 'arenas at most', value: figure(settings.arenaCap) }]),
  ];
}
