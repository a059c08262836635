/** A place in the plane; the unit is the length of a reference. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Rounds times nodes squared, about; a long chain bends slowly, and is small work. */
const WORK = 2_400_000;
const MOST_ROUNDS = 2000;
/** What is nearly a line becomes one. */
const FLAT = 0.5;

/**
 * Lays out a connected graph so that distances in the plane are those in the graph, as well as they can be: stress
 * majorization (Gansner, Koren, North 2004), one node at a time. The longer side lies flat, node 0 at the left.
 *
 * Deterministic: it begins with a circle, in the nodes' order and in that of a walk along the references, which goes
 * around a ring in whatever order it was made; the better outcome counts.
 *
 * `neighbours`: of each node. Cost: O(rounds × n²), and the more nodes, the fewer rounds.
 */
export function stressLayout(neighbours: readonly (readonly number[])[]): readonly Point[] {
  const count = neighbours.length;
  if (count === 1) return [{ x: 0, y: 0 }];
  const distances = neighbours.map((_, from) => distancesFrom(from, neighbours));
  const rounds = Math.min(MOST_ROUNDS, Math.ceil(WORK / count ** 2));
  const outcomes = [[...neighbours.keys()], walk(neighbours)].map((order) => {
    const points = circle(order);
    for (let round = 0; round < rounds; round += 1) {
      for (let node = 0; node < count; node += 1) points[node] = relaxed(node, points, distances[node] ?? []);
    }
    return { points, stress: stressOf(points, distances) };
  });
  const [plain, walked] = outcomes;
  return turned(
    plain !== undefined && plain.stress <= (walked?.stress ?? 0) + 1e-6 ? plain.points : (walked?.points ?? []),
  );
}

/** The nodes around a circle, in this order. */
function circle(order: readonly number[]): Point[] {
  const radius = order.length / (2 * Math.PI);
  const points: Point[] = [];
  for (const [index, node] of order.entries()) {
    const turn = (2 * Math.PI * index) / order.length - Math.PI;
    points[node] = { x: radius * Math.cos(turn), y: radius * Math.sin(turn) };
  }
  return points;
}

/** Depth first from node 0. */
function walk(neighbours: readonly (readonly number[])[]): readonly number[] {
  const seen = new Set<number>();
  const ahead = [0];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    ahead.push(...[...(neighbours[node] ?? [])].sort((a, b) => b - a));
  }
  return [...seen];
}

/** How far the distances are from those wanted, each weighed by nearness. */
function stressOf(points: readonly Point[], distances: readonly (readonly number[])[]): number {
  let stress = 0;
  for (const [from, row] of distances.entries()) {
    for (const [to, wanted] of row.entries()) {
      if (to <= from) continue;
      const [a, b] = [points[from] as Point, points[to] as Point];
      stress += (Math.hypot(a.x - b.x, a.y - b.y) / wanted - 1) ** 2;
    }
  }
  return stress;
}

/** Where the others would have the node, each weighed by nearness. */
function relaxed(node: number, points: readonly Point[], distances: readonly number[]): Point {
  const own = points[node] as Point;
  let [x, y, weights] = [0, 0, 0];
  for (const [other, point] of points.entries()) {
    const wanted = distances[other] ?? 0;
    if (wanted === 0) continue;
    const actual = Math.max(1e-6, Math.hypot(own.x - point.x, own.y - point.y));
    const weight = 1 / wanted ** 2;
    x += weight * (point.x + (wanted * (own.x - point.x)) / actual);
    y += weight * (point.y + (wanted * (own.y - point.y)) / actual);
    weights += weight;
  }
  return weights === 0 ? own : { x: x / weights, y: y / weights };
}

function distancesFrom(from: number, neighbours: readonly (readonly number[])[]): readonly number[] {
  const distances = neighbours.map(() => 0);
  const queue = [from];
  for (let at = 0; at < queue.length; at += 1) {
    const node = queue[at] as number;
    for (const next of neighbours[node] ?? []) {
      if (next === from || distances[next] !== 0) continue;
      distances[next] = (distances[node] ?? 0) + 1;
      queue.push(next);
    }
  }
  return distances;
}

/** The principal axis becomes horizontal; node 0 is in the left half, and in the upper one. */
function turned(points: readonly Point[]): readonly Point[] {
  const middle = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  const around = points.map(({ x, y }) => ({ x: x - middle.x, y: y - middle.y }));
  const sum = (term: (point: Point) => number) => around.reduce((total, point) => total + term(point), 0);
  const angle =
    Math.atan2(
      2 * sum(({ x, y }) => x * y),
      sum(({ x, y }) => x * x - y * y),
    ) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const flat = around.map(({ x, y }) => ({ x: x * cos + y * sin, y: y * cos - x * sin }));
  const tall = Math.max(...flat.map(({ y }) => y)) - Math.min(...flat.map(({ y }) => y));
  if (tall < FLAT) return lineOf(flat);
  const [first] = flat;
  const [flipX, flipY] = [(first?.x ?? 0) > 1e-9 ? -1 : 1, (first?.y ?? 0) > 1e-9 ? -1 : 1];
  return flat.map(({ x, y }) => ({ x: flipX * x, y: flipY * y }));
}

function lineOf(flat: readonly Point[]): readonly Point[] {
  const flip = (flat[0]?.x ?? 0) > 0 ? -1 : 1;
  return flat.map(({ x }) => ({ x: flip * x, y: 0 }));
}
