import { type Address, RAW_BASE } from '../../../exercises/kit/memory.ts';
import type { ArenaRanges } from './address-in-range.ts';
import type { Profile } from './profile.ts';

/**
 * Which addresses lie in arenas, without a look at the memory itself.
 *
 * The address space is cut into stretches of one arena's size. An arena that starts at a multiple of its size covers
 * one stretch; any other covers the upper end of one and the lower end of the next:
 *
 *     stretches   │          i          │        i + 1        │
 *     arena                     ├───────────────────┤
 *                            tailHi[i]       tailLo[i + 1]           the same number: bytes from the stretch's start
 *
 * Differs from CPython: one array in place of a radix tree, because simulated arenas lie below 2 GiB.
 * Source: CPython 3.11, Objects/obmalloc.c, `arena_map_mark_used` and `arena_map_is_used`.
 */
export class ArenaMap implements ArenaRanges {
  private readonly arenaSize: number;
  private readonly shift: number;
  private readonly tailMask: number;
  /** Where the part in use at the stretch's upper end begins: 0 if it is all of the stretch, `arenaSize` if none. */
  private readonly tailHi: Int32Array;
  /** Where the part in use at the stretch's lower end stops; 0 if there is none. */
  private readonly tailLo: Int32Array;

  constructor({ arenaSize }: Profile) {
    this.arenaSize = arenaSize;
    this.shift = Math.log2(arenaSize);
    this.tailMask = arenaSize - 1;
    this.tailHi = new Int32Array(RAW_BASE / arenaSize + 1).fill(arenaSize);
    this.tailLo = new Int32Array(RAW_BASE / arenaSize + 1);
  }

  /** Source: `arena_map_mark_used`. */
  markUsed(arena: Address, used: boolean): void {
    const stretch = arena >>> this.shift;
    const tail = arena & this.tailMask;
    this.tailHi[stretch] = used ? tail : this.arenaSize;
    if (tail !== 0) this.tailLo[stretch + 1] = used ? tail : 0;
  }

  /** Bytes in use, all stretches together. Walks the whole map. */
  coveredBytes(): number {
    let covered = 0;
    for (const hi of this.tailHi) covered += this.arenaSize - hi;
    for (const lo of this.tailLo) covered += lo;
    return covered;
  }

  /** Source: `arena_map_is_used`. */
  isUsed(address: Address): boolean {
    // Not `>= RAW_BASE`: 2 ** 31 has no place in a signed word, and the comparison would be one of floating point.
    if (address > RAW_BASE - 1) return false;
    const stretch = address >>> this.shift;
    const tail = address & this.tailMask;
    return tail >= (this.tailHi[stretch] as number) || tail < (this.tailLo[stretch] as number);
  }
}
