import { GC_PHASES } from '../../../reference/memory/objects/events.ts';

/**
 * A scenario, run: every moment at which something happened, as numbers. Made once by `shootFilm`; `FilmReel` goes to any
 * moment of it. All texts are harmless to show: visible, on one line, of bounded length.
 */
export interface GcFilm {
  readonly name: string;
  /** What the scenario shows, in a sentence; empty if it does not say. */
  readonly rule: string;
  /** Every object that there ever was, in the order of their making. */
  readonly objects: readonly FilmObject[];
  /** Names, and fields as they are written behind an object: `.f0`, `[2]`, `['k']`; by number. */
  readonly texts: readonly string[];
  /** The scenario's steps. */
  readonly ops: readonly FilmOp[];
  /** `packNumbers` of the moments, one after the other; see `FilmWriter`. */
  readonly moments: string;
  /** Objects, or moments, that the film leaves out: it ends early. Empty if it is whole. */
  readonly cut: string;
}

export interface FilmObject {
  readonly label: string;
  /** `node`, `obj`, `list`, `tuple`, `dict`, `atom`, `weakref`. */
  readonly kind: string;
  /** What its `__del__`, or a weak reference's callback, runs: empty if nothing; null if there is none. */
  readonly runs: string | null;
}

export interface FilmOp {
  /** As Python would say it: `a.f0 = b`. */
  readonly code: string;
  /** ` → 2`, ` → ValueError: …`, or empty. */
  readonly outcome: string;
}

/** What happens in a moment. Arguments are numbers: of objects, of texts, plain figures. */
export const HAPPENINGS = [
  'start', // before the first step
  'op', // the step is done
  'phase', // phase
  'collectionStarted', // generation
  'collectionFinished', // generation, collected, uncollectable
  'refsSet', // object, refs
  'refSubtracted', // from, field, object, refs
  'tentativelyUnreachable', // object
  'reachable', // object
  'reached', // from, field, object
  'movedBack', // from, field, object
  'tracked', // object
  'untracked', // object
  'dying', // object
  'postponed', // object
  'freed', // object
  'finalizing', // object
  'resurrected', // object
  'ran', // object: the code of its finalizer or callback
  'weakrefCleared', // weak reference, target
  'callbackCalled', // weak reference
  'garbage', // object
  'garbageResurrected', // object
  'clearing', // object
  'saved', // object
] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** What an object is to the collector, or to a release, at a moment. Its place here is the number in the film. */
export const MARKS = [
  'none',
  'pending',
  'reachable',
  'unreachable',
  'movedBack',
  'finalized',
  'resurrected',
  'garbage',
  'cleared',
  'saved',
  'dying',
  'freed',
] as const;
export type Mark = (typeof MARKS)[number];

/** The lists that objects are on, in CPython's words. The first four last, the others exist while something runs. */
export const LISTS = [
  'generation 0',
  'generation 1',
  'generation 2',
  'permanent generation',
  'unreachable',
  'final_unreachable',
  'wrcb_to_call',
  'seen',
  'trashcan',
  'gc.garbage',
] as const;
export const UNREACHABLE = LISTS.indexOf('unreachable');
export const FINAL_UNREACHABLE = LISTS.indexOf('final_unreachable');
export const PERMANENT = LISTS.indexOf('permanent generation');
export const GARBAGE_LIST = LISTS.indexOf('gc.garbage');

/** The collector's numbers, in the film's order. `collecting`: the generation plus 1, 0 outside of a collection. */
export const FIGURES = [
  'count0',
  'count1',
  'count2',
  'threshold0',
  'threshold1',
  'threshold2',
  'collections0',
  'collections1',
  'collections2',
  'collected0',
  'collected1',
  'collected2',
  'uncollectable0',
  'uncollectable1',
  'uncollectable2',
  'enabled',
  'debug',
  'longLivedPending',
  'longLivedTotal',
  'collecting',
] as const;
export type Figure = (typeof FIGURES)[number];

/** What a moment changes, each a number and its arguments. */
export const CHANGE = {
  /** object, ob_refcnt */
  refcnt: 0,
  /** object, gc_refs plus 1; 0: it has none */
  gcRefs: 1,
  /** object, mark */
  mark: 2,
  /** object, how many, then field and target of each */
  references: 3,
  /** weak reference, target plus 1; 0: it answers None */
  target: 4,
  /** list, from where, how many go, how many come, those that come */
  list: 5,
  /** text, object plus 1; 0: unbound */
  name: 6,
  /** figure, value */
  figure: 7,
  /** object: it was finalized */
  finalized: 8,
} as const;

/** Outside of a collection. */
export const NO_PHASE = GC_PHASES.length;
