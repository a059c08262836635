/** Seed of the private scenarios when none is given. An instructor gives their own. */
export const DEFAULT_SEED = 20_250_412;
