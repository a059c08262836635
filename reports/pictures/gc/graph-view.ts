import { MARKS, type Mark } from './film.ts';
import type { FilmReel } from './film-reel.ts';
import type { ObjectState } from './film-state.ts';
import { controlPoint, type GraphLayout, pairKey } from './graph-layout.ts';
import { MARK_VIEWS } from './mark-view.ts';
import type { Point } from './stress-layout.ts';
import { subjectOf } from './subject.ts';

/** The graph at a moment, for the template `graph.hbs`. Coordinates in units of the drawing. */
export interface GraphView {
  readonly width: number;
  readonly height: number;
  /** Narrower it could not be read. */
  readonly leastWidth: number;
  readonly mostWidth: number;
  readonly size: string;
  readonly spoken: string;
  readonly edges: readonly EdgeView[];
  readonly nodes: readonly NodeView[];
}

export interface EdgeView {
  /** Classes: `weak`, `hot`, `faint`, or none. */
  readonly kind: string;
  readonly line: string;
  readonly head: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
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

const HEAD = 7;
/** Edges up to which each says which field it is. */
const LABELLED_EDGES = 40;

export function graphView(reel: FilmReel, layout: GraphLayout): GraphView {
  const { state } = reel;
  const tags = tagsOf(reel, layout);
  const hot = new Set(subjectOf(reel.moment).objects.map((object) => layout.placeOf[object]));
  const nodes = layout.places.flatMap((_, place) => {
    const view = nodeView(reel, layout, place, tags.get(place) ?? [], hot.has(place));
    return view === null ? [] : [view];
  });
  const alive = [...state.objects.values()].filter(({ mark }) => mark !== 'freed').length;
  return {
    width: layout.width,
    height: layout.height,
    leastWidth: Math.round(layout.width * 0.88),
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
  for (const object of state.lists.at(-1) ?? []) add(object, 'gc.garbage');
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
    tag,
    tagWidth: tag === '' ? 0 : Math.round(tag.length * (isSmall ? 5.6 : 6.6) + 14),
  };
  const hot = isHot ? ' hot' : '';
  if (name !== '') {
    const census = censusWords(made);
    return {
      ...box,
      rx: 4,
      classes: `plain fold${hot}`,
      label: shorten(name, 12),
      kind: '',
      sign: '',
      refs: `${made.length} objects`,
      gcRefs: '',
      finalizer: '',
      title: `${name}: ${made.length} objects in one; ${census}`,
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
  if (mark === 'freed') return `${label}, a ${kind}: freed`;
  return `${label}, a ${kind}: ${state}ob_refcnt ${refcnt}${gcRefs === null ? '' : `, gc_refs ${gcRefs}`}`;
}

/** `12 reachable, 3 freed`. */
function censusWords(objects: readonly ObjectState[]): string {
  const counts = new Map<Mark, number>();
  for (const { mark } of objects) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return MARKS.flatMap((mark) => {
    const count = counts.get(mark) ?? 0;
    return count === 0 ? [] : [`${count} ${mark === 'none' ? 'alive' : MARK_VIEWS[mark].word}`];
  }).join(', ');
}

function roundness(kind: string, height: number): number {
  if (kind === 'node' || kind === 'obj') return 10;
  return kind === 'atom' ? height / 2 : 2;
}

interface Drawn {
  readonly from: number;
  readonly to: number;
  readonly isWeak: boolean;
  isFaint: boolean;
  isHot: boolean;
  readonly fields: string[];
}

function edgeViews({ film, state, moment }: FilmReel, layout: GraphLayout): readonly EdgeView[] {
  const drawn = new Map<string, Drawn>();
  const { reference: hot } = subjectOf(moment);
  for (const [object, { references, target, mark }] of state.objects) {
    for (const reference of references) add(object, reference.target, film.texts[reference.field] ?? '', false);
    if (target !== null) add(object, target, '', true);
    function add(from: number, to: number, field: string, isWeak: boolean): void {
      const [a, b] = [layout.placeOf[from] ?? 0, layout.placeOf[to] ?? 0];
      const fold = layout.places[a]?.name ?? '';
      if (a === b && fold !== '') return;
      const key = `${pairKey(a, b)} ${isWeak}`;
      const isHot = hot !== null && hot.from === from && hot.to === to && !isWeak;
      const text = fold === '' ? field.replace(/^\./, '') : '';
      const before = drawn.get(key);
      if (before === undefined) {
        drawn.set(key, { from: a, to: b, isWeak, isHot, isFaint: mark === 'dying', fields: [text] });
      } else {
        before.isHot ||= isHot;
        before.fields.push(text);
      }
    }
  }
  const isLabelled = layout.size.kind === 'full' && drawn.size <= LABELLED_EDGES;
  return Array.from(drawn.values(), (edge) => edgeView(edge, layout, isLabelled));
}

function edgeView(
  { from, to, isWeak, isHot, isFaint, fields }: Drawn,
  layout: GraphLayout,
  isLabelled: boolean,
): EdgeView {
  const { size, points, bends } = layout;
  const [a, b] = [points[from] as Point, points[to] as Point];
  const kind = [isWeak ? 'weak' : '', isHot ? 'hot' : '', isFaint ? 'faint' : '']
    .filter((word) => word !== '')
    .join(' ');
  const label = isLabelled && !isWeak ? fieldsText(fields) : '';
  if (from === to) return { kind, label, ...loop(a, size) };
  const control = controlPoint(a, b, bends.get(pairKey(from, to)) ?? 0);
  const [start, end] = [border(a, control, size, 1), border(b, control, size, 3)];
  const base = toward(end, control, HEAD);
  return {
    kind,
    label,
    line: `M${pair(start)}Q${pair(control)} ${pair(base)}`,
    head: arrowHead(base, end),
    x: r((start.x + 2 * control.x + end.x) / 4),
    y: r((start.y + 2 * control.y + end.y) / 4),
  };
}

/** From the right side of a node around to its lower edge. */
function loop({ x, y }: Point, { width, height }: GraphLayout['size']): Pick<EdgeView, 'line' | 'head' | 'x' | 'y'> {
  const [right, low] = [x + width / 2, y + height / 2];
  const reach = height * 0.42;
  const end = { x: right - 16, y: low + 2 };
  const base = { x: end.x + 1.5, y: end.y + HEAD };
  const line = `M${pair({ x: right + 1, y: low - 12 })}C${pair({ x: right + reach, y: low - 12 })} ${pair({ x: right + reach * 0.7, y: low + reach })} ${pair(base)}`;
  return { line, head: arrowHead(base, end), x: r(right + reach * 0.55), y: r(low + reach * 0.2) };
}

/** Where the straight way from a node's middle to `towards` leaves the node, `gap` behind its border. */
function border(middle: Point, towards: Point, { width, height }: GraphLayout['size'], gap: number): Point {
  const [dx, dy] = [towards.x - middle.x, towards.y - middle.y];
  const share = Math.min(
    (width / 2 + gap) / Math.max(1e-6, Math.abs(dx)),
    (height / 2 + gap) / Math.max(1e-6, Math.abs(dy)),
  );
  return { x: middle.x + dx * share, y: middle.y + dy * share };
}

function toward(from: Point, to: Point, distance: number): Point {
  const length = Math.max(1e-6, Math.hypot(to.x - from.x, to.y - from.y));
  return { x: from.x + ((to.x - from.x) * distance) / length, y: from.y + ((to.y - from.y) * distance) / length };
}

function arrowHead(base: Point, tip: Point): string {
  const [dx, dy] = [(tip.x - base.x) / HEAD, (tip.y - base.y) / HEAD];
  const side = 3.6;
  const [left, right] = [
    { x: base.x - dy * side, y: base.y + dx * side },
    { x: base.x + dy * side, y: base.y - dx * side },
  ];
  return `M${pair(tip)}L${pair(left)}L${pair(right)}z`;
}

/** `f0, f1`; of many, how many. */
function fieldsText(fields: readonly string[]): string {
  const named = fields.filter((field) => field !== '').map((field) => shorten(field, 12));
  return named.length <= 3 ? named.join(', ') : `${named.length} references`;
}

function tagText(names: readonly string[], room: number): string {
  const [first, ...others] = names;
  if (first === undefined) return '';
  const all = names.join(', ');
  if (all.length <= room) return all;
  return others.length === 0 ? shorten(first, room) : `${shorten(first, room - 4)} +${others.length}`;
}

function shorten(text: string, room: number): string {
  return text.length <= room
    ? text
    : `${Array.from(text)
        .slice(0, room - 1)
        .join('')}…`;
}

function pair({ x, y }: Point): string {
  return `${r(x)} ${r(y)}`;
}

function r(value: number): number {
  return Math.round(value * 10) / 10;
}
