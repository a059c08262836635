import type { GcFilm } from './film.ts';

/** What the page's script reads from the page. */
export interface GcPageData {
  readonly film: GcFilm;
  /** The moment to show first. */
  readonly opensAt: number;
}
