import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accessCounts, accessTable } from './access-counts.ts';
import { PROFILES } from './index.ts';

describe('accessCounts', () => {
  it('finds on the fast paths what the steps say: counted by hand', () => {
    // malloc reads the list's front, its nextpool, ref.count, freeblock and the link; writes ref.count and freeblock.
    // free reads freeblock and ref.count, in classic64 arenaindex too; writes the link, freeblock and ref.count.
    const fast = (name: keyof typeof PROFILES) =>
      accessCounts(PROFILES[name]).filter(({ path }) => /a block is popped$|the block is pushed$/.test(path));
    expect(fast('classic64').map(({ reads, writes }) => [reads, writes])).toEqual([
      [5, 2],
      [3, 3],
    ]);
    expect(fast('amd64-3.11').map(({ reads, writes }) => [reads, writes])).toEqual([
      [5, 2],
      [2, 3],
    ]);
  });
});

describe('accessTable', () => {
  it('stands in the README', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`\n${accessTable(Object.values(PROFILES))}\n`);
  });
});
