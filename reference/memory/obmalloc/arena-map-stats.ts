import type { Heap } from './heap.ts';

/** What CPython's map of arenas takes. In bytes, but for `nodes`. */
export interface ArenaMapStats {
  /** Nodes of the two lower levels; null if the map is a root alone, in 32-bit builds. */
  readonly nodes: { readonly mid: number; readonly bot: number } | null;
  readonly root: number;
  readonly mid: number;
  readonly bot: number;
}

/** Two 4-byte numbers for each stretch. CPython: `arena_coverage_t`. */
const COVERAGE = 8;

/**
 * What CPython's map, a radix tree, would take for this heap's arenas; null in builds that have no map.
 *
 *     64-bit, arenas of 1 MiB    │ 15 bits: root │ 15 bits: mid │ 14 bits: bot │ 20 bits: inside an arena │
 *
 * Simulated arenas lie below 2 GiB: one node of each lower level, made with the first arena, there for good.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, "radix tree for tracking arena usage".
 */
export function arenaMapStats({ profile, system }: Heap): ArenaMapStats | null {
  if (profile.addressInRange === 'poolHeader') return null;
  const bits = 8 * profile.pointerSize - Math.log2(profile.arenaSize);
  if (profile.pointerSize === 4) return { nodes: null, root: 2 ** bits * COVERAGE, mid: 0, bot: 0 };
  const interior = Math.floor((bits + 2) / 3);
  const count = system.mapped > 0 ? 1 : 0;
  const node = 2 ** interior * profile.pointerSize;
  return {
    nodes: { mid: count, bot: count },
    root: node,
    mid: count * node,
    bot: count * 2 ** (bits - 2 * interior) * COVERAGE,
  };
}
