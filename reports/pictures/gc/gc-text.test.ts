import { describe, expect, it } from 'vitest';
import { GC_EXAMPLES } from './examples.ts';
import { FilmReel } from './film-reel.ts';
import { renderGcText } from './gc-text.ts';
import { shootFilm } from './shoot-film.ts';

function filmOf(wanted: string) {
  const example = GC_EXAMPLES.find(({ name }) => name === wanted);
  if (example === undefined) throw new Error(`there is no example ${wanted}`);
  return shootFilm(example);
}

const PLAIN = { color: false, width: 100 };

describe('renderGcText', () => {
  it('tells steps, phases and the lists after each', () => {
    const film = filmOf('example-cycle');
    const text = renderGcText(film, new FilmReel(film).end, PLAIN);
    expect(text).toContain('a.f0 = b   ob_refcnt: b 1 → 2.\n');
    expect(text).toContain(
      [
        '  2 subtract_refs',
        '    each reference from one object on the list to another is subtracted from gc_refs: what is left',
        '    comes from outside.',
        '    the reference a.f0 → b is found inside; gc_refs of b 1 → 0.',
        '    the reference b.f0 → a is found inside; gc_refs of a 1 → 0.',
        '    generation 2: a 0 ?, b 0 ?',
        '  3 move_unreachable',
      ].join('\n'),
    );
    expect(text).toContain('  The collection of generation 2 ends: 2 collected, 0 uncollectable.\n  → 2\n');
    expect(text).toContain('\n  a, node: × freed\n');
    expect(text).not.toContain('\u001b');
  });
  it('ends at the moment asked for', () => {
    const text = renderGcText(filmOf('example-cycle'), 12, PLAIN);
    expect(text).toContain('After moment 12 of ');
    expect(text).not.toContain('move_unreachable');
    expect(text).toMatch(/^ {2}a, node: \? not yet visited; ob_refcnt 1; gc_refs 1; \.f0 → b; generation 2, 1$/m);
  });
  it('counts what it leaves out of a large one, and fits the terminal', () => {
    const film = filmOf('example-ring');
    const lines = renderGcText(film, new FilmReel(film).end, { color: false, width: 60 }).split('\n');
    expect(lines.length).toBeLessThan(600);
    expect(lines).toContain('    and 376 more');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  });
  it('sets its only escapes itself', () => {
    const film = shootFilm({ name: 'x', rule: '', steps: [{ op: 'new', id: '\u001b[31mred' }] });
    const text = renderGcText(film, 1, { color: true, width: 100 });
    expect(text).toContain('␛[31mred');
    expect(text).not.toContain('\u001b[31m');
  });
});
