import { type Address, hex, NULL } from '../../../exercises/kit/memory.ts';
import { addressSet, type Invariant, sameMembers } from './invariant.ts';

/** Of every mapped arena a, by its arena object and its pools. */
export const ARENA_INVARIANTS: readonly Invariant[] = [
  {
    sentence: 'An arena holds as many pools as fit between multiples of the pool size.',
    formula: 'a.ntotalpools = ⌊(a.address + ARENA_SIZE - first pool) / POOL_SIZE⌋',
    *check({ heap, arenas }) {
      for (const { arena, first } of arenas) {
        const fit = Math.floor((arena.address + heap.arenaSize - first) / heap.profile.poolSize);
        if (arena.ntotalpools !== fit) yield { at: arena.address, found: `${arena.ntotalpools} ≠ ${fit}` };
      }
    },
  },
  {
    sentence: 'Pools are carved in order, from the first on.',
    formula: 'a.pool_address = first pool + i · POOL_SIZE, i ∈ {0, …, a.ntotalpools}',
    *check({ heap, arenas }) {
      for (const { arena, first } of arenas) {
        const carved = (arena.poolAddress - first) / heap.profile.poolSize;
        if (Number.isInteger(carved) && carved >= 0 && carved <= arena.ntotalpools) continue;
        yield { at: arena.address, found: hex(arena.poolAddress) };
      }
    },
  },
  {
    sentence: 'The free pools of an arena are its carved pools without a block in use, each once.',
    formula: 'a.freepools = {p | p.ref.count = 0}',
    *check({ arenas }) {
      for (const { arena, carved, freepools } of arenas) {
        const empty = carved.filter(({ refCount }) => refCount === 0).map(({ address }) => address);
        if (!sameMembers(freepools, empty)) {
          yield { at: arena.address, found: `${addressSet(freepools)} ≠ ${addressSet(empty)}` };
        }
      }
    },
  },
  {
    sentence: 'The number of free pools counts those and the ones never carved.',
    formula: 'a.nfreepools = |a.freepools| + pools never carved',
    *check({ arenas }) {
      for (const { arena, carved, freepools } of arenas) {
        const fresh = arena.ntotalpools - carved.length;
        if (arena.nfreepools === freepools.length + fresh) continue;
        yield { at: arena.address, found: `${arena.nfreepools} ≠ ${freepools.length} + ${fresh}` };
      }
    },
  },
  {
    sentence: 'An arena whose pools are all free is given back, but for the last usable one in builds that keep it.',
    formula: 'a.nfreepools = a.ntotalpools ⇒ a is kept ∧ a.nextarena = NULL',
    *check({ heap, arenas }) {
      for (const { arena } of arenas) {
        const isKept = heap.profile.keepsLastArena && arena.nextarena === null;
        if (arena.nfreepools === arena.ntotalpools && !isKept) {
          yield { at: arena.address, found: `${arena.nfreepools} free pools` };
        }
      }
    },
  },
  {
    sentence: 'The map of arenas knows every arena, from its first byte to its last.',
    formula: 'arena_map_is_used(a.address) ∧ arena_map_is_used(a.address + ARENA_SIZE - 1)',
    *check({ heap, arenas }) {
      for (const { arena } of arenas) {
        const ends = [arena.address, (arena.address + heap.arenaSize - 1) as Address];
        for (const at of ends) if (!heap.arenaMap.isUsed(at)) yield { at, found: 'not known' };
      }
    },
  },
  {
    sentence: 'The map of arenas knows nothing else.',
    formula: 'bytes in use in the map = |arenas| · ARENA_SIZE',
    *check({ heap, arenas }) {
      const covered = heap.arenaMap.coveredBytes();
      const mapped = arenas.length * heap.arenaSize;
      if (covered !== mapped) yield { at: NULL, found: `${covered} ≠ ${mapped}` };
    },
  },
  {
    sentence: 'An arena object has an arena or is unused, and as many have one as are mapped.',
    formula: 'maxarenas = |arenas| + |unused_arena_objects| ∧ |arenas| = mapped by the system',
    *check({ heap, arenas, unusedCount }) {
      const { length } = arenas;
      if (length + unusedCount === heap.arenas.length && length === heap.system.live) return;
      const found = `${length} arenas, ${unusedCount} unused, ${heap.arenas.length} in all; ${heap.system.live} mapped`;
      yield { at: NULL, found };
    },
  },
];
