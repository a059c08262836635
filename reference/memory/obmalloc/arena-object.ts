import { type Address, NULL } from '../../../exercises/kit/memory.ts';

/**
 * What is known about one arena; kept outside of it. The objects are never given up: one without an arena has
 * `address` NULL and waits in `unused_arena_objects`, linked by `nextarena`.
 *
 *     address      poolAddress
 *     │ pool │ pool │ never carved …                 freepools → pool → pool → NULL   (by nextpool)
 *
 * Source: CPython, Objects/obmalloc.c, `struct arena_object`.
 */
export class ArenaObject {
  /** Its place in `arenas`; pools remember it as `arenaindex`. */
  readonly index: number;
  address: Address = NULL;
  /** The first pool never carved; beyond the last pool when there is none. CPython: `pool_address`. */
  poolAddress: Address = NULL;
  /** Pools in `freepools` and pools never carved, together. */
  nfreepools = 0;
  /** 64, or one fewer if the arena does not start at a multiple of the pool size. */
  ntotalpools = 0;
  /** Emptied pools, the one emptied last first. */
  freepools: Address = NULL;
  nextarena: ArenaObject | null = null;
  prevarena: ArenaObject | null = null;

  constructor(index: number) {
    this.index = index;
  }
}
