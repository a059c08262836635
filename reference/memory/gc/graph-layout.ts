/*
 * What the numbers in a flat copy mean (graph-copy.ts). In a file that imports nothing: only of such a file the build puts
 * constants where they are used, and loops that look them up take a tenth longer.
 */

/** log2 of the bytes of a place. */
export const PLACE_SHIFT = 5;

/** Bits that are 0 in the number of every eighth container: then it is looked at where the list leads. */
export const NOW_AND_THEN = 7;
/** Bytes that a processor fetches at once. */
export const CACHE_LINE = 64;

/** The number of all that is no container of the list. */
export const OUTSIDE = 0;

// A container's mark:

/** Of OUTSIDE. */
export const NO_CONTAINER = 0;
/** gc_refs are 0; from here on, gc_refs + 1. Once they are known, whatever is greater was reached. */
export const NO_REFS = 1;
/** Something reaches it. */
export const REACHED = 2;
/** The most references that a mark can count; the rest stands elsewhere. */
export const MOST_REFS = 250;
/** It was put aside, and moved back. */
export const MOVED_BACK = 254;
/** It was put aside: tentatively unreachable. */
export const ASIDE = 255;

// While garbage is released, counts are references, and:

/** Added when `tp_clear` is done. */
export const CLEARED = 0x2000_0000;
/** The count of those that stay: more than any number of references can take away. */
export const KEPT = 0x4000_0000;
/** The most references to one that stays that are put off before they are taken away. */
export const MOST_DROPS = 255;
