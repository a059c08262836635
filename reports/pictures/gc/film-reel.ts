import { unpackNumbers } from '../kit/packed-numbers.ts';
import { type GcFilm, HAPPENINGS, type Happening, NO_PHASE } from './film.ts';
import { type Changes, FilmState } from './film-state.ts';

/** A moment of a film: what happened, and where in the scenario. */
export interface Moment {
  /** Number of the scenario's step; −1 before the first. */
  readonly op: number;
  /** Collections that have begun so far, this one included. */
  readonly collection: number;
  /** Number in `GC_PHASES`, or `NO_PHASE`. */
  readonly phase: number;
  /** In one of the phases that `handle_resurrected_objects` goes through again. */
  readonly isSecondLook: boolean;
  readonly happening: Happening;
  readonly args: readonly number[];
  readonly changes: readonly number[];
}

/** A film, and a place in it. Goes forward by applying what changes; backward from the start again. */
export class FilmReel {
  readonly film: GcFilm;
  readonly moments: readonly Moment[];
  #state = new FilmState();
  #changes: Changes;
  #position = 0;

  constructor(film: GcFilm) {
    this.film = film;
    this.moments = readMoments(film.moments);
    this.#changes = this.#state.apply(this.moment.changes);
  }

  /** 0 is the state before the first step. */
  get position(): number {
    return this.#position;
  }
  get end(): number {
    return this.moments.length - 1;
  }
  get moment(): Moment {
    return this.moments[this.#position] as Moment;
  }
  get state(): FilmState {
    return this.#state;
  }
  /** What this moment changed. */
  get changes(): Changes {
    return this.#changes;
  }

  /** Goes to a moment; one outside of the film is taken for its nearest end. */
  seek(position: number): void {
    const to = Math.min(Math.max(0, Math.round(position)), this.end);
    if (to < this.#position) {
      this.#state = new FilmState();
      this.#position = -1;
    }
    while (this.#position < to) {
      this.#position += 1;
      this.#changes = this.#state.apply(this.moment.changes);
    }
  }
}

/** Of each moment: op + 1, collection, phase, second look, happening, how many arguments, these, how many numbers of changes, these. */
function readMoments(packed: string): readonly Moment[] {
  const numbers = unpackNumbers(packed);
  const moments: Moment[] = [];
  let at = 0;
  const next = (): number => numbers[at++] ?? 0;
  const row = (): readonly number[] => {
    const length = next();
    at += length;
    return numbers.slice(at - length, at);
  };
  while (at < numbers.length) {
    moments.push({
      op: next() - 1,
      collection: next(),
      phase: Math.min(next(), NO_PHASE),
      isSecondLook: next() === 1,
      happening: HAPPENINGS[next()] ?? 'op',
      args: row(),
      changes: row(),
    });
  }
  return moments;
}
