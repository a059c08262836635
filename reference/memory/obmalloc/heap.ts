import type { Address } from '../../../exercises/kit/memory.ts';
import type { System } from '../../../exercises/kit/system.ts';
import { type ArenaRanges, PoolHeaderRanges } from './address-in-range.ts';
import { ArenaMap } from './arena-map.ts';
import type { ArenaObject } from './arena-object.ts';
import type { HeapListener } from './events.ts';
import { NarrowMemory, type PointerMemory } from './pointer-memory.ts';
import { PoolHeaders } from './pool-header.ts';
import type { Profile } from './profile.ts';
import { SizeClasses } from './size-class.ts';
import { layOutUsedpools } from './usedpools.ts';

/**
 * The allocator's global variables. Everything about pools and blocks is in the memory itself; what is here is what
 * CPython keeps outside the arenas too.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, "Arena management".
 */
export class Heap {
  readonly profile: Profile;
  readonly system: System;
  readonly memory: PointerMemory;
  readonly pools: PoolHeaders;
  readonly classes: SizeClasses;
  /** Address of the table; see `layOutUsedpools`. */
  readonly usedpools: Address;
  /** log2 of the table's bytes for one class: two pointers. */
  readonly usedpoolsShift: number;
  /** That of `classes`: `pymalloc_alloc` works out the class in place. CPython: `ALIGNMENT_SHIFT`. */
  readonly alignmentShift: number;
  readonly poolMask: number;
  readonly arenaSize: number;
  readonly arenaMap: ArenaMap;
  /** How a free tells whether a block is in an arena. */
  readonly ranges: ArenaRanges;

  /** All arena objects, by index. CPython: `arenas`, `maxarenas`. */
  readonly arenas: ArenaObject[] = [];
  /** Arena objects without an arena, next to be used first. CPython: `unused_arena_objects`. */
  unusedArenaObjects: ArenaObject | null = null;
  /**
   * Arenas with free pools, the one with the fewest first: the emptiest are used last and may become empty.
   * CPython: `usable_arenas`.
   */
  usableArenas: ArenaObject | null = null;
  /**
   * For each number of free pools the rightmost usable arena that has it, or null. It makes re-sorting one step.
   * CPython: `nfp2lasta`.
   */
  readonly nfp2lasta: (ArenaObject | null)[];
  /** Of what was read ahead. Nobody needs them, but an engine leaves out what is not kept. */
  wordsRead = 0;
  /** Told what the heap does beside the fast paths. Nobody: null, and the steps pay for one comparison. */
  listener: HeapListener | null;

  /** @throws {RangeError} if the system maps arenas of another size. */
  constructor(system: System, profile: Profile, listener: HeapListener | null = null) {
    if (system.arenaSize !== profile.arenaSize) {
      throw new RangeError(
        `${profile.name} has arenas of ${profile.arenaSize} bytes; the system's have ${system.arenaSize}`,
      );
    }
    this.profile = profile;
    this.system = system;
    this.memory = profile.pointerSize === 8 ? system.memory : new NarrowMemory(system.memory);
    this.pools = new PoolHeaders(this.memory, profile);
    this.classes = new SizeClasses(profile);
    this.usedpools = layOutUsedpools(system, this.pools, profile, this.classes.count);
    this.usedpoolsShift = Math.log2(2 * profile.pointerSize);
    this.alignmentShift = this.classes.shift;
    this.poolMask = profile.poolSize - 1;
    this.arenaSize = profile.arenaSize;
    this.arenaMap = new ArenaMap(profile);
    this.ranges = profile.addressInRange === 'arenaMap' ? this.arenaMap : new PoolHeaderRanges(this);
    this.nfp2lasta = Array.from({ length: profile.arenaSize / profile.poolSize + 1 }, () => null);
    this.listener = listener;
  }
}
