/** A node of a graph without cycles, to be laid out. */
export interface LayoutNode {
  /** Room that it needs, in pixels. */
  readonly width: number;
  /** The nodes that stand above it, by index: its bases, in their order. */
  readonly above: readonly number[];
}

export interface Layout {
  /** Middle of each node, and its layer: 0 at the top. */
  readonly places: readonly { readonly x: number; readonly layer: number }[];
  /** For each node and each of `above`: the middles of the edge in the layers between, from the node upwards. */
  readonly bends: readonly (readonly (readonly { readonly x: number; readonly layer: number }[])[])[];
  readonly width: number;
  readonly layers: number;
}

const GAP = 28;
const BEND_WIDTH = 6;
const SWEEPS = 8;

/**
 * Puts each node one layer below the lowest of those above it, orders the layers so that few edges cross, and keeps
 * nodes near the middle of their neighbours. Edges over several layers bend in each of them.
 *
 * Source: K. Sugiyama, S. Tagawa, M. Toda, Methods for visual understanding of hierarchical system structures, 1981.
 */
export function layOutLayers(nodes: readonly LayoutNode[]): Layout {
  const layerOf = layersOf(nodes);
  const items: Item[] = nodes.map(({ width }, node) => ({ width, layer: layerOf[node] ?? 0, up: [], down: [], x: 0 }));
  const chains = nodes.map(({ above }, node) => above.map((base) => chain(items, node, base)));
  const layers: Item[][] = [];
  for (const item of inReadingOrder(items)) {
    layers[item.layer] ??= [];
    layers[item.layer]?.push(item);
  }
  order(layers);
  place(layers);
  const left = Math.min(...items.map(({ x, width }) => x - width / 2));
  const at = ({ x, layer }: Item) => ({ x: x - left, layer });
  return {
    places: items.slice(0, nodes.length).map(at),
    bends: chains.map((each) => each.map((bends) => bends.map(at))),
    width: Math.max(...items.map(({ x, width }) => x + width / 2)) - left,
    layers: layers.length,
  };
}

/** A node, or the place where an edge crosses a layer. */
interface Item {
  readonly width: number;
  readonly layer: number;
  readonly up: Item[];
  readonly down: Item[];
  x: number;
}

function layersOf(nodes: readonly LayoutNode[]): readonly number[] {
  const layers: (number | undefined)[] = [];
  const layer = (node: number): number => {
    const known = layers[node];
    if (known !== undefined) return known;
    const found = 1 + Math.max(-1, ...(nodes[node]?.above ?? []).map(layer));
    layers[node] = found;
    return found;
  };
  return nodes.map((_, node) => layer(node));
}

/** Joins two nodes, through an item in each layer between; gives these items. */
function chain(items: Item[], from: number, to: number): readonly Item[] {
  const [start, end] = [items[from], items[to]];
  if (start === undefined || end === undefined) return [];
  const bends: Item[] = [];
  let below = start;
  for (let layer = start.layer - 1; layer > end.layer; layer -= 1) {
    const bend: Item = { width: BEND_WIDTH, layer, up: [], down: [], x: 0 };
    items.push(bend);
    bends.push(bend);
    join(below, bend);
    below = bend;
  }
  join(below, end);
  return bends;
}

function join(below: Item, above: Item): void {
  below.up.push(above);
  above.down.push(below);
}

/** From the lowest node upwards, bases in the order in which they are written: so they stand from left to right. */
function inReadingOrder(items: readonly Item[]): readonly Item[] {
  const seen = new Set<Item>();
  const visit = (item: Item): void => {
    if (seen.has(item)) return;
    seen.add(item);
    item.up.forEach(visit);
  };
  items.filter(({ down }) => down.length === 0).forEach(visit);
  return [...seen];
}

/** Sorts each layer by the mean position of the neighbours in the one before, down and up in turn; keeps the best. */
function order(layers: Item[][]): void {
  let [best, least] = [layers.map((layer) => [...layer]), crossings(layers)];
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep += 1) {
    const side = sweep % 2 === 0 ? 'down' : 'up';
    const sequence = [...layers.keys()];
    if (side === 'down') sequence.reverse();
    for (const index of sequence) {
      const layer = layers[index] ?? [];
      const position = new Map(layers.flatMap((each) => each.map((item, at) => [item, at] as const)));
      const mean = (item: Item) => {
        const near = item[side].map((other) => position.get(other) ?? 0);
        return near.length === 0 ? (position.get(item) ?? 0) : near.reduce((sum, at) => sum + at, 0) / near.length;
      };
      const means = new Map(layer.map((item) => [item, mean(item)]));
      layer.sort((a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0));
    }
    const now = crossings(layers);
    if (now < least) [best, least] = [layers.map((layer) => [...layer]), now];
  }
  for (const [index, layer] of best.entries()) layers[index] = layer;
}

function crossings(layers: readonly (readonly Item[])[]): number {
  let count = 0;
  for (const layer of layers) {
    const position = new Map(layers.flatMap((each) => each.map((item, at) => [item, at] as const)));
    const edges = layer.flatMap((item, at) => item.up.map((above) => [at, position.get(above) ?? 0] as const));
    for (const [index, [from, to]] of edges.entries()) {
      for (const [otherFrom, otherTo] of edges.slice(index + 1))
        if ((from - otherFrom) * (to - otherTo) < 0) count += 1;
    }
  }
  return count;
}

/** Side by side first; then each towards the mean of its neighbours, as far as the order allows. */
function place(layers: readonly (readonly Item[])[]): void {
  for (const layer of layers) {
    let x = 0;
    for (const item of layer) {
      item.x = x + item.width / 2;
      x += item.width + GAP;
    }
    for (const item of layer) item.x -= (x - GAP) / 2;
  }
  for (let sweep = 0; sweep < 24; sweep += 1) {
    const sequence = sweep % 2 === 0 ? layers.toReversed() : layers;
    for (const layer of sequence) settle(layer, sweep % 2 === 0 ? 'down' : 'up');
  }
  // At the end both neighbours count, so that what is alone stands between them.
  for (let sweep = 0; sweep < 6; sweep += 1) for (const layer of layers) settle(layer, 'both');
}

function settle(layer: readonly Item[], side: 'up' | 'down' | 'both'): void {
  const wanted = layer.map((item) => {
    const near = side === 'both' ? [...item.up, ...item.down] : item[side];
    return near.length === 0 ? item.x : near.reduce((sum, { x }) => sum + x, 0) / near.length;
  });
  const apart = (index: number) => ((layer[index]?.width ?? 0) + (layer[index + 1]?.width ?? 0)) / 2 + GAP;
  // Groups of items that touch move as one, to the mean of what they want. (Pool adjacent violators.)
  const groups: { from: number; sum: number; count: number }[] = [];
  let offset = 0;
  const offsets: number[] = [];
  for (const [index, want] of wanted.entries()) {
    offsets.push(offset);
    groups.push({ from: index, sum: want - offset, count: 1 });
    offset += apart(index);
    for (
      let last = groups.at(-1), before = groups.at(-2);
      last && before;
      last = groups.at(-1), before = groups.at(-2)
    ) {
      if (before.sum / before.count <= last.sum / last.count) break;
      groups.splice(-2, 2, { from: before.from, sum: before.sum + last.sum, count: before.count + last.count });
    }
  }
  for (const [at, group] of groups.entries()) {
    const to = groups[at + 1]?.from ?? layer.length;
    for (let index = group.from; index < to; index += 1) {
      const item = layer[index];
      if (item !== undefined) item.x = group.sum / group.count + (offsets[index] ?? 0);
    }
  }
}
