import { ensureBuilt } from './build.mjs';

/**
 * Vitest's global set-up: tests that start processes need what those processes run. A build that fails is said and
 * fails those tests; it does not keep the others from running.
 */
export async function setup() {
  try {
    await ensureBuilt();
  } catch (error) {
    process.stderr.write(`The build failed: tests that start processes run the last one that did not.\n${error}\n`);
  }
}
