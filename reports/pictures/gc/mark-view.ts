import type { Mark } from './film.ts';

export interface MarkView {
  /** What the object is called. */
  readonly word: string;
  /** Beside the colour, a letter or a shape. */
  readonly sign: string;
  /** A tone of the palette. */
  readonly tone: 'good' | 'bad' | 'open' | 'quiet' | 'ours' | 'unsure' | 'plain';
}

/** How each state is shown: colour, sign and word. */
export const MARK_VIEWS: Readonly<Record<Mark, MarkView>> = {
  none: { word: 'no collection looks at it', sign: '', tone: 'plain' },
  pending: { word: 'not yet visited', sign: '?', tone: 'quiet' },
  reachable: { word: 'reachable', sign: 'R', tone: 'good' },
  unreachable: { word: 'tentatively unreachable', sign: 'U', tone: 'open' },
  movedBack: { word: 'moved back', sign: 'B', tone: 'unsure' },
  finalized: { word: 'finalized', sign: 'F', tone: 'ours' },
  resurrected: { word: 'resurrected', sign: '+', tone: 'good' },
  garbage: { word: 'garbage', sign: 'G', tone: 'bad' },
  cleared: { word: 'cleared', sign: 'C', tone: 'bad' },
  saved: { word: 'saved in gc.garbage', sign: 'S', tone: 'ours' },
  dying: { word: 'being released', sign: '0', tone: 'bad' },
  freed: { word: 'freed', sign: '×', tone: 'quiet' },
};
