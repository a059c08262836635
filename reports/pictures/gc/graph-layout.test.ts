import { describe, expect, it } from 'vitest';
import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import { GC_EXAMPLES } from './examples.ts';
import { graphPlaces, MOST_DRAWN } from './fold.ts';
import { layOutGraph } from './graph-layout.ts';
import { shootFilm } from './shoot-film.ts';

function filmOf(steps: readonly GcStep[]) {
  return shootFilm({ name: 'x', rule: '', steps });
}

const MANY = filmOf([
  { op: 'new', id: 'root' },
  { op: 'new_many', prefix: 'a', count: 50 },
  { op: 'new_many', prefix: 'b', count: 30 },
]);

describe('graphPlaces', () => {
  it('gives each object a place of its own, up to 60', () => {
    const film = filmOf([{ op: 'new_many', prefix: 'n', count: 60 }]);
    expect(graphPlaces(film)).toEqual(Array.from({ length: 60 }, (_, object) => ({ name: '', objects: [object] })));
  });
  it('makes one place of the middle of a family, beyond', () => {
    const folds = graphPlaces(MANY).filter(({ name }) => name !== '');
    expect(folds.map(({ name, objects }) => [name, objects.length])).toEqual([
      ['a6 … a43', 38],
      ['b6 … b23', 18],
    ]);
  });
  it('gives every object exactly one place', () => {
    for (const unfolded of [false, true]) {
      const objects = graphPlaces(MANY, unfolded).flatMap((place) => place.objects);
      expect(objects.toSorted((a, b) => a - b)).toEqual(MANY.objects.map((_, object) => object));
    }
  });
  it('makes one place of what is beyond the limit, when each is asked for', () => {
    const film = filmOf([{ op: 'new_many', prefix: 'n', count: MOST_DRAWN + 5 }]);
    expect(graphPlaces(film, true).at(-1)).toMatchObject({ name: 'the others', objects: { length: 5 } });
  });
});

describe('layOutGraph', () => {
  const star = filmOf([
    { op: 'new_many', prefix: 'n', count: 20 },
    { op: 'new', id: 'l', kind: 'list', items: Array.from({ length: 20 }, (_, index) => `n${index}`) },
  ]);
  const films = [...GC_EXAMPLES.map(({ name, steps }) => [name, filmOf(steps)] as const), ['a star', star] as const];

  it.each(films)('keeps the nodes of %s apart and inside', (_, film) => {
    const { points, size, width, height } = layOutGraph(film);
    for (const [index, { x, y }] of points.entries()) {
      expect(x - size.width / 2).toBeGreaterThanOrEqual(0);
      expect(x + size.width / 2).toBeLessThanOrEqual(width);
      expect(y - size.height / 2 - size.above).toBeGreaterThanOrEqual(0);
      expect(y + size.height / 2).toBeLessThanOrEqual(height);
      for (const other of points.slice(index + 1)) {
        expect(Math.abs(x - other.x) >= size.width || Math.abs(y - other.y) >= size.height).toBe(true);
      }
    }
  });
  it('bends a reference and the one back to different sides', () => {
    const film = filmOf([
      { op: 'new', id: 'a' },
      { op: 'new', id: 'b' },
      { op: 'set', obj: 'a', field: 'f0', to: 'b' },
      { op: 'set', obj: 'b', field: 'f0', to: 'a' },
    ]);
    const { bends } = layOutGraph(film);
    expect(bends.get('0 1')).toBeGreaterThan(0);
    expect(bends.get('1 0')).toBe(bends.get('0 1'));
  });
});
