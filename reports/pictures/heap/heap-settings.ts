import { System } from '../../../exercises/kit/system.ts';
import { PROFILES, type ProfileName } from '../../../reference/memory/obmalloc/index.ts';

/** The build, and the machine below it. */
export interface HeapSettings {
  readonly profile: ProfileName;
  /** Bytes by which arenas miss a multiple of their size. */
  readonly misalign: number;
  /** Arenas that the system maps at the same time; null: no limit. */
  readonly arenaCap: number | null;
}

export const DEFAULT_SETTINGS: HeapSettings = { profile: 'classic64', misalign: 0, arenaCap: null };

/** A new machine. `replaces`: one that nobody needs any more. */
export function systemFor({ profile, misalign, arenaCap }: HeapSettings, replaces?: System): System {
  return new System({
    arenaSize: PROFILES[profile].arenaSize,
    misalign,
    ...(arenaCap === null ? {} : { arenaCap }),
    replaces,
  });
}
