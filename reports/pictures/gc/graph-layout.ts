import type { GcFilm } from './film.ts';
import { FilmReel } from './film-reel.ts';
import { type GraphPlace, graphPlaces } from './fold.ts';
import { type Point, stressLayout } from './stress-layout.ts';

/** The graph with a fixed position for everything that the film ever shows: nothing jumps between moments. */
export interface GraphLayout {
  readonly places: readonly GraphPlace[];
  /** Number of the place of each object. */
  readonly placeOf: readonly number[];
  /** Middles of the places, in units of the drawing. */
  readonly points: readonly Point[];
  readonly width: number;
  readonly height: number;
  readonly size: NodeSize;
  /** How far each drawn reference bends to its right, by `pairKey` of its places. */
  readonly bends: ReadonlyMap<string, number>;
}

export interface NodeSize {
  readonly kind: 'full' | 'small';
  readonly width: number;
  readonly height: number;
  /** Room for the names above a node. */
  readonly above: number;
}

const FULL: NodeSize = { kind: 'full', width: 118, height: 46, above: 22 };
const SMALL: NodeSize = { kind: 'small', width: 74, height: 30, above: 15 };
/** Places up to which nodes are drawn full. */
const FULL_UP_TO = 18;
/** Nodes of a part that is laid out by its references; larger ones become rows. */
const STRESS_UP_TO = 80;
const MARGIN = 14;
const NARROWEST = 420;
const WIDEST = 980;
/** Of a part that is laid out by its references. */
const WIDEST_PART = 1250;
/** Bends to try, in units of the drawing, until no other node is in the way. */
const BENDS = [0, 34, -34, 62, -62, 96, -96];

/** `unfolded`: every object has its own place, up to a limit. */
export function layOutGraph(film: GcFilm, unfolded = false): GraphLayout {
  const places = graphPlaces(film, unfolded);
  const placeOf: number[] = [];
  for (const [place, { objects }] of places.entries()) for (const object of objects) placeOf[object] = place;
  const pairs = pairsOf(film, placeOf);
  const size = places.length > FULL_UP_TO ? SMALL : FULL;
  const neighbours = places.map((): number[] => []);
  for (const [from, to] of pairs.values()) {
    if (from === to || neighbours[from]?.includes(to)) continue;
    neighbours[from]?.push(to);
    neighbours[to]?.push(from);
  }
  const parts = partsOf(neighbours).map((part) => layOutPart(part, neighbours, size));
  const packed = pack(parts, places.length, size);
  const bends = bendsOf(pairs, packed.points, size);
  return { places, placeOf, size, bends, ...roomForBends(packed, pairs, bends) };
}

export function pairKey(from: number, to: number): string {
  return `${from} ${to}`;
}

/** All references that there ever are, weak ones too, between places. */
function pairsOf(film: GcFilm, placeOf: readonly number[]): ReadonlyMap<string, readonly [number, number]> {
  const pairs = new Map<string, readonly [number, number]>();
  const add = (from: number, to: number) => {
    const [a, b] = [placeOf[from] ?? 0, placeOf[to] ?? 0];
    pairs.set(pairKey(a, b), [a, b]);
  };
  const reel = new FilmReel(film);
  for (let position = 0; position <= reel.end; position += 1) {
    reel.seek(position);
    for (const { object, after } of reel.changes.references) for (const { target } of after) add(object, target);
    for (const { weakref, target } of reel.changes.targets) add(weakref, target);
  }
  return pairs;
}

