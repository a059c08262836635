/** What a film may have at most. */
export interface FilmLimits {
  readonly objects: number;
  readonly moments: number;
}

/** A picture of more shows nothing, and takes its time. */
export const LIMITS: FilmLimits = { objects: 2000, moments: 60_000 };

/** A scenario that makes too many objects. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  constructor(limit: number) {
    super(`the scenario makes more than ${limit} objects`);
  }
}
