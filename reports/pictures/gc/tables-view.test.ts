import { describe, expect, it } from 'vitest';
import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import { FilmReel } from './film-reel.ts';
import { shootFilm } from './shoot-film.ts';
import { numbersView, objectsView } from './tables-view.ts';

function filmOf(steps: readonly GcStep[]) {
  return shootFilm({ name: 'x', rule: '', steps });
}

describe('objectsView', () => {
  it('keeps those that are alive when there are too many', () => {
    const names = Array.from({ length: 200 }, (_, index) => ({ op: 'unbind', name: `n${index}` }) as const);
    const reel = new FilmReel(
      filmOf([{ op: 'new_many', prefix: 'n', count: 200 }, ...names.slice(0, 190), { op: 'new', id: 'last' }]),
    );
    reel.seek(reel.end);
    const { objects, left } = objectsView(reel);
    expect(left).toBe(51);
    expect(objects.filter(({ state }) => state !== 'freed').map(({ label }) => label)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `n${190 + index}`),
      'last',
    ]);
  });
});

describe('numbersView', () => {
  it('says which generation is due', () => {
    const reel = new FilmReel(
      filmOf([
        { op: 'set_threshold', args: [1] },
        { op: 'new', id: 'a' },
        { op: 'new', id: 'b' },
      ]),
    );
    reel.seek(reel.end);
    expect(numbersView(reel).generations[0]).toMatchObject({ objects: 2, count: 2, threshold: 1, isDue: true });
    expect(numbersView(reel).facts).toContainEqual({ name: 'automatic collection', value: 'off' });
  });
});
