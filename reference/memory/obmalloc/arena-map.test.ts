import { describe, expect, it } from 'vitest';
import { type Address, RAW_BASE } from '../../../exercises/kit/memory.ts';
import { ArenaMap } from './arena-map.ts';
import { PROFILES } from './profile.ts';

const profile = PROFILES['amd64-3.11'];
const SIZE = profile.arenaSize;

describe.each([
  ['aligned', 3 * SIZE],
  ['misaligned', 3 * SIZE + 4096],
])('ArenaMap with an %s arena', (_, start) => {
  const EDGES = [
    [start - 1, false],
    [start, true],
    [start + SIZE - 1, true],
    [start + SIZE, false],
  ] as const;

  it.each(EDGES)('tells whether %i is in it', (address, inside) => {
    const map = new ArenaMap(profile);
    map.markUsed(start as Address, true);
    expect(map.isUsed(address as Address)).toBe(inside);
  });

  it('keeps its neighbours when it goes', () => {
    const map = new ArenaMap(profile);
    for (const arena of [start - SIZE, start, start + SIZE]) map.markUsed(arena as Address, true);
    map.markUsed(start as Address, false);
    const at = [start - 1, start, start + SIZE - 1, start + SIZE].map((address) => map.isUsed(address as Address));
    expect(at).toEqual([true, false, false, true]);
  });

  it('knows no arena from RAW_BASE on', () => {
    const map = new ArenaMap(profile);
    map.markUsed(start as Address, true);
    expect(map.isUsed((RAW_BASE + start) as Address)).toBe(false);
    expect(map.isUsed((2 ** 32 + start) as Address)).toBe(false);
  });
});
