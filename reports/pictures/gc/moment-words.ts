import { DEBUG } from '../../../reference/memory/gc/debug.ts';
import { GC_PHASES, type GcPhase } from '../../../reference/memory/objects/events.ts';
import type { GcFilm } from './film.ts';
import type { FilmReel, Moment } from './film-reel.ts';
import type { Changes, Reference } from './film-state.ts';
import { isIn } from './subject.ts';

/** What the player says about where the film is. */
export interface SaidView {
  /** The step of the scenario, as Python has it; empty where the sentence is that. */
  readonly code: string;
  /** What the collector is at: `collection 2 of generation 1 › subtract_refs`. Empty outside of one. */
  readonly place: string;
  readonly sentence: string;
  /** What changed along with it. */
  readonly changes: readonly string[];
}

/** What a phase is about to do. */
const PHASE_WORDS: Readonly<Record<GcPhase, string>> = {
  update_refs: 'gc_refs of each object on the list becomes its ob_refcnt',
  subtract_refs:
    'each reference from one object on the list to another is subtracted from gc_refs: what is left comes from outside',
  move_unreachable:
    'one walk along the list: gc_refs 0 is put aside, anything else is reachable, and so is all that it refers to',
  untrack_tuples: 'tuples that no cycle can lead through are taken off the list',
  untrack_dicts: 'dicts that no cycle can lead through are taken off the list',
  handle_weakrefs: 'weak references to garbage are cleared, then callbacks are called',
  finalize_garbage: 'each finalizer that was not called before is called',
  handle_resurrected_objects:
    'finalizers may have stored a part of the garbage somewhere: what is unreachable is looked at once more',
  delete_garbage:
    'the references of each object that is garbage are dropped: its cycles break, and reference counts do the rest',
};

/** Changes told in one moment; the rest are counted. */
const CHANGES_TOLD = 4;

export function saidView(reel: FilmReel): SaidView {
  const { film, moment, changes } = reel;
  const op = film.ops[moment.op];
  return {
    code: op === undefined || moment.happening === 'op' ? '' : op.code,
    place: placeWords(reel),
    sentence: momentSentence(reel),
    changes: changeWords(film, moment, changes),
  };
}

/** `update_refs`, or `update_refs, second look`: that inside of `handle_resurrected_objects`. */
export function phaseName({ phase, isSecondLook }: Pick<Moment, 'phase' | 'isSecondLook'>): string {
  const name = GC_PHASES[phase] ?? '';
  return isSecondLook && name !== '' ? `${name}, second look` : name;
}

function placeWords({ moment, state }: FilmReel): string {
  if (moment.collection === 0) return '';
  const generation = state.figures.collecting - 1;
  const name = phaseName(moment);
  return `collection ${moment.collection}, generation ${generation}${name === '' ? '' : ` › ${name}`}`;
}

