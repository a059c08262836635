import { describe, expect, it } from 'vitest';
import { type LayoutNode, layOutLayers } from './layered-layout.ts';

/** Nodes by their names, each with those above it. */
function graph(above: Readonly<Record<string, readonly string[]>>, width = 60): readonly LayoutNode[] {
  const names = Object.keys(above);
  return names.map((name) => ({ width, above: (above[name] ?? []).map((each) => names.indexOf(each)) }));
}

const DIAMOND = graph({ D: ['B', 'C'], B: ['A'], C: ['A'], A: [] });

describe('layOutLayers', () => {
  it('puts each node below all that stand above it', () => {
    expect(layOutLayers(DIAMOND).places.map(({ layer }) => layer)).toEqual([2, 1, 1, 0]);
    const skipping = graph({ D: ['A', 'B'], B: ['A'], A: [] });
    expect(layOutLayers(skipping).places.map(({ layer }) => layer)).toEqual([2, 1, 0]);
  });

  it('keeps bases from left to right as they are written, and a shared one in the middle', () => {
    const [d, b, c, a] = layOutLayers(DIAMOND).places;
    expect((b?.x ?? 0) < (c?.x ?? 0)).toBe(true);
    expect(d?.x).toBeCloseTo(((b?.x ?? 0) + (c?.x ?? 0)) / 2);
    expect(a?.x).toBeCloseTo(d?.x ?? 0);
  });

  it('lets no nodes of a layer touch', () => {
    const wide = graph({
      Z: ['K1', 'K3', 'K2'],
      K1: ['C', 'A', 'B'],
      K3: ['A', 'D'],
      K2: ['B', 'D', 'E'],
      A: ['O'],
      B: ['O'],
      C: ['O'],
      D: ['O'],
      E: ['O'],
      O: [],
    });
    const { places, layers, width } = layOutLayers(wide);
    for (let layer = 0; layer < layers; layer += 1) {
      const xs = places.filter((place) => place.layer === layer).map(({ x }) => x);
      const sorted = xs.toSorted((a, b) => a - b);
      for (const [at, x] of sorted.entries()) expect(x - (sorted[at - 1] ?? -1000)).toBeGreaterThanOrEqual(60);
      expect(Math.min(...xs) >= 30 - 1e-6 && Math.max(...xs) <= width - 30 + 1e-6).toBe(true);
    }
  });

  it('crosses no edges where it need not', () => {
    const [, x, y, w, a, b] = layOutLayers(
      graph({ Z: ['X', 'Y', 'W'], X: ['A'], Y: ['B'], W: ['A'], A: [], B: [] }),
    ).places.map((place) => place.x);
    const inOrder = (...xs: readonly (number | undefined)[]) =>
      xs.every((each, at) => at === 0 || (each ?? 0) > (xs[at - 1] ?? 0));
    const [side, otherSide] = [(w ?? 0) < (y ?? 0), (a ?? 0) < (b ?? 0)];
    expect({ side, isBetween: inOrder(x, y, w) || inOrder(w, y, x) }).toEqual({ side: otherSide, isBetween: false });
  });

  it('bends an edge in each layer that it passes', () => {
    const { bends } = layOutLayers(graph({ D: ['A', 'C'], C: ['B'], B: ['A'], A: [] }));
    expect(bends.map((each) => each.map((bend) => bend.map(({ layer }) => layer)))).toEqual([
      [[2, 1], []],
      [[]],
      [[]],
      [],
    ]);
  });

  it('takes a single node', () => {
    expect(layOutLayers(graph({ O: [] }))).toEqual({
      places: [{ x: 30, layer: 0 }],
      bends: [[]],
      width: 60,
      layers: 1,
    });
  });
});
