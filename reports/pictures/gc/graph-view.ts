import { type EdgeView, edgeViews } from './edge-view.ts';
import { GARBAGE_LIST, MARKS, type Mark } from './film.ts';
import type { FilmReel } from './film-reel.ts';
import type { ObjectState } from './film-state.ts';
import type { GraphLayout } from './graph-layout.ts';
import { MARK_VIEWS } from './mark-view.ts';
import { shorten } from './shorten.ts';
import type { Point } from './stress-layout.ts';
import { subjectOf } from './subject.ts';

/** The graph at a moment, for the template `graph.hbs`. Coordinates in units of the drawing. */
export interface GraphView {
  readonly width: number;
  readonly height: number;
  readonly mostWidth: number;
  readonly size: string;
  readonly spoken: string;
  readonly edges: readonly EdgeView[];
  readonly nodes: readonly NodeView[];
}

export interface NodeView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rx: number;
  /** Classes: the tone, the mark, `hot`. */
  readonly classes: string;
  readonly label: string;
  /** Where the base lines are, of the counts too. */
  readonly labelY: number;
  readonly signY: number;
  readonly countsY: number;
  readonly kind: string;
  readonly sign: string;
  readonly refs: string;
  readonly gcRefs: string;
  /** `__del__`, called or not yet; empty if it has none. */
  readonly finalizer: string;
  /** All of it in words. */
  readonly title: string;
  /** Names that are bound to it. */
  readonly tag: string;
  readonly tagWidth: number;
}

export function graphView(reel: FilmReel, layout: GraphLayout): GraphView {
  const { state } = reel;
  const tags = tagsOf(reel, layout);
  const hot = new Set(subjectOf(reel).objects.map((object) => layout.placeOf[object]));
  const nodes = layout.places.flatMap((_, place) => {
    const view = nodeView(reel, layout, place, tags.get(place) ?? [], hot.has(place));
    return view === null ? [] : [view];
  });
  const alive = [...state.objects.values()].filter(({ mark }) => mark !== 'freed').length;
  return {
    width: layout.width,
    height: layout.height,
    mostWidth: Math.round(Math.max(layout.width * 1.15, Math.min(layout.width * 1.5, 600))),
    size: layout.size.kind,
    spoken: `${alive} object${alive === 1 ? '' : 's'}; the table of objects tells all of this graph.`,
    edges: edgeViews(reel, layout),
    nodes,
  };
}

/** Names, and `gc.garbage`, by the place that they refer to. */
function tagsOf({ film, state }: FilmReel, { placeOf }: GraphLayout): ReadonlyMap<number, readonly string[]> {
  const tags = new Map<number, string[]>();
  const add = (object: number, name: string) => {
    const place = placeOf[object] ?? 0;
    const before = tags.get(place);
    if (before === undefined) tags.set(place, [name]);
    else before.push(name);
  };
  for (const [name, object] of state.names) add(object, film.texts[name] ?? '');
  for (const object of state.lists[GARBAGE_LIST] ?? []) add(object, 'gc.garbage');
  return tags;
}

