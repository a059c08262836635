import { ALIGNMENT, ARENA_SIZE, POOL_OVERHEAD, POOL_SIZE } from '../../../exercises/kit/obmalloc-layout.ts';

/** One build of CPython's allocator: everything in which builds differ. Sizes in bytes. */
export interface Profile {
  readonly name: ProfileName;
  /** CPython: `ALIGNMENT`. Block sizes are multiples of it. */
  readonly alignment: 8 | 16;
  /** `sizeof(void *)`. */
  readonly pointerSize: 4 | 8;
  /** CPython: `POOL_SIZE`. */
  readonly poolSize: number;
  /** CPython: `ARENA_SIZE`. */
  readonly arenaSize: number;
  /** CPython: `POOL_OVERHEAD`, `struct pool_header` rounded up to the alignment. */
  readonly poolOverhead: number;
  /** `PY_SSIZE_T_MAX + 1`: requests from it on are refused. A power of two, since the maximum is no exact number here. */
  readonly sizeLimit: number;
  /** Whether an arena that is empty and last in `usable_arenas` stays mapped. CPython does so from 3.9 on. */
  readonly keepsLastArena: boolean;
  /**
   * How an address is told to be in an arena: by the arena index in the header of its pool, if it has one (to 3.9),
   * or by a map of the address space (from 3.10 on).
   */
  readonly addressInRange: 'poolHeader' | 'arenaMap';
}

export type ProfileName = 'classic64' | 'amd64-3.11' | 'i386-3.11';

const KIB = 1024;

export const PROFILES = {
  /** The lecture's: CPython 3.7, 64-bit. */
  classic64: {
    name: 'classic64',
    alignment: ALIGNMENT,
    pointerSize: 8,
    poolSize: POOL_SIZE,
    arenaSize: ARENA_SIZE,
    poolOverhead: POOL_OVERHEAD,
    sizeLimit: 2 ** 63,
    keepsLastArena: false,
    addressInRange: 'poolHeader',
  },
  'amd64-3.11': {
    name: 'amd64-3.11',
    alignment: 16,
    pointerSize: 8,
    poolSize: 16 * KIB,
    arenaSize: KIB * KIB,
    poolOverhead: 48,
    sizeLimit: 2 ** 63,
    keepsLastArena: true,
    addressInRange: 'arenaMap',
  },
  'i386-3.11': {
    name: 'i386-3.11',
    alignment: 8,
    pointerSize: 4,
    poolSize: 4 * KIB,
    arenaSize: 256 * KIB,
    poolOverhead: 32,
    sizeLimit: 2 ** 31,
    keepsLastArena: true,
    addressInRange: 'arenaMap',
  },
} as const satisfies Readonly<Record<ProfileName, Profile>>;
