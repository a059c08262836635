import { DEFAULT_SEED } from '../default-seed.ts';

/** Options that every command has which grades. */
export const ONLY = {
  type: 'string',
  array: true,
  requiresArg: true,
  describe: 'grade these exercises only, by number or name',
} as const;

export const SEED = {
  type: 'number',
  requiresArg: true,
  default: DEFAULT_SEED,
  describe: 'seed of the private scenarios',
} as const;

export const REQUIRE_SANDBOX = {
  type: 'boolean',
  default: false,
  describe: 'refuse to run student code where bubblewrap is missing',
} as const;
