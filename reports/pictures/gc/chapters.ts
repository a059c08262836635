import { GC_PHASES } from '../../../reference/memory/objects/events.ts';
import type { GcFilm, Happening } from './film.ts';
import type { FilmReel, Moment } from './film-reel.ts';
import { phaseName } from './moment-words.ts';

/** A stretch of the film: a step of the scenario, or a phase of a collection in it. */
export interface Chapter {
  readonly from: number;
  readonly to: number;
  /** Number in `GC_PHASES`, with 1 added; 0: no phase. */
  readonly phase: number;
  readonly isSecondLook: boolean;
  /** Collection, from 1; 0: none. */
  readonly collection: number;
  readonly op: number;
  /** The step's code, or the phase's name. */
  readonly name: string;
  readonly outcome: string;
  /** What happened, in few words. */
  readonly summary: string;
}

/** Happenings worth a word in a summary. */
const TOLD: Readonly<Partial<Record<Happening, string>>> = {
  refsSet: 'gc_refs set',
  refSubtracted: 'subtracted',
  reachable: 'reachable',
  tentativelyUnreachable: 'put aside',
  reached: 'reached early',
  movedBack: 'moved back',
  untracked: 'untracked',
  tracked: 'tracked',
  weakrefCleared: 'cleared',
  callbackCalled: 'called back',
  finalizing: 'finalized',
  garbageResurrected: 'resurrected',
  resurrected: 'resurrected',
  garbage: 'garbage',
  clearing: 'cleared',
  saved: 'saved',
  postponed: 'postponed',
  freed: 'freed',
};
/** Labels told for a word; more are counted. */
const LABELS_TOLD = 4;

/** The film cut at every step of the scenario and every phase of a collection. */
export function chaptersOf({ film, moments }: Pick<FilmReel, 'film' | 'moments'>): readonly Chapter[] {
  const chapters: Chapter[] = [];
  let from = 0;
  for (let at = 1; at <= moments.length; at += 1) {
    const [before, moment] = [moments[at - 1] as Moment, moments[at]];
    if (moment !== undefined && isSame(before, moment)) continue;
    chapters.push(chapter(film, moments, from, at - 1));
    from = at;
  }
  return chapters;
}

function isSame(a: Moment, b: Moment): boolean {
  if (a.op !== b.op || a.collection !== b.collection || a.isSecondLook !== b.isSecondLook) return false;
  // A phase's first moment is its own announcement.
  return a.phase === b.phase && b.happening !== 'phase';
}

function chapter(film: GcFilm, moments: readonly Moment[], from: number, to: number): Chapter {
  const first = moments[from] as Moment;
  const op = film.ops[first.op];
  const isPhase = first.phase < GC_PHASES.length;
  const isCollection = first.collection > 0;
  const last = moments[to] as Moment;
  return {
    from,
    to,
    phase: isPhase ? first.phase + 1 : 0,
    isSecondLook: first.isSecondLook,
    collection: first.collection,
    op: first.op,
    name: isPhase
      ? phaseName(first)
      : isCollection
        ? collectionName(first)
        : first.op < 0
          ? 'before the first step'
          : (op?.code ?? ''),
    outcome: !isCollection && last.happening === 'op' ? (op?.outcome ?? '') : '',
    summary: summaryOf(film, moments.slice(from, to + 1)),
  };
}

function collectionName({ happening, args }: Moment): string {
  const [generation = 0, collected = 0] = args;
  if (happening === 'collectionStarted') return `collection of generation ${generation} begins`;
  return `collection of generation ${generation} ends, ${collected} collected`;
}

/** `put aside: a, b; 12 freed`. */
function summaryOf(film: GcFilm, moments: readonly Moment[]): string {
  const found = new Map<string, number[]>();
  for (const moment of moments) {
    const word = TOLD[moment.happening];
    if (word === undefined) continue;
    const { args } = moment;
    const object = args.length > 2 ? (args[2] as number) : (args[0] as number); // of three or more: from, field, object
    const before = found.get(word);
    if (before === undefined) found.set(word, [object]);
    else before.push(object);
  }
  return Array.from(found, ([word, objects]) => {
    if (objects.length > LABELS_TOLD) return `${objects.length} ${word}`;
    return `${word}: ${objects.map((object) => film.objects[object]?.label).join(', ')}`;
  }).join('; ');
}