/** What happened, as one sentence that stands alone. */
export function momentSentence(reel: FilmReel): string {
  return sentenceOf(reel).replace(/^(?:no|the) /, (word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
}

function sentenceOf({ film, moment, state, position }: FilmReel): string {
  const { args, happening, phase } = moment;
  const [a = 0, b = 0, c = 0, d = 0] = args;
  const label = (object: number) => film.objects[object]?.label ?? '';
  const reference = (from: number, field: number, to: number) =>
    `${label(from)}${film.texts[field] ?? ''} → ${label(to)}`;
  const during = phase < GC_PHASES.length ? `${GC_PHASES[phase]}: ` : '';
  const refcnt = (object: number) => state.objects.get(object)?.refcnt ?? 0;
  switch (happening) {
    case 'start':
      return 'Before the first step: an empty heap; automatic collection is off.';
    case 'op': {
      const op = film.ops[moment.op];
      return `${op?.code ?? ''}${op?.outcome ?? ''}`;
    }
    case 'collectionStarted':
      return `A collection of generation ${a} begins${a === 0 ? '' : ', and of all younger ones'}.`;
    case 'collectionFinished': {
      const kept = b === 0 || (state.figures.debug & DEBUG.SAVEALL) === 0 ? '' : ', all saved in gc.garbage';
      return `The collection of generation ${a} ends: ${b} collected${kept}, ${c} uncollectable.`;
    }
    case 'phase':
      return `${GC_PHASES[phase]}: ${PHASE_WORDS[GC_PHASES[phase] as GcPhase]}.`;
    case 'refsSet':
      return `${during}gc_refs of ${label(a)} becomes its ob_refcnt, ${b}.`;
    case 'refSubtracted':
      return `${during}the reference ${reference(a, b, c)} is found inside; gc_refs of ${label(c)} ${d + 1} → ${d}.`;
    case 'tentativelyUnreachable':
      return `${during}gc_refs of ${label(a)} is 0: it is put aside, tentatively unreachable.`;
    case 'reachable':
      return `${during}gc_refs of ${label(a)} is ${state.objects.get(a)?.gcRefs ?? 0}: it is reachable, and its references are followed.`;
    case 'reached':
      return `${during}${reference(a, b, c)}: ${label(c)} is reached before its turn; gc_refs of ${label(c)} 0 → 1.`;
    case 'movedBack':
      return `${during}${reference(a, b, c)}: ${label(c)} was put aside and is reachable after all. It moves back, to the end of the list; gc_refs of ${label(c)} 0 → 1.`;
    case 'tracked':
      return `${during}${label(a)} is tracked from now on, at the end of generation 0.`;
    case 'untracked':
      return `${during}${label(a)} is untracked: it holds nothing that a cycle could lead through.`;
    case 'dying':
      return `${during}no reference to ${label(a)} is left: its release begins, and it leaves its list.`;
    case 'postponed':
      return `${during}50 releases are nested: ${label(a)} goes to the trashcan, and is released when the outermost has ended.`;
    case 'freed':
      return `${during}${label(a)} is freed: its memory goes back to the allocator.`;
    case 'finalizing':
      return `${during}__del__ of ${label(a)} is called, once in its life${running(film, a)}.`;
    case 'resurrected':
      return `__del__ made a new reference to ${label(a)}: it is resurrected, ob_refcnt ${refcnt(a)}. Its release stops.`;
    case 'ran': {
      const whose = film.objects[a]?.kind === 'weakref' ? 'The callback' : '__del__';
      return `${during}${whose} of ${label(a)} ran${running(film, a)}.`;
    }
    case 'weakrefCleared':
      return `${during}the weak reference ${label(a)}${a === b ? '' : ` to ${label(b)}`} is cleared: it answers None from now on.`;
    case 'callbackCalled':
      return `${during}the callback of ${label(a)} is called${running(film, a)}.`;
    case 'garbage':
      return `handle_resurrected_objects: ${label(a)} is still unreachable: it is garbage.`;
    case 'garbageResurrected':
      return `handle_resurrected_objects: ${label(a)} is reachable again: a finalizer resurrected it. It joins the survivors.`;
    case 'clearing':
      return `${during}tp_clear of ${label(a)}: its references are dropped, one by one.`;
    case 'saved':
      return `${during}${label(a)} is saved in gc.garbage, and not cleared: DEBUG_SAVEALL is set.`;
    default:
      throw new RangeError(`moment ${position}: ${happening satisfies never}`);
  }
}

function running(film: GcFilm, object: number): string {
  const code = film.objects[object]?.runs ?? '';
  return code === '' ? '' : `: ${code}`;
}

function changeWords(film: GcFilm, { happening }: Moment, { refcnts, names, references }: Changes): readonly string[] {
  const label = (object: number) => film.objects[object]?.label ?? '';
  const told = refcnts.map(({ object, from, to }) => `${label(object)} ${from} → ${to}`);
  const changed = told.length === 0 ? [] : [`ob_refcnt: ${cutList(told)}.`];
  if (happening !== 'ran') return changed;
  const bound = names.map(({ name, to }) => `${film.texts[name]} ${to === null ? 'is unbound' : `→ ${label(to)}`}`);
  const stored = references.flatMap(({ object, before, after }) => {
    const word = ({ field, target }: Reference) => `${label(object)}${film.texts[field]} → ${label(target)}`;
    return [
      ...after.filter((one) => !isIn(before, one)).map((one) => `${word(one)} is new`),
      ...before.filter((one) => !isIn(after, one)).map((one) => `${word(one)} is gone`),
    ];
  });
  const happened = [...bound, ...stored];
  return happened.length === 0 ? changed : [`${cutList(happened)}.`, ...changed];
}

function cutList(words: readonly string[]): string {
  const left = words.length - CHANGES_TOLD;
  return left > 1 ? `${words.slice(0, CHANGES_TOLD).join(', ')} and ${left} more` : words.join(', ');
}
