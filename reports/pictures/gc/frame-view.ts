import type { FilmReel } from './film-reel.ts';
import type { GraphLayout } from './graph-layout.ts';
import { type GraphView, graphView } from './graph-view.ts';
import { type LanesView, lanesView } from './lanes-view.ts';
import { type SaidView, saidView } from './moment-words.ts';
import { type NumbersView, numbersView, type ObjectsView, objectsView } from './tables-view.ts';

/** All that the page shows of a moment. */
export interface FrameView {
  readonly said: SaidView;
  readonly graph: GraphView;
  readonly lanes: LanesView;
  readonly numbers: NumbersView;
  readonly objects: ObjectsView;
}

export function frameView(reel: FilmReel, layout: GraphLayout): FrameView {
  return {
    said: saidView(reel),
    graph: graphView(reel, layout),
    lanes: lanesView(reel),
    numbers: numbersView(reel),
    objects: objectsView(reel),
  };
}
