import type { Trace } from '../../../reference/memory/workloads/trace.ts';
import { HeapReplay } from './heap-replay.ts';
import type { HeapSettings } from './heap-settings.ts';
import { counted, figure } from './operation-words.ts';

/** Columns of the drawing, at most one for each operation. */
const COLUMNS = 400;
const HEIGHT = 48;

/** The size of the heap over the trace, as paths, and as a sentence for those who do not see it. */
export interface TimelineView {
  readonly width: number;
  readonly height: number;
  /** Bytes in mapped arenas. */
  readonly footprint: string;
  /** Bytes asked for, in blocks of arenas. */
  readonly payload: string;
  readonly sentence: string;
}

/** Performs the whole trace. @throws {ImpossibleTrace} */
export function timelineView(trace: Trace, settings: HeapSettings): TimelineView {
  const replay = new HeapReplay(trace, settings);
  const columns = Math.max(1, Math.min(COLUMNS, replay.operations));
  const samples = Array.from({ length: columns + 1 }, (_, column) => {
    replay.seek(Math.round((column * replay.operations) / columns));
    return {
      at: replay.position,
      footprint: replay.system.live * replay.heap.arenaSize,
      payload: replay.smallPayload,
    };
  });
  const most = Math.max(1, ...samples.map(({ footprint }) => footprint));
  const path = (value: (sample: (typeof samples)[number]) => number) => area(samples.map(value), most);
  return {
    width: columns,
    height: HEIGHT,
    footprint: path(({ footprint }) => footprint),
    payload: path(({ payload }) => payload),
    sentence: sentenceOf(replay),
  };
}

function sentenceOf({ operations, system, heap }: HeapReplay): string {
  const most = `${counted(system.peak, 'arena')}, ${figure(system.peak * heap.arenaSize)} bytes`;
  return `At most ${most} mapped at a time during ${counted(operations, 'operation')}.`;
}

/** A filled curve from left to right; `most` reaches the top. */
function area(values: readonly number[], most: number): string {
  const points = values.map((value, column) => `${column} ${(HEIGHT * (1 - value / most)).toFixed(1)}`);
  return `M0 ${HEIGHT}L${points.join('L')}L${values.length - 1} ${HEIGHT}z`;
}
