import { type Cell, shown } from '../cell.ts';
import { CLASS_PROBES } from './class-probes.ts';
import { MEMORY_PROBES } from './memory-probes.ts';

export { LEFT_OUT } from './memory-probes.ts';

/** What the probes' Python is in TypeScript, by the probe's name. */
export const PROBES: Readonly<Record<string, Cell>> = {
  ...Object.fromEntries(Object.entries(CLASS_PROBES).map(([name, probe]) => [name, shown(probe)])),
  ...MEMORY_PROBES,
};
