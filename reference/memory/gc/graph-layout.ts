/*
 * What the numbers in a flat copy mean (graph-copy.ts). In a file that imports nothing: only of such a file the build puts
 * constants where they are used, and loops that look them up take a tenth longer.
 */

/** log2 of the bytes of a place. */
export const PLACE_SHIFT = 5;

/** The number of all that is no container of the list. */
export const OUTSIDE = 0;

/** What is known of a container so far: nothing; it was put aside; it is reachable; it was put aside, and moved back. */
export const UNSEEN = 0;
export const ASIDE = 1;
export const REACHED = 2;
export const MOVED_BACK = 3;

/** More states of garbage that is being released: its `tp_clear` is done; it is dead. */
export const CLEARED = 4;
export const DEAD = 5;
/** Then the count of those that stay: more than any number of references can take away. */
export const KEPT = 0x4000_0000;
