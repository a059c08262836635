import { describe, expect, it } from 'vitest';
import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import { GC_EXAMPLES } from './examples.ts';
import { FilmReel } from './film-reel.ts';
import { shootFilm } from './shoot-film.ts';
import { timelineOf } from './timeline.ts';

function filmOf(steps: readonly GcStep[]) {
  return shootFilm({ name: 'x', rule: '', steps });
}

function example(name: string) {
  return filmOf(GC_EXAMPLES.find((one) => one.name === name)?.steps ?? []);
}

describe('timelineOf', () => {
  it('marks each collection, and each of its phases with its number', () => {
    const film = example('example-cycle');
    const reel = new FilmReel(film);
    const { bands, marks, sentence, width } = timelineOf(film);
    const [started, finished] = ['collectionStarted', 'collectionFinished'].map((happening) =>
      reel.moments.findIndex((moment) => moment.happening === happening),
    ) as [number, number];
    expect(bands).toEqual([{ x: started, width: finished - started }]);
    expect(marks?.map(({ sign }) => sign)).toEqual('123456781239'.split(''));
    const updateRefs = reel.moments.findIndex(({ happening }) => happening === 'phase');
    expect(marks?.[0]?.left).toBeCloseTo((100 * updateRefs) / width, 1);
    expect(sentence).toBe(`At most 2 objects alive; 1 collection in ${reel.end} moments.`);
  });
  it('leaves out marks for which there is no room', () => {
    const { marks = [] } = timelineOf(example('example-ring'));
    for (const [index, { left }] of marks.slice(1).entries()) {
      expect(left - (marks[index]?.left ?? 0)).toBeGreaterThanOrEqual(0.4);
    }
  });
  it('is flat where nothing happens', () => expect(timelineOf(filmOf([])).width).toBe(1));
});
