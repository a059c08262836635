/**
 * Bits for `set_debug`. Only SAVEALL changes what happens; the others print in CPython, and do nothing here: events
 * tell more. Source: CPython 3.11, Modules/gcmodule.c, "Python interface".
 */
export const DEBUG = {
  STATS: 1,
  COLLECTABLE: 2,
  UNCOLLECTABLE: 4,
  SAVEALL: 32,
  LEAK: 2 | 4 | 32,
} as const;
