/**
 * Word 0 of a node under deferred counting:
 *
 *     │ references from fields … │ noted │ in the zero-count table │
 *       from bit 2                 bit 1   bit 0
 */
export const IN_ZERO_COUNT_TABLE = 1;
export const NOTED = 2;
/** What one reference adds to the word. A word below it: a count of 0. */
export const ONE_REFERENCE = 4;