function nodeView(
  { film, state }: FilmReel,
  { places, points, size }: GraphLayout,
  place: number,
  names: readonly string[],
  isHot: boolean,
): NodeView | null {
  const { name, objects } = places[place] ?? { name: '', objects: [] };
  const point = points[place] as Point;
  const made = objects.flatMap((object) => state.objects.get(object) ?? []);
  const [first] = made;
  if (first === undefined) return null;
  const isSmall = size.kind === 'small';
  const tag = tagText(names, isSmall ? 9 : 15);
  const box = {
    x: point.x - size.width / 2,
    y: point.y - size.height / 2,
    width: size.width,
    height: size.height,
    labelY: isSmall ? 12 : 18,
    signY: isSmall ? 12.5 : 17,
    countsY: size.height - (isSmall ? 5 : 9),
    tag,
    tagWidth: tag === '' ? 0 : Math.round(tag.length * (isSmall ? 5.6 : 6.6) + 14),
  };
  const hot = isHot ? ' hot' : '';
  if (name !== '') {
    const { tone, sign, counts, words } = censusOf(made);
    return {
      ...box,
      rx: 4,
      classes: `${tone} fold${hot}`,
      label: shorten(name, 12),
      kind: '',
      sign,
      refs: counts,
      gcRefs: '',
      finalizer: '',
      title: `${name}: ${made.length} objects in one; ${words}`,
    };
  }
  const object = objects[0] as number;
  const { label = '', kind = '', runs = null } = film.objects[object] ?? {};
  const { sign, tone } = MARK_VIEWS[first.mark];
  const shownKind = isSmall || kind === 'node' || kind === 'obj' || label.length > 7 ? '' : kind;
  return {
    ...box,
    rx: roundness(kind, size.height),
    classes: `${tone} ${first.mark}${hot}${kind === 'weakref' ? ' weakref' : ''}`,
    label: shorten(label, isSmall ? 7 : shownKind === '' ? 11 : 7),
    kind: shownKind,
    sign,
    refs: first.mark === 'freed' ? (isSmall ? '' : 'freed') : `${isSmall ? '' : 'refs '}${first.refcnt}`,
    gcRefs: first.gcRefs === null ? '' : `gc${isSmall ? ' ' : '_refs '}${first.gcRefs}`,
    finalizer: finalizerText(kind, runs, first, isSmall),
    title: objectWords(film.objects[object]?.label ?? '', kind, first),
  };
}

function finalizerText(
  kind: string,
  runs: string | null,
  { gcRefs, isFinalized, mark }: ObjectState,
  isSmall: boolean,
): string {
  if (isSmall || runs === null || kind === 'weakref' || gcRefs !== null || mark === 'freed') return '';
  return isFinalized ? '__del__ ✓' : '__del__';
}

/** `a, a node: tentatively unreachable, ob_refcnt 1, gc_refs 0`. */
export function objectWords(label: string, kind: string, { mark, refcnt, gcRefs }: ObjectState): string {
  const state = mark === 'none' ? '' : `${MARK_VIEWS[mark].word}, `;
  const what = `${label}, ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
  if (mark === 'freed') return `${what}: freed`;
  return `${what}: ${state}ob_refcnt ${refcnt}${gcRefs === null ? '' : `, gc_refs ${gcRefs}`}`;
}

/** Of objects drawn as one: their state if all have the same, or how many are in each. */
function censusOf(objects: readonly ObjectState[]): Readonly<Record<'tone' | 'sign' | 'counts' | 'words', string>> {
  const counts = new Map<Mark, number>();
  for (const { mark } of objects) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const found = [...counts].sort(([a], [b]) => MARKS.indexOf(a) - MARKS.indexOf(b));
  const words = found
    .map(([mark, count]) => `${count} ${mark === 'none' ? 'alive' : MARK_VIEWS[mark].word}`)
    .join(', ');
  const [[only] = ['none'] as const, ...others] = found;
  if (others.length === 0) return { ...MARK_VIEWS[only], counts: `${objects.length} objects`, words };
  const most = found.slice(0, 2).map(([mark, count]) => `${MARK_VIEWS[mark].sign || '•'} ${count}`);
  return { tone: 'plain', sign: '', counts: `${most.join('  ')}${found.length > 2 ? ' …' : ''}`, words };
}

function roundness(kind: string, height: number): number {
  if (kind === 'node' || kind === 'obj') return 10;
  return kind === 'atom' ? height / 2 : 2;
}

function tagText(names: readonly string[], room: number): string {
  const [first, ...others] = names;
  if (first === undefined) return '';
  const all = names.join(', ');
  if (all.length <= room) return all;
  return others.length === 0 ? shorten(first, room) : `${shorten(first, room - 4)} +${others.length}`;
}
