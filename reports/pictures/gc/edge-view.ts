import type { FilmReel } from './film-reel.ts';
import { controlPoint, type GraphLayout, pairKey } from './graph-layout.ts';
import { shorten } from './shorten.ts';
import type { Point } from './stress-layout.ts';
import { subjectOf } from './subject.ts';

/** References between two places, as one arrow. Coordinates in units of the drawing. */
export interface EdgeView {
  /** Classes: `weak`, `hot`, `faint`, or none. */
  readonly kind: string;
  readonly line: string;
  readonly head: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

const HEAD = 7;
/** Edges up to which each says which field it is. */
const LABELLED_EDGES = 40;

interface Drawn {
  readonly from: number;
  readonly to: number;
  readonly isWeak: boolean;
  isFaint: boolean;
  isHot: boolean;
  readonly fields: string[];
}

export function edgeViews(reel: FilmReel, layout: GraphLayout): readonly EdgeView[] {
  const { film, state } = reel;
  const drawn = new Map<string, Drawn>();
  const hot = new Set(subjectOf(reel).references.map(({ from, to }) => pairKey(from, to)));
  for (const [object, { references, target, mark }] of state.objects) {
    for (const reference of references) add(object, reference.target, film.texts[reference.field] ?? '', false);
    if (target !== null) add(object, target, '', true);
    function add(from: number, to: number, field: string, isWeak: boolean): void {
      const [a, b] = [layout.placeOf[from] ?? 0, layout.placeOf[to] ?? 0];
      const fold = layout.places[a]?.name ?? '';
      if (a === b && fold !== '') return;
      const key = `${pairKey(a, b)} ${isWeak}`;
      const isHot = !isWeak && hot.has(pairKey(from, to));
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
  const text = (isLabelled || isHot) && !isWeak ? fieldsText(fields) : '';
  if (from === to) return { kind, label: text, ...loop(a, size) };
  const control = controlPoint(a, b, bends.get(pairKey(from, to)) ?? 0);
  const [start, end] = [border(a, control, size, 1), border(b, control, size, 3)];
  const base = toward(end, control, HEAD);
  const middle = { x: r((start.x + 2 * control.x + end.x) / 4), y: r((start.y + 2 * control.y + end.y) / 4) };
  return {
    kind,
    // Over a node it would hide what the node says; the table of objects names every field.
    label: points.some((point) => isOver(point, middle, size)) ? '' : text,
    line: `M${pair(start)}Q${pair(control)} ${pair(base)}`,
    head: arrowHead(base, end),
    ...middle,
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

function isOver(node: Point, { x, y }: Point, { width, height, above }: GraphLayout['size']): boolean {
  const [top, low] = [node.y - height / 2 - above, node.y + height / 2];
  return Math.abs(x - node.x) < width / 2 + 4 && y > top && y < low + 4;
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

function pair({ x, y }: Point): string {
  return `${r(x)} ${r(y)}`;
}

function r(value: number): number {
  return Math.round(value * 10) / 10;
}
