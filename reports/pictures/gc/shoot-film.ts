import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import { showMessage, showName } from '../../view-text.ts';
import type { GcFilm } from './film.ts';
import { FilmDirector } from './film-director.ts';
import { type FilmLimits, LIMITS, TooLarge } from './film-limits.ts';

/** A scenario without what was recorded of it. */
export interface PlainScenario {
  readonly name: string;
  /** What it shows, in a sentence; empty if nothing says so. */
  readonly rule: string;
  readonly steps: readonly GcStep[];
}

/**
 * Runs a scenario on the reference and films it. A film that would be too long ends early, and says so.
 *
 * @throws {ImpossibleStep} if a step asks for what no object of that kind has.
 * @throws {TooLarge} if it makes too many objects.
 */
export function shootFilm({ name, rule, steps }: PlainScenario, limits: FilmLimits = LIMITS): GcFilm {
  const planned = steps.reduce((sum, step) => sum + (step.op === 'new_many' ? step.count : 0), 0);
  if (planned > limits.objects) throw new TooLarge(limits.objects);
  const director = new FilmDirector(limits);
  for (const step of steps) director.perform(step);
  const { probe, writer, runs, ops, isCut } = director;
  return {
    name: showName(name),
    rule: rule === '' ? '' : showMessage(rule),
    objects: probe.objects.map(({ label, kind }) => ({
      label: showName(label),
      kind,
      runs: runs.get(label) ?? null,
    })),
    texts: writer.texts,
    ops,
    moments: writer.pack(),
    cut: isCut ? `The film ends after ${limits.moments.toLocaleString('en-US')} moments: the rest is left out.` : '',
  };
}
