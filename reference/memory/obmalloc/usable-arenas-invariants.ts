import { hex, NULL } from '../../../exercises/kit/memory.ts';
import type { ArenaObject } from './arena-object.ts';
import { addressSet, type Invariant, sameMembers } from './invariant.ts';

/** Of the list of arenas that have free pools. */
export const USABLE_ARENAS_INVARIANTS: readonly Invariant[] = [
  {
    sentence: 'An arena is usable exactly when it has a free pool.',
    formula: 'usable_arenas = {a | a.nfreepools > 0}',
    *check({ arenas, usable }) {
      const listed = usable.map(({ address }) => address);
      const expected = arenas.filter(({ arena }) => arena.nfreepools > 0).map(({ arena }) => arena.address);
      if (!sameMembers(listed, expected)) yield { at: NULL, found: `${addressSet(listed)} ≠ ${addressSet(expected)}` };
    },
  },
  {
    sentence: 'Usable arenas stand in ascending order of free pools.',
    formula: 'a.nfreepools ≤ a.nextarena.nfreepools',
    *check({ usable }) {
      for (const [left, right] of neighbours(usable)) {
        if (left !== null && left.nfreepools > right.nfreepools) {
          yield { at: right.address, found: `${left.nfreepools} before ${right.nfreepools}` };
        }
      }
    },
  },
  {
    sentence: 'Usable arenas are linked in both directions.',
    formula: 'a.nextarena.prevarena = a, usable_arenas.prevarena = NULL',
    *check({ usable }) {
      for (const [left, right] of neighbours(usable)) {
        if (right.prevarena !== left) yield { at: right.address, found: hex(right.prevarena?.address ?? NULL) };
      }
    },
  },
  {
    sentence: 'For each number of free pools the rightmost usable arena that has it is known.',
    formula: 'nfp2lasta[n] = max {a ∈ usable_arenas | a.nfreepools = n}, NULL if there is none',
    *check({ heap, usable }) {
      for (const [nf, last] of heap.nfp2lasta.entries()) {
        const rightmost = usable.findLast(({ nfreepools }) => nfreepools === nf) ?? null;
        if (last === rightmost) continue;
        const [is, should] = [last, rightmost].map((arena) => hex(arena?.address ?? NULL));
        yield { at: rightmost?.address ?? NULL, found: `nfp2lasta[${nf}]: ${is} ≠ ${should}` };
      }
    },
  },
];

/** Each arena with the one before it; null before the first. */
function neighbours(arenas: readonly ArenaObject[]): readonly (readonly [ArenaObject | null, ArenaObject])[] {
  return arenas.map((arena, index) => [arenas[index - 1] ?? null, arena]);
}
