import { describe, expect, it } from 'vitest';
import { type Point, stressLayout } from './stress-layout.ts';

function ring(count: number, order: (index: number) => number = (index) => index): readonly (readonly number[])[] {
  const neighbours: number[][] = Array.from({ length: count }, () => []);
  for (let index = 0; index < count; index += 1) {
    neighbours[order(index)]?.push(order((index + 1) % count), order((index + count - 1) % count));
  }
  return neighbours;
}

function distance(a: Point | undefined, b: Point | undefined): number {
  return Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));
}

describe('stressLayout', () => {
  it('puts two nodes beside each other, the first at the left', () => {
    const [first, second] = stressLayout([[1], [0]]);
    expect(first?.y).toBe(second?.y);
    expect(distance(first, second)).toBeCloseTo(1, 3);
    expect((first?.x ?? 0) < (second?.x ?? 0)).toBe(true);
  });
  it('draws a chain as a line, in whatever order it was made', () => {
    const chain = [[3], [2, 4], [1, 3], [0, 2], [1]]; // 0 3 2 1 4
    const points = stressLayout(chain);
    expect(new Set(points.map(({ y }) => y)).size).toBe(1);
    const order = [0, 3, 2, 1, 4].map((node) => points[node]?.x ?? 0);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
  it.each([
    ['in order', (index: number) => index],
    ['by threes', (index: number) => (index * 3) % 10],
  ])('draws a ring made %s as a ring: no two neighbours far apart, no two others near', (_, order) => {
    const neighbours = ring(10, order);
    const points = stressLayout(neighbours);
    for (const [from, near] of neighbours.entries()) {
      for (const [to, point] of points.entries()) {
        if (to === from) continue;
        const apart = distance(points[from], point);
        if (near.includes(to)) expect(apart).toBeLessThan(1.3);
        else expect(apart).toBeGreaterThan(1.3);
      }
    }
  });
  it('draws a square without a crossing, though it was not made going around', () => {
    const square = [
      [2, 3],
      [2, 3],
      [0, 1],
      [0, 1],
    ];
    const points = stressLayout(square);
    for (const [from, near] of square.entries()) {
      const across = [0, 1, 2, 3].find((node) => node !== from && !near.includes(node)) ?? 0;
      for (const to of near) {
        expect(distance(points[from], points[to])).toBeLessThan(distance(points[from], points[across]));
      }
    }
  });
  it('gives the same picture every time', () => expect(stressLayout(ring(7))).toEqual(stressLayout(ring(7))));
});
