import { ensureBuilt } from './build.mjs';

/** Vitest's global set-up: tests that start processes need what those processes run. */
export const setup = ensureBuilt;
