/*
 * How a call's kind and the id of its block share a word: `id << KIND_BITS | kind`. Alone in a file, since the build puts
 * a constant in place only where nothing stands before it, an import included.
 */
export const KIND_BITS = 2;
export const KIND_MASK = 3;
