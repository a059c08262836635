import type { Isolation } from '../../core/results.ts';
import { detectIsolation } from '../isolation.ts';

const detected = await detectIsolation();

/** The levels that tests run at. The highest is left out, visibly, where this machine does not have it. */
export const LEVELS: readonly { readonly level: Isolation['level']; readonly missing: boolean }[] = [
  { level: 'bubblewrap', missing: detected.isolation.level !== 'bubblewrap' },
  { level: 'permission', missing: false },
];