/** What hangs together, each in the order of making. */
function partsOf(neighbours: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (const start of neighbours.keys()) {
    if (seen.has(start)) continue;
    const part = [start];
    seen.add(start);
    for (let at = 0; at < part.length; at += 1) {
      for (const next of neighbours[part[at] as number] ?? []) {
        if (!seen.has(next)) part.push(next);
        seen.add(next);
      }
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}

interface Part {
  readonly nodes: readonly number[];
  /** Upper left corner at 0, 0; middles of nodes. */
  readonly points: readonly Point[];
  readonly width: number;
  readonly height: number;
}

function layOutPart(nodes: readonly number[], all: readonly (readonly number[])[], size: NodeSize): Part {
  const step = { x: size.width * 1.45, y: (size.height + size.above) * 1.5 };
  if (nodes.length <= STRESS_UP_TO) {
    const local = new Map(nodes.map((node, index) => [node, index]));
    const neighbours = nodes.map((node) => (all[node] ?? []).map((other) => local.get(other) ?? 0));
    const laid = stressLayout(neighbours).map(({ x, y }) => ({ x: x * step.x, y: y * step.y }));
    const part = framed(nodes, apart(laid, size), size);
    if (part.width <= WIDEST_PART) return part;
  }
  const columns = Math.max(4, Math.min(Math.floor(WIDEST / step.x), Math.ceil(Math.sqrt(nodes.length * 1.6))));
  return framed(
    nodes,
    nodes.map((_, index) => {
      const row = Math.floor(index / columns);
      const column = row % 2 === 0 ? index % columns : columns - 1 - (index % columns); // there and back: neighbours stay near
      return { x: column * step.x, y: row * step.y };
    }),
    size,
  );
}

/** Pushes nodes apart that lie over one another. */
function apart(points: readonly Point[], size: NodeSize): readonly Point[] {
  const moved = points.map(({ x, y }) => ({ x, y }));
  const room = { x: size.width + 26, y: size.height + size.above + 14 };
  for (let round = 0; round < 80; round += 1) {
    let isFree = true;
    for (const [index, a] of moved.entries()) {
      for (const b of moved.slice(index + 1)) {
        const lack = { x: room.x - Math.abs(a.x - b.x), y: room.y - Math.abs(a.y - b.y) };
        if (lack.x <= 0.5 || lack.y <= 0.5) continue;
        isFree = false;
        const axis = lack.x / room.x < lack.y / room.y ? 'x' : 'y';
        const push = (a[axis] <= b[axis] ? -1 : 1) * (lack[axis] / 2);
        a[axis] += push;
        b[axis] -= push;
      }
    }
    if (isFree) break;
  }
  return moved;
}

function framed(nodes: readonly number[], points: readonly Point[], size: NodeSize): Part {
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
  return {
    nodes,
    points: points.map(({ x, y }) => ({ x: x - left + size.width / 2, y: y - top + size.above + size.height / 2 })),
    width: right - left + size.width,
    height: bottom - top + size.height + size.above,
  };
}

/** Parts in rows, in the order of making. */
function pack(parts: readonly Part[], count: number, size: NodeSize): Pick<GraphLayout, 'points' | 'width' | 'height'> {
  const gap = { x: 44, y: 26 };
  const area = parts.reduce((sum, { width, height }) => sum + (width + gap.x) * (height + gap.y), 0);
  const broadest = Math.max(0, ...parts.map(({ width }) => width));
  const wanted = Math.max(broadest, Math.min(WIDEST, Math.max(NARROWEST, Math.sqrt(area * 2.2))));
  const points: Point[] = Array.from({ length: count }, () => ({ x: 0, y: 0 }));
  let [x, y, rowHeight, width] = [MARGIN, MARGIN, 0, 0];
  for (const part of parts) {
    if (x > MARGIN && x + part.width > wanted + MARGIN) {
      x = MARGIN;
      y += rowHeight + gap.y;
      rowHeight = 0;
    }
    for (const [index, node] of part.nodes.entries()) {
      const point = part.points[index] as Point;
      points[node] = { x: round(x + point.x), y: round(y + point.y) };
    }
    x += part.width + gap.x;
    width = Math.max(width, x - gap.x);
    rowHeight = Math.max(rowHeight, part.height);
  }
  return { points, width: round(width + MARGIN + size.height / 2), height: round(y + rowHeight + MARGIN) };
}

/** A reference there and one back bend away from each other; and each bends around what is in its way. */
function bendsOf(
  pairs: ReadonlyMap<string, readonly [number, number]>,
  points: readonly Point[],
  size: NodeSize,
): ReadonlyMap<string, number> {
  const bends = new Map<string, number>();
  for (const [key, [from, to]] of pairs) {
    if (from === to) continue;
    const least = pairs.has(pairKey(to, from)) ? 18 : 0;
    const [a, b] = [points[from] as Point, points[to] as Point];
    const others = points.filter((_, place) => place !== from && place !== to);
    const isFree = (bend: number) => !others.some((other) => isInTheWay(other, a, b, bend, size));
    bends.set(
      key,
      points.length > 200 ? least : (BENDS.map((bend) => bend + (bend < 0 ? -least : least)).find(isFree) ?? least),
    );
  }
  return bends;
}

/** Moves the drawing so far that no bent reference leaves it. */
function roomForBends(
  { points, width, height }: Pick<GraphLayout, 'points' | 'width' | 'height'>,
  pairs: ReadonlyMap<string, readonly [number, number]>,
  bends: ReadonlyMap<string, number>,
): Pick<GraphLayout, 'points' | 'width' | 'height'> {
  const middles = Array.from(pairs, ([key, [from, to]]) => {
    const [a, b] = [points[from] as Point, points[to] as Point];
    const control = controlPoint(a, b, bends.get(key) ?? 0);
    return { x: (a.x + b.x) / 4 + control.x / 2, y: (a.y + b.y) / 4 + control.y / 2 };
  });
  const least = (axis: 'x' | 'y') => Math.max(0, -Math.min(0, ...middles.map((middle) => middle[axis] - MARGIN / 2)));
  const most = (axis: 'x' | 'y') => Math.max(0, ...middles.map((middle) => middle[axis] + MARGIN / 2));
  const [left, top] = [least('x'), least('y')];
  return {
    points: points.map(({ x, y }) => ({ x: round(x + left), y: round(y + top) })),
    width: round(Math.max(width, most('x')) + left),
    height: round(Math.max(height, most('y')) + top),
  };
}

function isInTheWay(other: Point, a: Point, b: Point, bend: number, size: NodeSize): boolean {
  const control = controlPoint(a, b, bend);
  for (let t = 0.1; t < 0.95; t += 0.1) {
    const x = (1 - t) ** 2 * a.x + 2 * t * (1 - t) * control.x + t ** 2 * b.x;
    const y = (1 - t) ** 2 * a.y + 2 * t * (1 - t) * control.y + t ** 2 * b.y;
    if (Math.abs(x - other.x) < size.width / 2 + 4 && Math.abs(y - other.y) < size.height / 2 + 4) return true;
  }
  return false;
}

/** Of the quadratic curve from `a` to `b` whose middle is `bend` to the right of the straight line. */
export function controlPoint(a: Point, b: Point, bend: number): Point {
  const length = Math.max(1, Math.hypot(b.x - a.x, b.y - a.y));
  return {
    x: (a.x + b.x) / 2 - (2 * bend * (b.y - a.y)) / length,
    y: (a.y + b.y) / 2 + (2 * bend * (b.x - a.x)) / length,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
