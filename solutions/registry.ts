import type { Solution } from './solution.ts';

/** Solutions by exercise, each loaded when it is first asked for. */
const SOLUTIONS: Readonly<Record<string, () => Promise<Solution>>> = {
  '00-how-this-works': async () => (await import('./00-how-this-works/index.ts')).solution,
  '02-method-resolution-order': async () => (await import('./02-method-resolution-order/index.ts')).solution,
  '06-init-subclass': async () => (await import('./06-init-subclass/index.ts')).solution,
  '17-obmalloc': async () => (await import('./17-obmalloc/index.ts')).solution,
};

/** @throws {RangeError} for an exercise that has no solution here. */
export async function loadSolution(id: string): Promise<Solution> {
  const load = SOLUTIONS[id];
  if (load === undefined) throw new RangeError(`No solution of ${id}: solutions/registry.ts does not list it.`);
  return await load();
}
