import { describe, expect, it } from 'vitest';
import { chaptersOf } from './chapters.ts';
import { GC_EXAMPLES } from './examples.ts';
import { FilmReel } from './film-reel.ts';
import { shootFilm } from './shoot-film.ts';

function reelOf(wanted: string): FilmReel {
  const example = GC_EXAMPLES.find(({ name }) => name === wanted);
  if (example === undefined) throw new Error(`there is no example ${wanted}`);
  return new FilmReel(shootFilm(example));
}

describe('chaptersOf', () => {
  it('cuts the film at steps and phases, without a gap', () => {
    const reel = reelOf('example-resurrection');
    const chapters = chaptersOf(reel);
    expect(chapters[0]?.from).toBe(0);
    expect(chapters.at(-1)?.to).toBe(reel.end);
    for (const [index, { from }] of chapters.slice(1).entries()) expect(from).toBe((chapters[index]?.to ?? 0) + 1);
  });
  it('sums up what happened in each', () => {
    const rows = chaptersOf(reelOf('example-resurrection')).map(({ name, summary }) => `${name}: ${summary}`);
    expect(rows).toContain('finalize_garbage: finalized: a');
    expect(rows).toContain('subtract_refs: 5 subtracted');
    expect(rows).toContain('collection of generation 2 ends, 2 collected: ');
    expect(rows).toContain(
      'move_unreachable, second look: reachable: a, b; reached early: b; put aside: c, d; resurrected: a, b; garbage: c, d',
    );
  });
});
