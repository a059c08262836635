import { describe, expect, it } from 'vitest';
import { GC_EXAMPLES } from './examples.ts';
import type { HAPPENINGS } from './film.ts';
import { FilmReel } from './film-reel.ts';
import { saidView } from './moment-words.ts';
import { shootFilm } from './shoot-film.ts';

function reelOf(wanted: string): FilmReel {
  const example = GC_EXAMPLES.find(({ name }) => name === wanted);
  if (example === undefined) throw new Error(`there is no example ${wanted}`);
  return new FilmReel(shootFilm(example));
}

/** What is said at the first moment of each kind. */
function firstOf(name: string, happening: (typeof HAPPENINGS)[number]) {
  const reel = reelOf(name);
  reel.seek(reel.moments.findIndex((moment) => moment.happening === happening));
  return saidView(reel);
}

describe('saidView', () => {
  it.each([
    ['refsSet', 'example-cycle', 'update_refs: gc_refs of a becomes its ob_refcnt, 1.'],
    ['refSubtracted', 'example-cycle', 'subtract_refs: the reference a.f0 → b is found inside; gc_refs of b 1 → 0.'],
    [
      'tentativelyUnreachable',
      'example-cycle',
      'move_unreachable: gc_refs of a is 0: it is put aside, tentatively unreachable.',
    ],
    [
      'movedBack',
      'example-moved-back',
      'move_unreachable: a.f0 → b: b was put aside and is reachable after all. It moves back, to the end of the list; gc_refs of b 0 → 1.',
    ],
    ['finalizing', 'example-resurrection', 'finalize_garbage: __del__ of a is called, once in its life: saved = self.'],
    [
      'garbageResurrected',
      'example-resurrection',
      'handle_resurrected_objects: a is reachable again: a finalizer resurrected it. It joins the survivors.',
    ],
    [
      'weakrefCleared',
      'example-callback',
      'handle_weakrefs: the weak reference w2 to a is cleared: it answers None from now on.',
    ],
    ['callbackCalled', 'example-callback', 'handle_weakrefs: the callback of w2 is called.'],
    [
      'postponed',
      'example-chain',
      '50 releases are nested: n50 goes to the trashcan, and is released when the outermost has ended.',
    ],
    ['collectionFinished', 'example-cycle', 'The collection of generation 2 ends: 2 collected, 0 uncollectable.'],
  ] as const)('says %s of %s', (happening, name, sentence) => expect(firstOf(name, happening).sentence).toBe(sentence));

  it('tells what the code of a finalizer changed', () => {
    expect(firstOf('example-resurrection', 'ran')).toMatchObject({
      sentence: 'finalize_garbage: __del__ of a ran: saved = self.',
      changes: ['saved → a.'],
    });
  });
  it('tells which counts a step changes', () => {
    const reel = reelOf('example-cycle');
    reel.seek(3);
    expect(saidView(reel)).toEqual({ code: '', place: '', sentence: 'a.f0 = b', changes: ['ob_refcnt: b 1 → 2.'] });
  });
  it('has a sentence for every moment of every example, without a gap in it', () => {
    for (const { name } of GC_EXAMPLES.filter((example) => example.name !== 'example-ring')) {
      const reel = reelOf(name);
      for (let position = 0; position <= reel.end; position += 1) {
        reel.seek(position);
        const { sentence, changes } = saidView(reel);
        expect([name, position, sentence]).toEqual([
          name,
          position,
          expect.not.stringMatching(/undefined|NaN| {2}|^\s*$/),
        ]);
        expect(changes.join(' ')).not.toMatch(/undefined|NaN/);
      }
    }
  });
});
