import { describe, expect, it } from 'vitest';
import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import { FilmReel } from './film-reel.ts';
import { lanesView } from './lanes-view.ts';
import { shootFilm } from './shoot-film.ts';

function filmOf(steps: readonly GcStep[]) {
  return shootFilm({ name: 'x', rule: '', steps });
}

describe('lanesView', () => {
  const reel = new FilmReel(
    filmOf([{ op: 'new_many', prefix: 'n', count: 400, link: 'ring', unbind: true }, { op: 'collect' }]),
  );

  it('leaves out the middle of a long list, and says how much', () => {
    reel.seek(1);
    const [lane] = lanesView(reel).lanes;
    expect([lane?.name, lane?.note, lane?.left]).toEqual(['generation 0', '400 objects', 280]);
    expect([lane?.chips[0]?.label, lane?.rest.at(-1)?.label]).toEqual(['n0', 'n399']);
    expect((lane?.chips.length ?? 0) + (lane?.rest.length ?? 0) + (lane?.left ?? 0)).toBe(400);
  });
  it('shows the unreachable list beside the generations while a collection runs, and only then', () => {
    const names = (position: number) => {
      reel.seek(position);
      return lanesView(reel).lanes.map(({ name }) => name);
    };
    expect(names(1)).toEqual(['generation 0', 'generation 1', 'generation 2']);
    expect(names(4)).toEqual(['generation 0', 'generation 1', 'generation 2', 'unreachable']);
    expect(names(reel.end)).toEqual(['generation 0', 'generation 1', 'generation 2']);
  });
  it('shows what the collector does not track', () => {
    const untracked = new FilmReel(filmOf([{ op: 'new', id: 'x', kind: 'atom' }]));
    untracked.seek(1);
    expect(lanesView(untracked).lanes.at(-1)).toMatchObject({ name: 'on no list', note: '1 object, not tracked' });
  });
});
